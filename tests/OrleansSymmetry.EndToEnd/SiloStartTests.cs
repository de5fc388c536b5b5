using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OrleansSymmetry.EndToEnd.Processes;

namespace OrleansSymmetry.EndToEnd;

/// <summary>What an operator meets who starts silos on one machine, and what a silo says of itself at its start.</summary>
[Trait("Tier", "redis")]
public sealed partial class SiloStartTests
{
    // A silo whose port another one shares is declared dead, and ends itself, within eight seconds.
    private static readonly TimeSpan LongEnoughToBeDeclaredDead = TimeSpan.FromSeconds(12);

    [Fact]
    public async Task Two_silos_started_by_the_same_command_are_one_cluster()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        string command = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"));
        Assert.Contains("dotnet run -c Release --project silo -- --redis HOST:PORT", command, StringComparison.Ordinal);
        await using Child first = Silo(redis, "--threads", "1");
        await using Child second = Silo(redis, "--threads", "1");

        await using Child submit = await Submit(redis);
        string id = submit.Output.Trim();
        await Eventually.Holds("the sweep has two silos", async () => await Silos(id, redis) == 2, seconds: 60, () => Log(first) + Log(second));
        await Task.Delay(LongEnoughToBeDeclaredDead);

        Assert.False(first.HasExited, Log(first));
        Assert.False(second.HasExited, Log(second));
        Assert.Equal(2, await Silos(id, redis));
        Assert.NotEqual(Ports(first), Ports(second));
        await (await Child.SymmetryEnds(0, "watch", id, "--cluster", redis.Address)).DisposeAsync();
    }

    [Theory]
    [InlineData("--silo-port", "--gateway-port", "--http")]
    [InlineData("--gateway-port", "--silo-port", "--http")]
    [InlineData("--http", "--silo-port", "--gateway-port")]
    public async Task Silo_whose_port_is_taken_does_not_join_and_the_other_one_stays(string taken, string free, string alsoFree)
    {
        string port = Text(FreePort.Next());
        await using RedisServer redis = await RedisServer.StartAsync();
        await using Child first = Silo(redis, taken, port, free, Text(FreePort.Next()), alsoFree, Text(FreePort.Next()), "--threads", "1");
        await using Child submit = await Submit(redis);
        string id = submit.Output.Trim();
        await Eventually.Holds("the sweep has a silo", async () => await Silos(id, redis) == 1, seconds: 60, () => Log(first));

        await using Child second = Silo(redis, taken, port, free, Text(FreePort.Next()), alsoFree, Text(FreePort.Next()), "--threads", "1");
        await second.EndsWith(1, seconds: 20);

        string said = Assert.Single(second.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith($"Port {port} of 127.0.0.1 is taken by another process. Name a free one with {taken}", said, StringComparison.Ordinal);
        await Task.Delay(LongEnoughToBeDeclaredDead);
        Assert.False(first.HasExited, Log(first));
        Assert.Equal(1, await Silos(id, redis));
    }

    [Fact]
    public async Task Fresh_silo_has_every_series_of_the_board_and_a_quiet_log()
    {
        string board = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "dashboards", "grafana", "census.json"));
        string[] expressions = [.. Expressions(JsonNode.Parse(board)!["panels"]!.AsArray())];
        Assert.True(expressions.Length > 15, $"{expressions.Length} expressions were found.");
        await using RedisServer redis = await RedisServer.StartAsync();
        await using SiloProcess silo = await SiloProcess.StartAsync(redis.Address);

        // What is 0 where there is no series says so itself.
        string[] names =
        [
            .. expressions.Where(expression => !expression.EndsWith("or vector(0)", StringComparison.Ordinal))
                .SelectMany(expression => Series().Matches(expression).Select(match => match.Value)).Distinct(),
        ];
        string metrics = await silo.Get("/metrics");

        Assert.Contains("symmetry_block_retries_total", names);
        Assert.All(names, name => Assert.Matches($@"(?m)^{name}(\{{.*\}})? [0-9]", metrics));
        string[] ends = ["minimum", "degenerate", "saddle", "diverging", "unconverged", "failed"];
        Assert.All(ends, end => Assert.Matches($$"""(?m)^symmetry_runs_total\{.*ended="{{end}}".*\} 0( |$)""", metrics));

        // The watchdog looks once a second.
        await Task.Delay(TimeSpan.FromSeconds(3));
        Assert.DoesNotContain(" warn: ", silo.Process.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(" fail: ", silo.Process.Output, StringComparison.Ordinal);
        Assert.Empty(silo.Process.Errors);
    }

    [Theory]
    [InlineData("nonsense", "", "It must be a URL")]
    [InlineData("http://127.0.0.1:4318", "", "Set OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf")]
    [InlineData("http://127.0.0.1:4317", "http/json", "It must be grpc or http/protobuf")]
    public async Task Wrong_collector_is_said_in_one_line_at_the_start_and_the_silo_works(string endpoint, string protocol, string remedy)
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        await using SiloProcess silo = await SiloProcess.StartAsync(redis.Address, new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol,
        });

        string line = Assert.Single(silo.Process.Output.Split('\n'), text => text.Contains(" warn: OrleansSymmetry[", StringComparison.Ordinal));

        Assert.Contains(remedy, line, StringComparison.Ordinal);
        Assert.EndsWith(".", line.TrimEnd(), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Expressions(JsonArray panels) => panels.SelectMany(panel =>
        (panel!["targets"]?.AsArray() ?? []).Select(target => (string)target!["expr"]!)
            .Concat(Expressions(panel["panels"]?.AsArray() ?? [])));

    private static Child Silo(RedisServer redis, params string[] options) =>
        Child.Start("dotnet", [Repository.SiloProgram, "--redis", redis.Address, .. options]);

    private static string Log(Child silo) => silo.Output + silo.Errors;

    /// <summary>A silo's ports, as it tells them.</summary>
    private static (string Silo, string Gateway) Ports(Child silo)
    {
        Match said = Place().Match(silo.Output);
        Assert.True(said.Success, Log(silo));
        return (said.Groups[1].Value, said.Groups[2].Value);
    }

    /// <summary>Submits a sweep that takes a minute, as soon as there is a cluster.</summary>
    private static async Task<Child> Submit(RedisServer redis)
    {
        Child? submit = null;
        await Eventually.Holds("a cluster takes the sweep", async () =>
        {
            submit = Child.Symmetry("submit", Repository.Sweep("xor.yaml"), "--set", "network.hidden=[4]", "--seeds", "0..65535", "--cluster", redis.Address);
            return await submit.Ends() == 0;
        }, seconds: 60);
        return submit!;
    }

    private static async Task<int> Silos(string id, RedisServer redis)
    {
        await using Child status = await Child.SymmetryEnds(0, "status", id, "--cluster", redis.Address, "--json", "-");
        return (int)JsonNode.Parse(status.OutputBytes)!["silos"]!;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("(symmetry|orleans)_[a-z_]+")]
    private static partial Regex Series();

    [GeneratedRegex("port ([0-9]+) for silos, ([0-9]+) for clients")]
    private static partial Regex Place();
}
