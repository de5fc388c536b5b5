using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Problems;

/// <summary>The problems a sweep can name.</summary>
public static class ProblemRegistry
{
    // In the order of the documentation.
    private static readonly (string Name, Func<ProblemReading, Problem?> Read)[] Problems =
    [
        ("xor", XorProblem.Read),
        ("parity", ParityProblem.Read),
        ("iris", IrisProblem.Read),
        ("wine", WineProblem.Read),
        ("digits", DigitsProblem.Read),
        ("spirals", SpiralsProblem.Read),
        ("moons", MoonsProblem.Read),
        ("circles", CirclesProblem.Read),
        ("regression", RegressionProblem.Read),
        ("teacher", TeacherProblem.Read),
        ("relu-teacher", ReluTeacherProblem.Read),
        ("gauss-hermite", GaussHermiteProblem.Read),
        ("csv", CsvProblem.Read),
        ("npz", NpzProblem.Read),
        ("autoencoder", AutoencoderProblem.Read),
    ];

    /// <summary>Their names.</summary>
    public static IEnumerable<string> Names => Problems.Select(problem => problem.Name);

    /// <summary>The name that a problem is given by, alone or as its kind; null where it has none.</summary>
    internal static string? KindOf(SpecNode node) => (node is SpecMap map ? map.Find("kind") : node) is SpecScalar name ? name.Text : null;

    /// <summary>Reads a problem, given by its name or as a map with its kind; null with faults.</summary>
    internal static Problem? Read(SpecNode node, string path, DataFiles files, IReadOnlyList<int>? hidden, FaultList faults)
    {
        SpecMap map = node as SpecMap ?? new SpecMap([new SpecEntry("kind", node.Origin, node)], node.Origin);
        var keys = new SpecMapReader(map, path, faults);
        SpecNode? kind = keys.Require("kind", $"It must be one of {string.Join(", ", Names)}.");
        string? name = kind is null ? null : SpecMapReader.Name(kind, node is SpecMap ? keys.PathOf("kind") : path, Names, faults);
        if (name is null)
        {
            return null;
        }

        int before = faults.Count;
        Problem? problem = Problems.First(entry => entry.Name == name).Read(new ProblemReading(keys, files, hidden));
        keys.Close();
        return faults.Count == before ? problem : null;
    }
}
