using System.Collections.Concurrent;
using System.Diagnostics;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Telemetry;
using OrleansSymmetry.Grains.Tests.Cluster;
using OrleansSymmetry.Grains.Tests.Sweeps;
using OrleansSymmetry.Grains.Tests.Training;

namespace OrleansSymmetry.Grains.Tests.Telemetry;

public sealed class CensusTelemetryTests
{
    private const int Blocks = 7;

    [Fact]
    public async Task Spans_of_a_sweep_are_one_tree_across_silos()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == CensusTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using CensusCluster cluster = await CensusCluster.StartAsync(new WatchedTrainer(), silos: 2);
        string id = (await cluster.SubmitAsync(XorSweep.Submission("traced", "0..99", "a"))).Id;
        await cluster.UntilAsync(id, SweepState.Done);

        // Other tests' sweeps are heard as well: this one's are those under its submission.
        await CensusCluster.EventuallyAsync(
            () => Task.FromResult(Of(CensusTelemetry.SweepSpan).Count == 1 && Of(CensusTelemetry.CanonicaliseSpan).Count == Blocks),
            () => $"spans have ended: {Of(CensusTelemetry.SweepSpan).Count} of the sweep, 1 expected; "
                + $"{Of(CensusTelemetry.CanonicaliseSpan).Count} of its live index, {Blocks} expected");
        Activity submit = Assert.Single(Of(CensusTelemetry.SubmitSpan));
        Activity sweep = Assert.Single(Of(CensusTelemetry.SweepSpan));
        List<Activity> blocks = Of(CensusTelemetry.BlockSpan);

        Assert.Equal(submit.SpanId, sweep.ParentSpanId);
        Assert.Equal(sweep.SpanId, Assert.Single(Of(CensusTelemetry.CloseSpan)).ParentSpanId);
        Assert.All(blocks, block => Assert.Equal(sweep.SpanId, block.ParentSpanId));
        Assert.Equal(
            [(0L, 16), (16L, 16), (32L, 16), (48L, 16), (64L, 16), (80L, 16), (96L, 4)],
            blocks.Select(block => ((long)block.GetTagItem(CensusTelemetry.FirstSeedTag)!, (int)block.GetTagItem(CensusTelemetry.SeedCountTag)!)).Order());
        Assert.All(blocks, block => Assert.Equal(
            [CensusTelemetry.TrainSpan, CensusTelemetry.StoreSpan, CensusTelemetry.CanonicaliseSpan],
            spans.Where(span => span.TraceId == submit.TraceId && span.ParentSpanId == block.SpanId)
                .OrderBy(span => span.StartTimeUtc).Select(span => span.OperationName)));
        Assert.Equal(3 + (4 * blocks.Count), spans.Count(span => span.TraceId == submit.TraceId));

        List<Activity> Of(string name)
        {
            ActivityTraceId? trace = spans.FirstOrDefault(
                span => span.OperationName == CensusTelemetry.SubmitSpan && (string?)span.GetTagItem(CensusTelemetry.SweepTag) == id)?.TraceId;
            return [.. spans.Where(span => span.TraceId == trace && span.OperationName == name)];
        }
    }
}
