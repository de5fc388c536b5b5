using System.Text.Json.Nodes;
using OrleansSymmetry.EndToEnd.Processes;

namespace OrleansSymmetry.EndToEnd;

/// <summary>Every problem once, from the sweep file to the report, with what theory says of its optima.</summary>
[Trait("Tier", "process")]
public sealed class ProblemTests
{
    private const string AdamThenNewton =
        "train: [{ method: adam, steps: 1500, step: 0.01 }, { method: newton, steps: 200, gradient: 1e-11 }]";

    private const string TwoTanh = "network: { hidden: [2], activation: tanh }\n";

    /// <summary>Problem, and what else its sweep gives.</summary>
    public static TheoryData<string, string> Problems { get; } = new()
    {
        { "xor", TwoTanh + "loss: { l2: 1e-2 }" },
        { "{ kind: parity, bits: 3 }", "network: { hidden: [3], activation: tanh }\nloss: { l2: 1e-2 }" },
        { "iris", TwoTanh + "loss: { l2: 1e-2 }" },
        { "wine", TwoTanh + "loss: { l2: 1e-2 }" },
        { "{ kind: digits, samples: 100 }", TwoTanh + "loss: { l2: 1e-1 }" },
        { "{ kind: spirals, points: 40, noise: 0.1, seed: 1 }", TwoTanh + "loss: { l2: 1e-2 }" },
        { "{ kind: moons, points: 40, noise: 0.1, seed: 1 }", TwoTanh + "loss: { l2: 1e-2 }" },
        { "{ kind: circles, points: 40, noise: 0.1, seed: 1 }", "network: { hidden: [3], activation: tanh }\nloss: { l2: 1e-2 }" },
        { "{ kind: regression, function: sin, points: 20, from: -3, to: 3 }", TwoTanh + "loss: { l2: 1e-2 }" },
        { "{ kind: teacher, inputs: 3, hidden: [2], activation: tanh, samples: 100, seed: 1 }", TwoTanh + "loss: { l2: 1e-3 }" },
        { "relu-teacher", "network: { hidden: [4] }\ninit: { kind: fan-in-normal }" },
        { "{ kind: gauss-hermite, target: sin(2*x) }", TwoTanh + "loss: { l2: 1e-3 }" },
        { "{ kind: csv, file: data.csv, inputs: [a, b], targets: [y] }", TwoTanh + "loss: { l2: 1e-2 }" },
    };

    [Theory]
    [MemberData(nameof(Problems))]
    public async Task Every_problem_ends_in_a_census_of_verified_classes(string problem, string rest)
    {
        using var data = new TemporaryFolder();
        JsonNode landscape = Assert.Single(await Census(data, problem, rest, "0..15"))!;

        JsonArray classes = landscape["classes"]!.AsArray();
        Assert.NotEmpty(classes);
        Assert.All(classes, found =>
        {
            Assert.True((bool)found!["verified"]!);
            Assert.Equal((string?)found["kind"] == "minimum", (int)found["index"]! == 0);

            // Orbit and stabiliser: the order of the group is their product.
            Assert.Equal(Order(landscape["group"]!["order"]), Order(found["orbit"]!["order"]) * Order(found["stabilizer"]));
        });
        Assert.Equal(16, landscape["ended"]!.AsObject().Sum(end => (long)end.Value!));
        Assert.Equal(
            (long)landscape["ended"]!["minimum"]! + (long)landscape["ended"]!["saddle"]!,
            classes.Sum(found => (long)found!["hits"]!));
    }

    [Fact]
    public async Task Odd_activations_share_the_symmetries_of_exclusive_or()
    {
        // Signs of inputs and outputs map the optima of an odd network on one another: as many classes for tanh, erf and arctan.
        using var data = new TemporaryFolder();
        JsonArray landscapes = await Census(
            data, "xor", "network: { hidden: [2] }\nloss: { l2: 1e-2 }\ngrid: { network.activation: [tanh, erf, arctan, softsign] }", "0..255");

        Assert.Equal(4, landscapes.Count);
        Assert.All(landscapes, landscape =>
        {
            Assert.Equal("8", (string?)landscape!["group"]!["order"]);
            Assert.Equal(256, (long)landscape["ended"]!["minimum"]!);
            Assert.Equal(6, landscape["classes"]!.AsArray().Count);
        });
    }

    [Fact]
    public async Task Every_method_finds_the_same_minima()
    {
        using var data = new TemporaryFolder();
        string[] phases =
        [
            "{ method: gd, steps: 100000, step: 0.1, gradient: 1e-9 }",
            "{ method: momentum, steps: 50000, step: 0.05, gradient: 1e-9 }",
            "{ method: nesterov, steps: 50000, step: 0.05, gradient: 1e-9 }",
            "{ method: adam, steps: 20000, gradient: 1e-9 }",
            "{ method: lbfgs, steps: 2000, gradient: 1e-10 }",
            "{ method: newton, steps: 500, gradient: 1e-11 }",
            "{ method: levenberg-marquardt, steps: 500, gradient: 1e-11 }",
        ];
        JsonArray landscapes = await Census(
            data,
            "xor",
            $"{TwoTanh}loss: {{ l2: 1e-2 }}\ngrid: {{ train: [{string.Join(", ", phases.Select(phase => $"[{phase}]"))}] }}",
            "0..127");

        // All weights 0 (loss 1) is a seventh minimum; of these methods one walks there, from one seed.
        Assert.Equal(phases.Length, landscapes.Count);
        Assert.All(landscapes.SkipLast(1), landscape => Assert.Equal([0.0615392148, 0.5704929991], LossLevels(landscape!)));
        Assert.Equal([0.0615392148, 0.5704929991, 1], LossLevels(landscapes[^1]!));
    }

    [Fact]
    public async Task Exact_teacher_of_the_students_own_shape_is_the_global_minimum()
    {
        using var data = new TemporaryFolder();
        JsonNode landscape = Assert.Single(await Census(data, "relu-teacher", "network: { hidden: [5] }\ninit: { kind: fan-in-normal }", "0..63"))!;

        // At five units and fewer, runs end at the teacher itself, in any order of its units: 5! copies of loss 0.
        JsonNode found = Assert.Single(landscape["classes"]!.AsArray())!;
        Assert.Equal("120", (string?)found["orbit"]!["order"]);
        Assert.InRange((double)found["loss"]!, -1e-15, 1e-15);
        Assert.Equal(64, (long)found["hits"]!);
    }

    private static async Task<JsonArray> Census(TemporaryFolder data, string problem, string rest, string seeds)
    {
        File.WriteAllText(data.File("data.csv"), "a,b,y\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"{i},{i * 7 % 11},{i * 3 % 5}\n")));
        string train = rest.Contains("train:", StringComparison.Ordinal) ? "train: [{ method: newton, steps: 500, gradient: 1e-11 }]" : AdamThenNewton;
        File.WriteAllText(data.File("sweep.yaml"), $"name: problem\nproblem: {problem}\nseeds: {seeds}\n{rest}\n{train}\n");
        await using Child run = await Child.SymmetryEnds(0, "run", data.File("sweep.yaml"), "--data", data.File("results"), "--json", "-");
        return JsonNode.Parse(run.OutputBytes)!["landscapes"]!.AsArray();
    }

    private static IEnumerable<double> LossLevels(JsonNode landscape) =>
        landscape["lossLevels"]!.AsArray().Select(level => Math.Round((double)level!["loss"]!, 10));

    private static long Order(JsonNode? order) => long.Parse((string)order!, System.Globalization.CultureInfo.InvariantCulture);
}
