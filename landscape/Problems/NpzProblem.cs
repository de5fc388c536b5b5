using System.Text.Json;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Problems;

/// <summary>
/// Arrays of the user's in a NumPy .npz file: inputs [sample, n_0], targets [sample, n_L] and, where there is an array `w` [sample],
/// weights, which are scaled to sum 1. `export --dataset` writes such files.
/// </summary>
/// <param name="FileHash">SHA-256 of the file.</param>
/// <param name="InputArray">Name of the array of inputs.</param>
/// <param name="TargetArray">Name of the array of targets.</param>
/// <param name="Standardise">Whether inputs are brought to mean 0 and population standard deviation 1, all samples counting alike.</param>
public sealed record NpzProblem(string FileHash, string InputArray, string TargetArray, bool Standardise) : Problem
{
    private const string WeightArray = "w";

    /// <inheritdoc/>
    public override string Kind => "npz";

    /// <inheritdoc/>
    public override LossKind DefaultLoss => LossKind.Mse;

    /// <inheritdoc/>
    public override IEnumerable<string> FileHashes => [FileHash];

    /// <inheritdoc/>
    public override ProblemShape Shape(DataFiles files)
    {
        var file = NpzFile.Read(files.Bytes(FileHash));
        (_, int samples, int inputs) = file.Table(InputArray);
        return new ProblemShape(inputs, file.Table(TargetArray).Columns, samples);
    }

    /// <inheritdoc/>
    public override ProblemData Build(NetworkSpec network, DataFiles files)
    {
        var file = NpzFile.Read(files.Bytes(FileHash));
        (double[] x, int samples, int inputs) = file.Table(InputArray);
        (double[] y, int targets, int outputs) = file.Table(TargetArray);
        if (targets != samples)
        {
            throw new InvalidDataException($"Array {InputArray} of the data file has {samples} rows and {TargetArray} {targets}. They must be as many.");
        }

        if (Standardise)
        {
            Standardisation.Apply(x, samples, inputs);
        }

        return new DataSet(x, y, file.Has(WeightArray) ? Weights(file, samples) : SampleWeights.Equal(samples), inputs, outputs);
    }

    /// <inheritdoc/>
    public override void WriteKeys(Utf8JsonWriter writer)
    {
        writer.WriteString("file", DataFiles.HashPrefix + FileHash);
        writer.WriteString("inputs", InputArray);
        writer.WriteString("targets", TargetArray);
        writer.WriteBoolean("standardise", Standardise);
    }

    internal static NpzProblem? Read(ProblemReading reading)
    {
        SpecMapReader keys = reading.Keys;
        _ = keys.Require("file", "It must be the path of an .npz file, relative to the sweep file.");
        string? hash = keys.File("file", reading.Files);
        string inputs = keys.Text("inputs", "X", "the name of an array of the file");
        string targets = keys.Text("targets", "Y", "the name of an array of the file");
        bool standardise = keys.Boolean("standardise", true);
        return hash is null ? null : new NpzProblem(hash, inputs, targets, standardise);
    }

    private static double[] Weights(NpzFile file, int samples)
    {
        (double[] weights, int rows, int columns) = file.Table(WeightArray);
        if (rows != samples || columns != 1 || weights.Any(weight => weight < 0) || !(weights.Sum() > 0))
        {
            throw new InvalidDataException($"Array {WeightArray} of the data file must hold one weight of 0 or more for each of the {samples} samples, "
                + "not all 0.");
        }

        double sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }
}
