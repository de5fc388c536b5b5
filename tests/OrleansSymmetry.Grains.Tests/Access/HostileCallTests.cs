using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Grains.Tests.Cluster;
using OrleansSymmetry.Grains.Tests.Store;
using OrleansSymmetry.Grains.Tests.Sweeps;
using OrleansSymmetry.Grains.Tests.Training;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Grains.Tests.Access;

/// <summary>What a client may send as the arguments of a call.</summary>
public sealed class HostileCallTests
{
    private static readonly string[] Keys =
    [
        "a b", "x/../y", "results:xor-1a2b3c4d", "xor-1a2b3c4d\r\nFLUSHALL", "XOR", "xör", "*", "a\0b", new string('a', 74), new string('a', 1_000_000),
    ];

    [Fact]
    public async Task Key_that_is_no_sweeps_never_reaches_the_store()
    {
        (ICensusStore store, WatchedStore watch) = WatchedStore.Open();
        await using (store)
        {
            await using CensusCluster cluster = await CensusCluster.StartAsync(new WatchedTrainer(), store: store);
            watch.Asked.Clear();
            foreach (string key in Keys)
            {
                ISweepGrain sweep = cluster.Sweep(key);
                Assert.Null(await sweep.GetStatus());
                Assert.Null(await sweep.Cancel());
                Assert.Null(await sweep.Resume());
                Assert.Null(await sweep.GetResults(ResultFile.Report, 0));
                SubmitAnswer answer = await sweep.Submit(XorSweep.Submission("plain", "0..9", "a"));
                Assert.Null(answer.Status);
                Assert.Contains("A sweep's ID has", Assert.Single(answer.Faults), StringComparison.Ordinal);
                await Assert.ThrowsAnyAsync<Exception>(() => cluster.Geometry(key, "0123456789abcdef").GetStatus());
                await Assert.ThrowsAnyAsync<Exception>(() => cluster.Geometry("xor-1a2b3c4d", key).Ask([]));
            }

            Assert.Empty(watch.Asked);
        }
    }

    [Fact]
    public async Task Submission_that_is_broken_or_too_large_is_refused_before_it_is_read()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(new WatchedTrainer());
        SweepSubmission good = XorSweep.Submission("plain", "0..9", "a");
        ISweepGrain sweep = cluster.Sweep(XorSweep.IdOf(good));
        (SweepSubmission Submission, string Said)[] cases =
        [
            (new SweepSubmission(null!, []), "no sweep"),
            (new SweepSubmission(good.Spec, null!), "no list of files"),
            (new SweepSubmission(good.Spec, [null!]), "is missing"),
            (new SweepSubmission(new byte[TreeLimits.CanonicalBytes + 1], []), "The sweep has 16777217 bytes"),
            (new SweepSubmission(good.Spec, [.. Enumerable.Range(0, 17).Select(_ => new byte[1])]), "has 17 data files"),
            (new SweepSubmission(good.Spec, [new byte[SweepLimits.DataFileBytes + 1]]), "A data file has 67108865 bytes"),
            (new SweepSubmission(good.Spec, [new byte[45 << 20], new byte[45 << 20]]), "together"),
        ];
        foreach ((SweepSubmission submission, string said) in cases)
        {
            SubmitAnswer answer = await sweep.Submit(submission);
            Assert.Null(answer.Status);
            Assert.Contains(said, Assert.Single(answer.Faults), StringComparison.Ordinal);
        }

        await Assert.ThrowsAsync<ArgumentNullException>(() => sweep.Submit(null!));
        Assert.Null(await sweep.GetStatus());
    }

    [Fact]
    public async Task Offset_and_file_that_cannot_be_are_refused()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(new WatchedTrainer());
        string id = (await cluster.SubmitAsync(XorSweep.Submission("plain", "0..9", "a"))).Id;
        await cluster.UntilAsync(id, SweepState.Done);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => cluster.Sweep(id).GetResults(ResultFile.Report, -1));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => cluster.Sweep(id).GetResults((ResultFile)7, 0));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => cluster.Geometry(id, "0123456789abcdef").GetAnswer(-1));
        Assert.Empty((await cluster.Sweep(id).GetResults(ResultFile.Report, long.MaxValue))!.Bytes);
    }

    [Fact]
    public async Task Question_that_is_nothing_too_large_or_none_is_refused()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(new WatchedTrainer());
        string id = (await cluster.SubmitAsync(XorSweep.Submission("plain", "0..9", "a"))).Id;
        await cluster.UntilAsync(id, SweepState.Done);
        IGeometryGrain grain = cluster.Geometry(id, "0123456789abcdef");

        await Assert.ThrowsAsync<ArgumentNullException>(() => grain.Ask(null!));
        GeometryStatus large = await grain.Ask(new byte[(1 << 20) + 1]);
        Assert.Equal(GeometryState.Refused, large.State);
        Assert.Contains("1048577 bytes", Assert.Single(large.Faults), StringComparison.Ordinal);
    }
}
