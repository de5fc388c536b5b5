using System.Text.Json.Nodes;
using OrleansSymmetry.EndToEnd.Processes;

namespace OrleansSymmetry.EndToEnd;

[Trait("Tier", "process")]
public sealed class MainJobTests
{
    private const double DecadesOfSeparation = 5;

    [Fact]
    public async Task Xor_with_two_units_has_exactly_six_isolated_minima_on_two_levels()
    {
        using var data = new TemporaryFolder();
        await using Child run = await Child.SymmetryEnds(
            0, "run", Repository.Sweep("xor.yaml"), "--set", "network.hidden=[2]", "--seeds", "0..999", "--json", "-", "--data", data);

        JsonNode landscape = Assert.Single(JsonNode.Parse(run.OutputBytes)!["landscapes"]!.AsArray())!;
        Assert.Equal(1000, (int)landscape["ended"]!["minimum"]!);
        JsonArray classes = landscape["classes"]!.AsArray();
        Assert.Equal(6, classes.Count);
        Assert.All(classes, entry =>
        {
            Assert.Equal("minimum", (string?)entry!["kind"]);
            Assert.Equal(0, (int)entry["index"]!);
            Assert.Equal("8", (string?)entry["orbit"]!["order"]);
            Assert.True((double)entry["minEigenvalue"]! > 0);
        });
        Assert.True((double)landscape["separation"]!["decades"]! >= DecadesOfSeparation);
        Assert.Equal([0.0615392148, 0.5704929991], Levels(landscape), Digits(10));
        Assert.Equal(File.ReadAllBytes(data.Find("report.json")), run.OutputBytes);
    }

    [Fact]
    public async Task Xor_with_a_smaller_penalty_has_lower_levels()
    {
        using var data = new TemporaryFolder();
        await using Child run = await Child.SymmetryEnds(
            0, "run", Repository.Sweep("xor.yaml"), "--set", "network.hidden=[2]", "--set", "loss.l2=1e-3", "--seeds", "0..999", "--json", "-", "--data", data);

        JsonNode landscape = Assert.Single(JsonNode.Parse(run.OutputBytes)!["landscapes"]!.AsArray())!;
        Assert.Equal([0.006255450207, 0.511071677275], Levels(landscape), Digits(12));
    }

    private static IEnumerable<double> Levels(JsonNode landscape) =>
        landscape["lossLevels"]!.AsArray().Select(level => (double)level!["loss"]!);

    private static Func<double, double, bool> Digits(int decimals) =>
        (expected, actual) => Math.Abs(expected - actual) <= 0.5000001 * Math.Pow(10, -decimals);
}
