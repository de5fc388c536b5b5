using System.Text.Json.Serialization;

namespace OrleansSymmetry.Landscape.Specs;

/// <summary>What a problem's data are, as they were read: rows, inputs, targets or classes. Part of report.json.</summary>
/// <param name="Rows">Samples S; null where the loss is an expectation without samples, and <see cref="Note"/> says of what.</param>
/// <param name="Inputs">The inputs.</param>
/// <param name="Targets">The targets.</param>
public sealed record DataSummary(long? Rows, InputSummary Inputs, TargetSummary Targets)
{
    /// <summary>Rows of the file that a missing value left out.</summary>
    public long LeftOut { get; init; }

    /// <summary>The weights of the samples; null where all are equal.</summary>
    public WeightSummary? Weights { get; init; }

    /// <summary>What the data are where rows and names do not say it.</summary>
    public string? Note { get; init; }

    /// <summary>How the file was read: its heading and what parts its cells; null where there is no such file.</summary>
    public string? ReadAs { get; init; }

    /// <summary>All of it in one line, such as "8 rows, 2 inputs (x, y; standardised), 3 classes: low 2, mid 3, top 3".</summary>
    public string Words => DataWords.Of(this);

    /// <inheritdoc/>
    public override string ToString() => Words;

    /// <summary>What the arrays of a data set show by themselves.</summary>
    internal static DataSummary Of(DataSet data) => new(
        data.Samples,
        new InputSummary(data.InputCount, null, false, []),
        TargetSummary.OfNumbers(data.Y, data.OutputCount, null, false))
    {
        Weights = WeightSummary.Of(data.Weights),
    };
}

/// <summary>The inputs of a problem.</summary>
/// <param name="Count">n_0.</param>
/// <param name="Names">Their names; null where they have none.</param>
/// <param name="Standardised">Whether each has mean 0 and population standard deviation 1.</param>
/// <param name="Constant">Names or numbers, from 0, of those that are constant to rounding and were therefore standardised to 0.</param>
public sealed record InputSummary(int Count, IReadOnlyList<string>? Names, bool Standardised, IReadOnlyList<string> Constant);

/// <summary>The targets of a problem.</summary>
/// <param name="Count">n_L.</param>
/// <param name="Names">Their names; null where they have none.</param>
/// <param name="Standardised">Whether each has mean 0 and population standard deviation 1.</param>
/// <param name="Least">Their least value, as it was read; null for classes and where there are no samples.</param>
/// <param name="Most">Their largest value, as it was read.</param>
/// <param name="Classes">The classes, or the two values of a single target; null where there are none.</param>
public sealed record TargetSummary(
    int Count, IReadOnlyList<string>? Names, bool Standardised, double? Least, double? Most, IReadOnlyList<ClassSummary>? Classes)
{
    /// <summary>Whether the targets are one-hot.</summary>
    [JsonIgnore]
    public bool AreClasses => Least is null && Classes is not null;

    /// <summary>Targets that are numbers.</summary>
    /// <param name="y">[sample, target] row-major, as read.</param>
    /// <param name="count">n_L.</param>
    /// <param name="names">Their names, or null.</param>
    /// <param name="standardised">Whether they are standardised afterwards.</param>
    internal static TargetSummary OfNumbers(double[] y, int count, IReadOnlyList<string>? names, bool standardised)
    {
        double least = y[0];
        double most = y[0];
        long leastRows = 0;
        long mostRows = 0;
        foreach (double value in y)
        {
            leastRows = value < least ? 1 : value == least ? leastRows + 1 : leastRows;
            mostRows = value > most ? 1 : value == most ? mostRows + 1 : mostRows;
            least = Math.Min(least, value);
            most = Math.Max(most, value);
        }

        bool areTwo = count == 1 && least < most && leastRows + mostRows == y.Length;
        ClassSummary[]? values = areTwo ? [new ClassSummary(DataWords.Show(least), leastRows), new ClassSummary(DataWords.Show(most), mostRows)] : null;
        return new TargetSummary(count, names, standardised, least, most, values);
    }
}

/// <summary>A class, or one of two values of a target.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rows">Its samples.</param>
public sealed record ClassSummary(string Name, long Rows);

/// <summary>Weights of samples that are not all equal; they sum to 1.</summary>
/// <param name="Least">The least.</param>
/// <param name="Most">The largest.</param>
public sealed record WeightSummary(double Least, double Most)
{
    /// <summary>Null where all are equal.</summary>
    internal static WeightSummary? Of(double[] weights) =>
        weights.Min() is var least && weights.Max() is var most && least < most ? new WeightSummary(least, most) : null;
}
