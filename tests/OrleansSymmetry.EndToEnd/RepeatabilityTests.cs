using System.Text.Json.Nodes;
using OrleansSymmetry.EndToEnd.Processes;

namespace OrleansSymmetry.EndToEnd;

[Trait("Tier", "process")]
public sealed class RepeatabilityTests
{
    [Fact]
    public async Task Report_has_the_same_bytes_for_any_number_of_threads()
    {
        using var one = new TemporaryFolder();
        using var three = new TemporaryFolder();
        string[] sweep = ["run", Repository.Sweep("xor.yaml"), "--seeds", "0..1999"];
        await (await Child.SymmetryEnds(0, [.. sweep, "--threads", "1", "--data", one])).DisposeAsync();
        await (await Child.SymmetryEnds(0, [.. sweep, "--threads", "3", "--data", three])).DisposeAsync();
        Assert.Equal(File.ReadAllBytes(one.Find("report.json")), File.ReadAllBytes(three.Find("report.json")));
        Assert.Equal(File.ReadAllBytes(one.Find("classes.npz")), File.ReadAllBytes(three.Find("classes.npz")));
    }

    [Fact]
    public async Task More_seeds_train_only_the_new_ones_and_give_the_bytes_of_a_fresh_sweep()
    {
        using var grown = new TemporaryFolder();
        using var fresh = new TemporaryFolder();
        string[] sweep = ["run", Repository.Sweep("xor.yaml"), "--set", "network.hidden=[3]"];
        await (await Child.SymmetryEnds(0, [.. sweep, "--seeds", "0..699", "--data", grown])).DisposeAsync();
        foreach (string report in Directory.GetFiles(grown, "r*.json", SearchOption.AllDirectories))
        {
            File.Delete(report);
        }

        await (await Child.SymmetryEnds(0, [.. sweep, "--seeds", "0..1999", "--data", grown])).DisposeAsync();
        await (await Child.SymmetryEnds(0, [.. sweep, "--seeds", "0..1999", "--data", fresh])).DisposeAsync();
        Assert.Equal(File.ReadAllBytes(fresh.Find("report.json")), File.ReadAllBytes(grown.Find("report.json")));
        Assert.Equal(1300, (long)JsonNode.Parse(File.ReadAllBytes(grown.Find("run.json")))!["runsTrained"]!);
    }

    [Fact]
    public async Task Finished_sweep_is_answered_from_the_store()
    {
        using var data = new TemporaryFolder();
        string[] sweep = ["run", Repository.Sweep("xor.yaml"), "--set", "network.hidden=[2]", "--seeds", "0..499", "--data", data];
        await using Child first = await Child.SymmetryEnds(0, sweep);
        byte[] report = File.ReadAllBytes(data.Find("report.json"));
        File.Delete(data.Find("report.json"));
        File.Delete(data.Find("run.json"));
        await using Child again = await Child.SymmetryEnds(0, sweep);
        Assert.Equal(report, File.ReadAllBytes(data.Find("report.json")));
        Assert.Equal(0, (long)JsonNode.Parse(File.ReadAllBytes(data.Find("run.json")))!["runsTrained"]!);
        Assert.Equal(Census(first.Output), Census(again.Output));
    }

    /// <summary>The printed census without the closing lines, which tell the time.</summary>
    private static string Census(string output) => output[..output.LastIndexOf("trained", StringComparison.Ordinal)];
}
