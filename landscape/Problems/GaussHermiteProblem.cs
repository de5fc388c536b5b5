using System.Text.Json;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Problems;

/// <summary>
/// Learning a function of x ~ N(0, 1) with the expectation taken by Gauss-Hermite quadrature: the nodes are the inputs, their
/// weights those of the samples, and the targets are an expression in x or a teacher network's outputs.
/// </summary>
/// <param name="Nodes">Number of nodes.</param>
/// <param name="Target">The expression; null where a teacher sets the targets.</param>
/// <param name="Teacher">The teacher; null where an expression sets the targets.</param>
public sealed record GaussHermiteProblem(int Nodes, string? Target, TeacherNetwork? Teacher) : Problem
{
    private const int UsualNodes = 64;

    /// <inheritdoc/>
    public override string Kind => "gauss-hermite";

    /// <inheritdoc/>
    public override LossKind DefaultLoss => LossKind.Mse;

    /// <inheritdoc/>
    public override IEnumerable<string> FileHashes => Teacher?.FileHash is { } hash ? [hash] : [];

    /// <inheritdoc/>
    public override long Multiplications => Nodes * (Teacher?.Weights ?? 0);

    /// <inheritdoc/>
    public override ProblemShape Shape(DataFiles files) => new(1, 1, Nodes);

    /// <inheritdoc/>
    public override ProblemData Build(NetworkSpec network, DataFiles files)
    {
        (double[] nodes, double[] weights) = GaussHermiteRule.Of(Nodes);
        double[] targets = Teacher is null ? Values(Expression.Parse(Target!), nodes) : Teacher.Evaluate(nodes, files);
        return new DataSet(nodes, targets, weights, 1, 1)
        {
            // Nodes are no rows: they are not counted.
            Summary = new DataSummary(null, new InputSummary(1, null, false, []), TargetSummary.OfNumbers(targets, 1, null, false) with { Classes = null })
            {
                Note = $"the expectation over an input from N(0, 1) by {Nodes} nodes of quadrature, target "
                    + (Teacher is null ? Target : $"a teacher {Teacher.Shape}"),
            },
        };
    }

    /// <inheritdoc/>
    public override void WriteKeys(Utf8JsonWriter writer)
    {
        writer.WriteNumber("nodes", Nodes);
        if (Teacher is null)
        {
            writer.WriteString("target", Target);
            return;
        }

        writer.WriteStartObject("teacher");
        Teacher.WriteKeys(writer);
        writer.WriteNumber("seed", Teacher.Seed);
        writer.WriteEndObject();
    }

    internal static GaussHermiteProblem? Read(ProblemReading reading)
    {
        const string TeacherAllowed = "It must be a map such as { hidden: [3], activation: tanh, seed: 0 }.";
        SpecMapReader keys = reading.Keys;
        int nodes = (int)keys.Integer("nodes", UsualNodes, 1, GaussHermiteRule.MostNodes);
        SpecNode? target = keys.Find("target");
        SpecNode? teacher = keys.Find("teacher");
        if (target is not null && teacher is not null)
        {
            keys.Forbid("teacher", "Give it or target, not both: one of them sets the targets.");
            return null;
        }

        if (teacher is not null)
        {
            SpecMapReader teacherKeys = SpecMapReader.Over(teacher, keys.PathOf("teacher"), keys.Faults, TeacherAllowed);
            if (teacher is not SpecMap)
            {
                return null;
            }

            long seed = teacherKeys.Integer("seed", 0, 0, SweepLimits.LargestSeed);
            TeacherNetwork? network = TeacherNetwork.Read(teacherKeys, 1, 1, seed);
            teacherKeys.Close();
            return network is null ? null : new GaussHermiteProblem(nodes, null, network);
        }

        if (keys.Require("target", "It must be an expression in x, such as sin(x) + x^2/2; or give teacher.") is not { } node)
        {
            return null;
        }

        string path = keys.PathOf("target");
        if (node is not SpecScalar scalar)
        {
            keys.Faults.Refuse(path, node, "It must be an expression in x, such as sin(x) + x^2/2.");
            return null;
        }

        try
        {
            _ = Values(Expression.Parse(scalar.Text), GaussHermiteRule.Of(nodes).Nodes);
        }
        catch (Exception e) when (e is FormatException or InvalidDataException)
        {
            keys.Faults.Refuse(path, node, e.Message);
        }

        return new GaussHermiteProblem(nodes, scalar.Text, null);
    }

    private static double[] Values(Expression expression, double[] nodes)
    {
        double[] values = [.. nodes.Select(expression.At)];
        int bad = Array.FindIndex(values, value => !double.IsFinite(value));
        return bad < 0
            ? values
            : throw new InvalidDataException($"At the node x = {SpecText.Show(nodes[bad])} it has no finite value.");
    }
}
