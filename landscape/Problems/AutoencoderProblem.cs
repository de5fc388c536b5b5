using System.Text.Json;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Problems;

/// <summary>
/// The linear autoencoder of a distribution of mean 0 and covariance S, F = tr((I - AB) S (I - AB)') / 2
/// (Baldi and Hornik 1989). Only S enters F, so the data are n samples that have it exactly: x_i = sqrt(n) times column i of
/// the Cholesky factor of S, with weights 1/n and targets y_i = x_i.
/// </summary>
/// <param name="Covariance">The diagonal of S, or S itself, row-major.</param>
/// <param name="Inputs">n.</param>
public sealed record AutoencoderProblem(IReadOnlyList<double> Covariance, int Inputs) : Problem
{
    private const int MostInputs = 256;
    private const double Asymmetry = 1e-12;

    /// <summary>The diagonal of S, or S itself, row-major.</summary>
    public IReadOnlyList<double> Covariance { get; init => field = ValueList.Of(value); } = ValueList.Of(Covariance);

    /// <inheritdoc/>
    public override string Kind => "autoencoder";

    /// <inheritdoc/>
    public override LossKind DefaultLoss => LossKind.HalfMse;

    /// <inheritdoc/>
    public override NetworkDefaults NetworkDefaults => new("identity", Bias: false, FixedOutputWeights: false);

    private bool IsDiagonal => Covariance.Count == Inputs;

    /// <inheritdoc/>
    public override ProblemShape Shape(DataFiles files) => new(Inputs, Inputs, Inputs);

    /// <inheritdoc/>
    public override ProblemData Build(NetworkSpec network, DataFiles files)
    {
        int n = Inputs;
        double[] factor = Cholesky() ?? throw new InvalidDataException("The covariance is not positive definite.");
        double[] x = new double[n * n];
        double scale = Math.Sqrt(n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                x[(i * n) + j] = scale * factor[(j * n) + i];
            }
        }

        return new DataSet(x, [.. x], SampleWeights.Equal(n), n, n)
        {
            Summary = new DataSummary(null, new InputSummary(n, null, false, []), new TargetSummary(n, null, false, null, null, null))
            {
                Note = $"a distribution of mean 0 with a {(IsDiagonal ? "diagonal" : "full")} covariance, whose targets are its inputs",
            },
        };
    }

    /// <inheritdoc/>
    public override IEnumerable<Objection> Objections(LandscapeSpec landscape)
    {
        if (landscape.Network.Activation != "identity")
        {
            yield return new Objection(
                "network.activation",
                landscape.Network.Activation,
                "It must be identity: autoencoder states the loss of a linear network by the covariance alone.");
        }

        if (landscape.Network.Bias)
        {
            yield return new Objection(
                "network.bias", "true", "It must be false: the data of autoencoder stand for a distribution of mean 0, and their own mean is not 0.");
        }

        if (landscape.Network.Output != OutputHead.Linear)
        {
            yield return new Objection(
                "network.output", SweepWords.Heads.WordFor(landscape.Network.Output), "It must be linear: autoencoder is a linear network.");
        }

        if (landscape.Loss.Kind is not (LossKind.HalfMse or LossKind.Mse))
        {
            yield return new Objection(
                "loss.kind",
                SweepWords.Losses.WordFor(landscape.Loss.Kind),
                "It must be half-mse or mse: the covariance alone decides the squared error, and no other loss.");
        }
    }

    /// <inheritdoc/>
    public override void WriteKeys(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("covariance");
        for (int i = 0; i < Inputs; i++)
        {
            if (IsDiagonal)
            {
                writer.WriteNumberValue(Covariance[i]);
                continue;
            }

            writer.WriteStartArray();
            for (int j = 0; j < Inputs; j++)
            {
                writer.WriteNumberValue(Covariance[(i * Inputs) + j]);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    internal static AutoencoderProblem? Read(ProblemReading reading)
    {
        const string Allowed =
            "It must be a list of variances, each greater than 0, such as [4, 3, 2, 1], or a symmetric positive definite matrix as a list of rows.";
        SpecMapReader keys = reading.Keys;
        if (keys.Require("covariance", Allowed) is not { } node)
        {
            return null;
        }

        string path = keys.PathOf("covariance");
        if (node is not SpecList { Items.Count: > 0 and <= MostInputs } list)
        {
            keys.Faults.Refuse(path, node, $"{Allowed} At most {MostInputs} inputs.");
            return null;
        }

        int n = list.Items.Count;
        bool diagonal = list.Items[0] is SpecScalar;
        List<double> entries = [];
        foreach (SpecNode row in list.Items)
        {
            SpecNode[]? cells = diagonal ? [row] : row is SpecList { Items: var items } && items.Count == n ? [.. items] : null;
            if (cells is null || !cells.All(cell => SpecText.TryNumber(cell, out double value) && double.IsFinite(value)))
            {
                keys.Faults.Refuse(path, row, Allowed);
                return null;
            }

            foreach (SpecNode cell in cells)
            {
                _ = SpecText.TryNumber(cell, out double value);
                entries.Add(value);
            }
        }

        var problem = new AutoencoderProblem(entries, n);
        if ((!diagonal && !IsSymmetric(entries, n)) || problem.Cholesky() is null)
        {
            keys.Faults.Refuse(path, node, Allowed);
            return null;
        }

        return problem;
    }

    private static bool IsSymmetric(List<double> a, int n)
    {
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double scale = Math.Max(Math.Abs(a[(i * n) + j]), Math.Abs(a[(j * n) + i]));
                if (Math.Abs(a[(i * n) + j] - a[(j * n) + i]) > Asymmetry * scale)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>The lower triangle L with L L' = S, row-major, from the lower triangle of S; null unless S is positive definite.</summary>
    private double[]? Cholesky()
    {
        int n = Inputs;
        double[] l = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = !IsDiagonal ? Covariance[(i * n) + j] : i == j ? Covariance[i] : 0;
                for (int k = 0; k < j; k++)
                {
                    sum -= l[(i * n) + k] * l[(j * n) + k];
                }

                if (i == j && !(sum > 0))
                {
                    return null;
                }

                l[(i * n) + j] = i == j ? Math.Sqrt(sum) : sum / l[(j * n) + j];
            }
        }

        return l;
    }
}
