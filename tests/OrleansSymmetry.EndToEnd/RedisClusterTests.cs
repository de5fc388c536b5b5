using System.Text.Json.Nodes;
using OrleansSymmetry.EndToEnd.Processes;

namespace OrleansSymmetry.EndToEnd;

[Trait("Tier", "redis")]
public sealed class RedisClusterTests
{
    private static readonly string[] Sweep =
        [Repository.Sweep("xor.yaml"), "--set", "network.hidden=[4]", "--seeds", "0..32767"];

    [Fact]
    public async Task Cluster_of_silos_gives_the_bytes_of_one_process_although_a_silo_is_killed()
    {
        using var embedded = new TemporaryFolder();
        await (await Child.SymmetryEnds(0, ["run", .. Sweep, "--data", embedded])).DisposeAsync();

        await using RedisServer redis = await RedisServer.StartAsync();
        await using SiloProcess first = await SiloProcess.StartAsync(redis.Address);
        await using SiloProcess second = await SiloProcess.StartAsync(redis.Address);

        await using Child submit = await Child.SymmetryEnds(0, ["submit", .. Sweep, "--cluster", redis.Address]);
        string id = submit.Output.Trim();
        Assert.Matches("^xor-[0-9a-f]{8}$", id);

        await Eventually.Holds("a tenth of the runs are stored", async () => await RunsDone(id, redis) >= 3276);
        second.Process.Signal("KILL");

        await using Child watch = await Child.SymmetryEnds(0, "watch", id, "--cluster", redis.Address);
        await using Child again = await Child.SymmetryEnds(0, ["submit", .. Sweep, "--cluster", redis.Address]);
        Assert.Equal(id, again.Output.Trim());
        await using Child list = await Child.SymmetryEnds(0, "list", "--cluster", redis.Address);
        Assert.Contains(id, list.Output, StringComparison.Ordinal);
        await using Child report = await Child.SymmetryEnds(0, "report", id[..6], "--cluster", redis.Address, "--json", "-");
        Assert.Equal(File.ReadAllBytes(embedded.Find("report.json")), report.OutputBytes);
        Assert.Contains("symmetry_runs", await first.Get("/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelled_sweep_goes_on_when_it_is_resumed()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        await using SiloProcess silo = await SiloProcess.StartAsync(redis.Address);
        await using Child submit = await Child.SymmetryEnds(0, ["submit", .. Sweep, "--cluster", redis.Address]);
        string id = submit.Output.Trim();
        await (await Child.SymmetryEnds(0, "cancel", id, "--cluster", redis.Address)).DisposeAsync();
        await using Child status = await Child.SymmetryEnds(0, "status", id, "--cluster", redis.Address, "--json", "-");
        Assert.Equal("cancelled", (string?)JsonNode.Parse(status.OutputBytes)!["state"]);
        await (await Child.SymmetryEnds(0, "resume", id, "--cluster", redis.Address)).DisposeAsync();
        await using Child watch = await Child.SymmetryEnds(0, "watch", id, "--cluster", redis.Address);
    }

    [Fact]
    public async Task Cluster_that_cannot_be_reached_ends_with_three()
    {
        await using Child status = Child.Symmetry("list", "--cluster", $"127.0.0.1:{FreePort.Next()}");
        await status.EndsWith(3, seconds: 20);
        Assert.Contains("127.0.0.1", status.Errors, StringComparison.Ordinal);
    }

    private static async Task<long> RunsDone(string id, RedisServer redis)
    {
        await using Child status = await Child.SymmetryEnds(0, "status", id, "--cluster", redis.Address, "--json", "-");
        return JsonNode.Parse(status.OutputBytes)!["landscapes"]!.AsArray().Sum(landscape => (long)landscape!["done"]!);
    }
}
