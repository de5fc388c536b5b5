using System.Text.Json;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Problems;

/// <summary>
/// The exact Gaussian teacher x -> sum_j relu(v_j . x), x ~ N(0, I) (Safran and Shamir 2018, arXiv 1712.08968):
/// v_j = e_j, or the rows of a file.
/// </summary>
/// <param name="InputCount">d.</param>
/// <param name="Teachers">Teacher units.</param>
/// <param name="FileHash">SHA-256 of the file of teacher weights [unit, input]; null for the orthonormal teacher.</param>
public sealed record ReluTeacherProblem(int InputCount, int Teachers, string? FileHash) : Problem
{
    internal const string Orthonormal = "orthonormal";

    /// <inheritdoc/>
    public override string Kind => "relu-teacher";

    /// <inheritdoc/>
    public override LossKind DefaultLoss => LossKind.HalfMse;

    /// <inheritdoc/>
    public override NetworkDefaults NetworkDefaults => new("relu", Bias: false, FixedOutputWeights: true);

    /// <inheritdoc/>
    public override IEnumerable<string> FileHashes => FileHash is null ? [] : [FileHash];

    /// <inheritdoc/>
    public override ProblemShape Shape(DataFiles files) => new(InputCount, 1, Teachers);

    /// <inheritdoc/>
    public override ProblemData Build(NetworkSpec network, DataFiles files)
    {
        string teachers = Teachers == 1 ? "teacher" : "teachers";
        string units = FileHash is null ? $"{Teachers} orthonormal relu {teachers}" : $"{Teachers} relu {teachers} of a file";
        var summary = new DataSummary(null, new InputSummary(InputCount, null, false, []), new TargetSummary(1, null, false, null, null, null))
        {
            Note = $"the expectation over inputs from N(0, I), target the sum of {units}",
        };
        if (FileHash is not null)
        {
            return new GaussianTeacher(NumericTable.Read(files.Bytes(FileHash), Teachers, InputCount), InputCount) { Summary = summary };
        }

        double[] v = new double[Teachers * InputCount];
        for (int j = 0; j < Teachers; j++)
        {
            v[(j * InputCount) + j] = 1;
        }

        return new GaussianTeacher(v, InputCount) { Summary = summary };
    }

    /// <inheritdoc/>
    public override IEnumerable<Objection> Objections(LandscapeSpec landscape)
    {
        NetworkSpec network = landscape.Network;
        const string Why = "relu-teacher has its loss in closed form only for one hidden layer of relu units without biases and with output weights of 1";
        if (network.Hidden.Count != 1)
        {
            yield return new Objection("network.hidden", $"[{string.Join(", ", network.Hidden)}]", $"It must be one layer: {Why}.");
        }

        if (network.Activation != "relu")
        {
            yield return new Objection("network.activation", network.Activation, $"It must be relu: {Why}.");
        }

        if (network.Bias)
        {
            yield return new Objection("network.bias", "true", $"It must be false: {Why}.");
        }

        if (!network.FixedOutputWeights)
        {
            yield return new Objection("network.outputWeights", "free", $"It must be ones: {Why}.");
        }

        if (network.Output != OutputHead.Linear)
        {
            yield return new Objection("network.output", SweepWords.Heads.WordFor(network.Output), $"It must be linear: {Why}.");
        }

        if (landscape.Loss.Kind != LossKind.HalfMse)
        {
            yield return new Objection(
                "loss.kind", SweepWords.Losses.WordFor(landscape.Loss.Kind), "It must be half-mse: relu-teacher is the published half squared error.");
        }

        for (int i = 0; i < landscape.Train.Count; i++)
        {
            if (landscape.Train[i].Method == Method.LevenbergMarquardt)
            {
                yield return new Objection(
                    $"train.{i}.method",
                    SweepWords.Methods.WordFor(Method.LevenbergMarquardt),
                    "It fits residuals of samples, and relu-teacher is an expectation without samples. Take newton.");
            }
        }
    }

    /// <inheritdoc/>
    public override void WriteKeys(Utf8JsonWriter writer)
    {
        writer.WriteNumber("inputs", InputCount);
        writer.WriteString("teacher", FileHash is null ? Orthonormal : DataFiles.HashPrefix + FileHash);
        writer.WriteNumber("teachers", Teachers);
    }

    internal static ReluTeacherProblem? Read(ProblemReading reading)
    {
        SpecMapReader keys = reading.Keys;
        if (reading.Hidden is null && !keys.Has("inputs"))
        {
            // The width that `inputs` follows is at fault itself, and is reported there.
            _ = (keys.Find("teacher"), keys.Find("teachers"));
            return null;
        }

        int inputs = (int)keys.Integer("inputs", reading.Hidden?[0] ?? 1, 1, SweepLimits.Width);
        string? file = keys.Find("teacher") is null or SpecScalar { Text: Orthonormal } ? null : keys.File("teacher", reading.Files);
        int most = file is null ? inputs : SweepLimits.Width;
        string advice = file is null ? "there are at most as many orthonormal teachers as inputs" : "";
        return new ReluTeacherProblem(inputs, (int)keys.Integer("teachers", inputs, 1, most, advice), file);
    }
}
