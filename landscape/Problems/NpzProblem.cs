using System.Text.Json;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Problems;

/// <summary>
/// Arrays of the user's: in a NumPy .npz file inputs [sample, n_0], targets [sample, n_L] or labels [sample] and, where there is an array `w` [sample],
/// weights, which are scaled to sum 1; or the columns of the single array of an .npy file.
/// </summary>
/// <param name="FileHash">SHA-256 of the file.</param>
/// <param name="Inputs">Names of the arrays of inputs, side by side; numbers of columns for an .npy file.</param>
/// <param name="Targets">The same for the targets.</param>
/// <param name="Target">What the targets are.</param>
/// <param name="Standardise">Which columns are brought to mean 0 and population standard deviation 1, all samples counting alike.</param>
public sealed record NpzProblem(
    string FileHash, IReadOnlyList<string> Inputs, IReadOnlyList<string> Targets, TargetRule Target, StandardiseRule Standardise) : Problem
{
    private const string UsualInputs = "X";
    private const string UsualTargets = "Y";

    /// <summary>Names of the arrays of inputs, or numbers of columns.</summary>
    public IReadOnlyList<string> Inputs { get; init => field = ValueList.Of(value); } = ValueList.Of(Inputs);

    /// <summary>The same for the targets.</summary>
    public IReadOnlyList<string> Targets { get; init => field = ValueList.Of(value); } = ValueList.Of(Targets);

    /// <inheritdoc/>
    public override string Kind => "npz";

    /// <inheritdoc/>
    public override LossKind DefaultLoss => LossKind.Mse;

    /// <inheritdoc/>
    public override IEnumerable<string> FileHashes => [FileHash];

    /// <inheritdoc/>
    public override ProblemShape Shape(DataFiles files) => ArrayColumns.Read(this, files).Shape;

    /// <inheritdoc/>
    public override ProblemData Build(NetworkSpec network, DataFiles files) => ArrayColumns.Read(this, files).ToDataSet();

    /// <inheritdoc/>
    public override IEnumerable<Objection> Objections(LandscapeSpec landscape) => Standardisation.Objections(Standardise, landscape.Loss.Kind);

    /// <inheritdoc/>
    public override void WriteKeys(Utf8JsonWriter writer)
    {
        writer.WriteString("file", DataFiles.HashPrefix + FileHash);
        ColumnList.Write(writer, "inputs", Inputs);
        ColumnList.Write(writer, "targets", Targets);
        writer.WriteString("target", SweepWords.TargetRules.WordFor(Target));
        Standardisation.Write(writer, Standardise);
    }

    internal static NpzProblem? Read(ProblemReading reading)
    {
        SpecMapReader keys = reading.Keys;
        _ = keys.Require("file", "It must be the path of an .npz or .npy file, relative to the sweep file.");
        string? hash = keys.File("file", reading.Files);
        IReadOnlyList<string> inputs = keys.Has("inputs") ? ColumnList.Read(keys, "inputs") : [UsualInputs];
        IReadOnlyList<string> targets = keys.Has("targets") ? ColumnList.Read(keys, "targets") : [UsualTargets];
        TargetRule target = keys.Word("target", TargetRule.Auto, SweepWords.TargetRules);
        StandardiseRule standardise = Standardisation.Read(keys);
        return hash is null ? null : new NpzProblem(hash, inputs, targets, target, standardise);
    }
}
