using System.Globalization;
using System.Text.Json.Nodes;
using OrleansSymmetry.EndToEnd.Processes;

namespace OrleansSymmetry.EndToEnd;

[Trait("Tier", "redis")]
public sealed class RedisClusterTests
{
    private const int Runs = 98304;
    private const int FewRuns = 8192;

    private static readonly string[] Sweep = Seeds(Runs);

    private static readonly string[] Instruments =
    [
        "symmetry_runs_total", "symmetry_steps_total", "symmetry_classes_found_total", "symmetry_blocks_stored_total", "symmetry_block_duration_seconds_bucket",
        "symmetry_pool_queue", "symmetry_pool_busy", "symmetry_pool_threads", "orleans_catalog_activations",
    ];

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

        await Eventually.Holds("both silos train", async () => await RunsTrained(first) >= Runs / 20 && await RunsTrained(second) >= Runs / 20);
        JsonNode before = await Status(id, redis);
        Assert.Equal(2, (int)before["silos"]!);
        Assert.Equal(2, (int)before["computeThreads"]!);

        // A histogram is there once it has a value.
        string metrics = await first.Get("/metrics") + await second.Get("/metrics");
        Assert.All(Instruments, instrument => Assert.Contains("\n" + instrument, metrics, StringComparison.Ordinal));
        second.Process.Signal("KILL");
        JsonNode after = await Status(id, redis);
        Assert.Equal("running", (string?)after["state"]);
        Assert.InRange(RunsDone(after), Runs / 10, Runs * 9 / 10);

        await using Child watch = await Child.SymmetryEnds(0, "watch", id, "--cluster", redis.Address);
        JsonNode done = await Status(id, redis);
        Assert.Equal("done", (string?)done["state"]);
        Assert.Equal(1, (int)done["silos"]!);
        Assert.Equal(Runs, RunsDone(done));

        await using Child again = await Child.SymmetryEnds(0, ["submit", .. Sweep, "--cluster", redis.Address]);
        Assert.Equal(id, again.Output.Trim());
        await using Child list = await Child.SymmetryEnds(0, "list", "--cluster", redis.Address);
        Assert.Contains(id, list.Output, StringComparison.Ordinal);
        await using Child report = await Child.SymmetryEnds(0, "report", id[..6], "--cluster", redis.Address, "--json", "-");
        Assert.Equal(File.ReadAllBytes(embedded.Find("report.json")), report.OutputBytes);
    }

    [Fact]
    public async Task Question_to_a_cluster_has_the_bytes_of_one_process_although_a_silo_is_killed()
    {
        string[] question = ["xor", "--classes", "40", "--runs", "40", "--connectivity", "4000", "--json", "-"];
        using var embedded = new TemporaryFolder();
        await (await Child.SymmetryEnds(0, ["run", .. Seeds(FewRuns), "--data", embedded])).DisposeAsync();
        await using Child whole = await Child.SymmetryEnds(0, ["barriers", .. question, "--data", embedded]);

        await using RedisServer redis = await RedisServer.StartAsync();
        await using SiloProcess first = await SiloProcess.StartAsync(redis.Address);
        await using SiloProcess second = await SiloProcess.StartAsync(redis.Address);
        await using Child submit = await Child.SymmetryEnds(0, ["submit", .. Seeds(FewRuns), "--cluster", redis.Address]);
        await (await Child.SymmetryEnds(0, "watch", submit.Output.Trim(), "--cluster", redis.Address)).DisposeAsync();

        // The question lives on one of the silos: that one dies.
        await using Child asking = Child.Symmetry(["barriers", .. question, "--cluster", redis.Address]);
        SiloProcess? busy = null;
        await Eventually.Holds("a silo works on the question", async () =>
            (busy = await PartsStored(first) > 0 ? first : await PartsStored(second) > 0 ? second : null) is not null);
        busy!.Process.Signal("KILL");
        await asking.EndsWith(0);

        Assert.Equal(whole.OutputBytes, asking.OutputBytes);
        Assert.InRange(await PartsStored(busy == first ? second : first), 1, double.PositiveInfinity);
    }

    [Fact]
    public async Task Cancelled_sweep_goes_on_when_it_is_resumed()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        await using SiloProcess silo = await SiloProcess.StartAsync(redis.Address);
        await using Child submit = await Child.SymmetryEnds(0, ["submit", .. Seeds(FewRuns), "--cluster", redis.Address]);
        string id = submit.Output.Trim();
        await (await Child.SymmetryEnds(0, "cancel", id, "--cluster", redis.Address)).DisposeAsync();

        JsonNode cancelled = await Status(id, redis);
        Assert.Equal("cancelled", (string?)cancelled["state"]);
        Assert.Equal(0, (int)cancelled["blocksInFlight"]!);
        long stored = RunsDone(cancelled);
        Assert.InRange(stored, 0, FewRuns - 1);

        await (await Child.SymmetryEnds(0, "resume", id, "--cluster", redis.Address)).DisposeAsync();
        await using Child watch = await Child.SymmetryEnds(0, "watch", id, "--cluster", redis.Address);
        JsonNode done = await Status(id, redis);
        Assert.Equal("done", (string?)done["state"]);
        Assert.Equal(FewRuns, RunsDone(done));

        // A block may have been stored just after its sweep was cancelled.
        Assert.InRange((long)done["runsTrained"]!, 1, FewRuns - stored);
    }

    [Fact]
    public async Task Cluster_that_cannot_be_reached_ends_with_three()
    {
        await using Child status = Child.Symmetry("list", "--cluster", $"127.0.0.1:{FreePort.Next()}");
        await status.EndsWith(3, seconds: 20);
        Assert.Contains("127.0.0.1", status.Errors, StringComparison.Ordinal);
    }

    private static string[] Seeds(int runs) =>
        [Repository.Sweep("xor.yaml"), "--set", "network.hidden=[4]", "--seeds", string.Create(CultureInfo.InvariantCulture, $"0..{runs - 1}")];

    private static Task<double> PartsStored(SiloProcess silo) => silo.Counter("symmetry_geometry_parts_total");

    private static Task<double> RunsTrained(SiloProcess silo) => silo.Counter("symmetry_runs_total");

    private static async Task<JsonNode> Status(string id, RedisServer redis)
    {
        await using Child status = await Child.SymmetryEnds(0, "status", id, "--cluster", redis.Address, "--json", "-");
        return JsonNode.Parse(status.OutputBytes)!;
    }

    private static long RunsDone(JsonNode status) => status["landscapes"]!.AsArray().Sum(landscape => (long)landscape!["done"]!);
}
