using System.Text.Json.Nodes;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Tests.Cluster;
using OrleansSymmetry.Grains.Tests.Work;

namespace OrleansSymmetry.Grains.Tests.Sweeps;

public sealed class SweepGrainTests
{
    [Fact]
    public async Task Sweep_that_is_submitted_runs_to_done_with_every_seed_trained_once()
    {
        var work = new PlainCensus();
        await using CensusCluster cluster = await CensusCluster.StartAsync(work, silos: 3);
        SweepSubmission submission = PlainCensus.Submission("plain", "0..999", "a", "b");
        SweepStatus submitted = await cluster.SubmitAsync(submission);

        SweepStatus done = await cluster.UntilAsync(submitted.Id, SweepState.Done);

        Assert.Equal(2000, work.Trained.Count);
        Assert.All(work.Trained.Values, times => Assert.Equal(1, times));
        Assert.Equal(2000, done.RunsTrained);
        Assert.Equal(3, done.Silos);
        Assert.Equal(6, done.ComputeThreads);
        Assert.All(done.Landscapes, landscape =>
        {
            Assert.Equal(1000, landscape.Done);
            Assert.Equal([990, 0, 0, 0, 0, 10], landscape.Ended);
            Assert.Equal(PlainCensus.Classes, landscape.Classes);
            Assert.Equal(Enumerable.Range(0, PlainCensus.Classes).Select(i => i / 10.0), landscape.Leading.Select(found => found.Loss));
        });
        JsonNode report = JsonNode.Parse(await cluster.ReportAsync(submitted.Id))!;
        Assert.Equal(1000, report["Landscapes"]![1]!["Runs"]!.GetValue<long>());
    }
}
