using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Tables;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Problems;

/// <summary>The classes of a column of labels.</summary>
/// <param name="Names">Their names: numbers by value, words in alphabetical order.</param>
/// <param name="OfRow">The class of each row.</param>
internal sealed record ClassLabels(IReadOnlyList<string> Names, int[] OfRow)
{
    private const int MostShown = 5;

    /// <summary>Finds the classes of labels.</summary>
    /// <param name="labels">One for each row. Where all are numbers, equal numbers are one class, however they are written.</param>
    /// <param name="where">Where a row stands, such as "line 4".</param>
    /// <param name="what">What holds the labels, such as "Column kind of the data file".</param>
    /// <param name="faults">Where labels go that differ in nothing that a reader sees.</param>
    public static ClassLabels? Of(string[] labels, Func<int, string> where, string what, List<DataFault> faults)
    {
        if (NumbersOf(labels) is { } numbers)
        {
            double[] values = [.. numbers.Distinct().Order()];
            return new ClassLabels([.. values.Select(SpecText.Show)], [.. numbers.Select(number => Array.BinarySearch(values, number))]);
        }

        string[] names = [.. labels.Distinct(StringComparer.Ordinal)];
        Array.Sort(names, StringComparer.Ordinal);
        int before = faults.Count;

        // No network has more outputs than parameters: so many classes are refused whatever they are called.
        if (names.Length <= SweepLimits.Parameters)
        {
            RefuseLookAlikes(names, label => where(Array.IndexOf(labels, label)), what, faults);
        }

        return faults.Count > before
            ? null
            : new ClassLabels(names, [.. labels.Select(label => Array.BinarySearch(names, label, StringComparer.Ordinal))]);
    }

    /// <summary>One-hot targets [row, class].</summary>
    public double[] OneHot()
    {
        double[] y = new double[OfRow.Length * Names.Count];
        for (int row = 0; row < OfRow.Length; row++)
        {
            y[(row * Names.Count) + OfRow[row]] = 1;
        }

        return y;
    }

    /// <summary>What is said of them.</summary>
    /// <param name="column">The name of the column; null where it has none.</param>
    public TargetSummary Summary(string? column)
    {
        long[] rows = new long[Names.Count];
        foreach (int found in OfRow)
        {
            rows[found]++;
        }

        return new TargetSummary(
            Names.Count, column is null ? null : [column], false, null, null, [.. Names.Select((name, i) => new ClassSummary(CellText.Show(name), rows[i]))]);
    }

    private static double[]? NumbersOf(string[] labels)
    {
        double[] numbers = new double[labels.Length];
        for (int row = 0; row < labels.Length; row++)
        {
            if (!CellNumber.TryRead(labels[row], decimalComma: false, out numbers[row]))
            {
                return null;
            }
        }

        return numbers;
    }

    private static void RefuseLookAlikes(string[] names, Func<string, string> where, string what, List<DataFault> faults)
    {
        IEnumerable<string[]> alike = names
            .Where(label => !string.IsNullOrWhiteSpace(label))
            .GroupBy(Folded, StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select(group => group.ToArray())
            .Take(MostShown);
        foreach (string[] group in alike)
        {
            IEnumerable<string> shown = group.Select(label => $"'{CellText.Show(label)}' ({where(label)})");
            faults.Add(new DataFault(
                "file",
                $"{what} has labels that differ in blanks or in the size of letters alone: {CellText.List(shown, group.Length, MostShown)}. "
                    + "Write them alike, or give two classes names that differ in more."));
        }
    }

    private static string Folded(string label) =>
        (label.Any(char.IsWhiteSpace) ? string.Join(' ', label.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) : label).ToUpperInvariant();
}
