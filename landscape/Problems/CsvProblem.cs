using System.Text.Json;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Tables;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Problems;

/// <summary>
/// A table of the user's: delimited text. Columns are named as in its heading, or counted from 0. Inputs are numbers. Targets are numbers, or one
/// column of classes, which becomes one-hot. What can be read in two ways is refused with the key that decides.
/// </summary>
/// <param name="FileHash">SHA-256 of the file.</param>
/// <param name="Dialect">How the file is read.</param>
/// <param name="InputColumns">Columns of the inputs.</param>
/// <param name="TargetColumns">Columns of the targets.</param>
/// <param name="Target">What the targets are.</param>
/// <param name="Standardise">Which columns are brought to mean 0 and population standard deviation 1.</param>
public sealed record CsvProblem(
    string FileHash,
    CsvDialect Dialect,
    IReadOnlyList<string> InputColumns,
    IReadOnlyList<string> TargetColumns,
    TargetRule Target,
    StandardiseRule Standardise) : Problem
{
    /// <summary>Columns of the inputs.</summary>
    public IReadOnlyList<string> InputColumns { get; init => field = ValueList.Of(value); } = ValueList.Of(InputColumns);

    /// <summary>Columns of the targets.</summary>
    public IReadOnlyList<string> TargetColumns { get; init => field = ValueList.Of(value); } = ValueList.Of(TargetColumns);

    /// <inheritdoc/>
    public override string Kind => "csv";

    /// <inheritdoc/>
    public override LossKind DefaultLoss => LossKind.Mse;

    /// <inheritdoc/>
    public override IEnumerable<string> FileHashes => [FileHash];

    /// <inheritdoc/>
    public override ProblemShape Shape(DataFiles files) => CsvColumns.Read(this, files).Shape;

    /// <inheritdoc/>
    public override ProblemData Build(NetworkSpec network, DataFiles files) => CsvColumns.Read(this, files).ToDataSet();

    /// <inheritdoc/>
    public override IEnumerable<Objection> Objections(LandscapeSpec landscape) => Standardisation.Objections(Standardise, landscape.Loss.Kind);

    /// <inheritdoc/>
    public override void WriteKeys(Utf8JsonWriter writer)
    {
        writer.WriteString("file", DataFiles.HashPrefix + FileHash);
        CsvKeys.Write(writer, Dialect);
        ColumnList.Write(writer, "inputs", InputColumns);
        ColumnList.Write(writer, "targets", TargetColumns);
        writer.WriteString("target", SweepWords.TargetRules.WordFor(Target));
        Standardisation.Write(writer, Standardise);
    }

    internal static CsvProblem? Read(ProblemReading reading)
    {
        SpecMapReader keys = reading.Keys;
        _ = keys.Require("file", "It must be the path of a comma-separated file, relative to the sweep file.");
        string? hash = keys.File("file", reading.Files);
        CsvDialect dialect = CsvKeys.Read(keys);
        IReadOnlyList<string> inputs = ColumnList.Read(keys, "inputs");
        IReadOnlyList<string> targets = ColumnList.Read(keys, "targets");
        TargetRule target = keys.Word("target", TargetRule.Auto, SweepWords.TargetRules);
        StandardiseRule standardise = Standardisation.Read(keys);
        return hash is null ? null : new CsvProblem(hash, dialect, inputs, targets, target, standardise);
    }
}
