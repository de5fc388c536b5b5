using System.Globalization;

namespace OrleansSymmetry.Landscape.Specs;

/// <summary>Says in one line what was read.</summary>
internal static class DataWords
{
    // A line is read at a glance; report.json has all.
    private const int MostNames = 6;
    private const int MostClasses = 10;

    /// <summary>Rows, inputs, targets, and what is out of the ordinary.</summary>
    public static string Of(DataSummary data)
    {
        List<string> parts = [Rows(data)];
        parts.Add(Inputs(data.Inputs));
        parts.Add(Targets(data.Targets));
        if (data.Weights is { } weights)
        {
            parts.Add($"weights {Brief(weights.Least)} to {Brief(weights.Most)}");
        }

        string line = string.Join(", ", parts);
        string note = data is { Rows: not null, Note: { } } ? $"; {data.Note}" : "";
        return data.ReadAs is { } file ? $"{line}{note}; {file}" : line + note;
    }

    /// <summary>A number in its shortest form.</summary>
    public static string Show(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Rows(DataSummary data)
    {
        if (data.Rows is not { } rows)
        {
            return $"no rows: {data.Note}";
        }

        string leftOut = data.LeftOut > 0 ? $" ({Counted(data.LeftOut, "other", "others")} left out: a value is missing)" : "";
        return Counted(rows, "row", "rows") + leftOut;
    }

    private static string Inputs(InputSummary inputs)
    {
        List<string> remarks = [];
        if (inputs.Names is { } names)
        {
            remarks.Add(List(names, MostNames));
        }

        if (inputs.Standardised)
        {
            remarks.Add("standardised");
        }

        if (inputs.Constant.Count > 0)
        {
            remarks.Add($"constant: {List(inputs.Constant, MostNames)}");
        }

        return Counted(inputs.Count, "input", "inputs") + InBrackets(remarks);
    }

    private static string Targets(TargetSummary targets)
    {
        if (targets is { AreClasses: true, Classes: { } classes })
        {
            return $"{Counted(classes.Count, "class", "classes")}: {List([.. classes.Select(each => $"{each.Name} {Count(each.Rows)}")], MostClasses)}";
        }

        List<string> remarks = [];
        if (targets.Names is { } names)
        {
            remarks.Add(List(names, MostNames));
        }

        if (targets.Classes is [var first, var second])
        {
            remarks.Add($"{first.Name} in {Counted(first.Rows, "row", "rows")}, {second.Name} in {Count(second.Rows)}");
        }
        else if (targets is { Least: { } least, Most: { } most })
        {
            remarks.Add(least == most ? $"all {Brief(least)}" : $"{Brief(least)} to {Brief(most)}");
        }

        if (targets.Standardised)
        {
            remarks.Add("standardised");
        }

        return Counted(targets.Count, "target", "targets") + InBrackets(remarks);
    }

    private static string InBrackets(List<string> remarks) => remarks.Count == 0 ? "" : $" ({string.Join("; ", remarks)})";

    private static string List(IReadOnlyList<string> items, int most) =>
        items.Count <= most ? string.Join(", ", items) : $"{string.Join(", ", items.Take(most))} and {Count(items.Count - most)} more";

    private static string Counted(long count, string one, string many) => $"{Count(count)} {(count == 1 ? one : many)}";

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Brief(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
