using OrleansSymmetry.EndToEnd.Processes;

namespace OrleansSymmetry.EndToEnd;

[Trait("Tier", "redis")]
public sealed class CollectorTests
{
    [Fact]
    public async Task Silo_sends_its_spans_and_meters_to_a_collector()
    {
        await using var collector = new Collector();
        await using RedisServer redis = await RedisServer.StartAsync();
        await using SiloProcess silo = await SiloProcess.StartAsync(redis.Address, new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
        });
        await using Child submit = await Child.SymmetryEnds(0, "submit", Repository.Sweep("xor.yaml"), "--seeds", "0..99", "--cluster", redis.Address);
        await (await Child.SymmetryEnds(0, "watch", submit.Output.Trim(), "--cluster", redis.Address)).DisposeAsync();

        foreach (string span in (string[])["submit", "sweep", "block", "train", "store", "canonicalise", "close"])
        {
            await Eventually.Holds($"the collector has the span {span}", () => collector.HasSpan(span), seconds: 30);
        }

        foreach (string metric in (string[])["symmetry.runs", "symmetry.blocks.stored", "symmetry.block.duration", "symmetry.pool.threads"])
        {
            await Eventually.Holds($"the collector has the metric {metric}", () => collector.HasMetric(metric), seconds: 30);
        }
    }
}
