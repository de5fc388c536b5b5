using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Canonicalization;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Grains.Tests.Cluster;
using OrleansSymmetry.Grains.Tests.Store;
using OrleansSymmetry.Grains.Tests.Sweeps;
using OrleansSymmetry.Grains.Tests.Training;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Formats;
using OrleansSymmetry.Landscape.Optimisation;

namespace OrleansSymmetry.Grains.Tests.Canonicalization;

/// <summary>The live index beside the work: it may lag, and it agrees with the store in the end.</summary>
public sealed class LiveIndexTests
{
    private const int Seeds = 320;

    private static readonly SweepSubmission Submission = XorSweep.Submission("plain", $"0..{Seeds - 1}", "a");
    private static readonly string Id = XorSweep.IdOf(Submission);
    private static readonly long[] Ended = XorSweep.Ended("a", 0, Seeds);

    private readonly WatchedTrainer _trainer = new();

    [Fact]
    public async Task Receipt_does_not_wait_for_an_index_that_hangs()
    {
        var never = new TaskCompletionSource();
        await using CensusCluster cluster = await CensusCluster.StartAsync(
            _trainer, silos: 2, configure: silo => silo.AddIncomingGrainCallFilter(call => call.Grain is ICanonicalizationGrain ? never.Task : call.Invoke()));

        await cluster.SubmitAsync(Submission);
        SweepStatus done = await cluster.UntilAsync(Id, SweepState.Done);

        Assert.Equal(Ended, done.Landscapes[0].Ended);
        Assert.Equal(XorSweep.Classes, done.Landscapes[0].Classes);
        never.SetResult();
    }

    [Fact]
    public async Task Status_of_a_cancelled_sweep_does_not_wait_for_an_index_that_hangs()
    {
        var never = new TaskCompletionSource();
        await using CensusCluster cluster = await CensusCluster.StartAsync(
            _trainer, configure: silo => silo.AddIncomingGrainCallFilter(call => call.Grain is ICanonicalizationGrain ? never.Task : call.Invoke()));
        _trainer.HoldFrom(160);
        await cluster.SubmitAsync(Submission);
        await cluster.UntilAsync(Id, "something is stored", status => status.Landscapes[0].Done > 0);

        await cluster.Sweep(Id).Cancel();
        SweepStatus? cancelled = await cluster.Sweep(Id).GetStatus();

        Assert.Equal(SweepState.Cancelled, cancelled!.State);
        Assert.InRange(cancelled.Landscapes[0].Done, 16, 160);
        Assert.Equal(0, cancelled.Landscapes[0].Classes);
        never.SetResult();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Messages_that_are_lost_are_made_up_for_from_the_store(int lost)
    {
        int told = 0;
        await using CensusCluster cluster = await CensusCluster.StartAsync(
            _trainer, silos: 2,
            configure: silo => silo.AddOutgoingGrainCallFilter(call =>
                IsTold(call) && Interlocked.Increment(ref told) % lost == 0 ? Task.CompletedTask : call.Invoke()));
        _trainer.HoldFrom(160);

        await cluster.SubmitAsync(Submission);
        SweepStatus held = await cluster.UntilAsync(
            Id,
            "the live view shows what is stored",
            status => _trainer.Waiting == status.ComputeThreads && Hits(status) == status.Landscapes[0].Ended[0]);

        Assert.InRange(Volatile.Read(ref told), 1, held.Landscapes[0].Done / WatchedTrainer.Size);
        Assert.Equal(XorSweep.Classes, held.Landscapes[0].Classes);
        _trainer.Release();
        await cluster.UntilAsync(Id, SweepState.Done);
    }

    [Fact]
    public async Task Counts_agree_with_the_store_when_the_sweep_is_done_whatever_was_lost()
    {
        int told = 0;
        await using CensusCluster cluster = await CensusCluster.StartAsync(
            _trainer, silos: 2,
            configure: silo => silo.AddOutgoingGrainCallFilter(call =>
                IsTold(call) && Interlocked.Increment(ref told) % 2 == 0 ? Task.CompletedTask : call.Invoke()));

        await cluster.SubmitAsync(Submission);
        await cluster.UntilAsync(Id, SweepState.Done);
        ClassView view = await SeenAsync(cluster, Seeds);

        LandscapeReport report = ReportReader.Read(await cluster.ReportAsync(Id)).Landscapes[0];
        Assert.Equal(report.Classes.Count, view.Classes);

        // Classes of one loss differ by rounding, and the report puts them in the order of their seeds.
        Assert.Equal(
            report.Classes.OrderBy(found => found.RepresentativeSeed).Select(found => (found.Kind, found.Loss, found.Hits, found.RepresentativeSeed)),
            view.Leading.OrderBy(found => found.RepresentativeSeed).Select(found => (found.Kind, found.Loss, found.Hits, found.RepresentativeSeed)));
    }

    [Fact]
    public async Task Coordinator_that_is_lost_finds_the_classes_of_all_that_is_stored_again()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_trainer);
        _trainer.HoldFrom(160);
        await cluster.SubmitAsync(Submission);
        await cluster.UntilAsync(Id, "only held blocks are left", status => _trainer.Waiting == 2 && status.Landscapes[0].Done == _trainer.Trained.Count);

        await cluster.Cluster.DeactivateAsync(cluster.Sweep(Id));
        await cluster.Cluster.DeactivateAsync(cluster.Index("a"));

        await cluster.UntilAsync(Id, "the live view shows what is stored", status => Hits(status) == status.Landscapes[0].Ended[0] && status.RunsTrained == 0);
        _trainer.Release();
        await cluster.UntilAsync(Id, SweepState.Done);
    }

    [Fact]
    public async Task Block_that_is_told_twice_or_that_overlaps_another_counts_once()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_trainer);
        await cluster.Store.AddSweepAsync(
            new StoredSweep(Id, "plain", Submission.Spec, [], SweepState.Cancelled, null, DateTimeOffset.UnixEpoch, null),
            new Dictionary<string, ReadOnlyMemory<byte>>());
        BlockClasses[] blocks = [await StoreAsync(cluster.Store, 0, 32), await StoreAsync(cluster.Store, 16, 32), await StoreAsync(cluster.Store, 0, 16)];

        foreach (BlockClasses block in (BlockClasses[])[blocks[0], blocks[0], blocks[1], blocks[2], blocks[0]])
        {
            await cluster.Index("a").Tell(block);
        }

        ClassView view = await SeenAsync(cluster, 48);
        Assert.Equal(XorSweep.Ended("a", 0, 48)[0], view.Leading.Sum(found => found.Hits));
        Assert.Equal(0, view.Leading[0].RepresentativeSeed);
    }

    [Fact]
    public async Task Store_that_falls_silent_while_an_index_catches_up_is_asked_again_at_the_next_look()
    {
        await using var store = new SilentStore(SqliteCensusStore.Open(Path.Combine(TemporaryFolder.New(), "census.db")));
        await using CensusCluster cluster = await CensusCluster.StartAsync(_trainer, store: store);
        await cluster.SubmitAsync(Submission);
        await cluster.UntilAsync(Id, SweepState.Done);
        await cluster.Cluster.DeactivateAsync(cluster.Index("a"));

        store.IsSilent = true;
        ClassView silent = await cluster.Index("a").Look(new IndexLook(Id, Seeds, Seeds));
        await CensusCluster.EventuallyAsync(() => Task.FromResult(store.Refused > 0), () => "the store was not asked");
        store.IsSilent = false;

        Assert.Equal(0, silent.Seen);
        Assert.Equal(Ended[0], (await SeenAsync(cluster, Seeds)).Leading.Sum(found => found.Hits));
    }

    private static bool IsTold(IOutgoingGrainCallContext call) =>
        call.InterfaceName.Contains(nameof(ICanonicalizationGrain), StringComparison.Ordinal) && call.MethodName == nameof(ICanonicalizationGrain.Tell);

    private static long Hits(SweepStatus status) => status.Landscapes[0].Leading.Sum(found => found.Hits);

    /// <summary>Looks until the index has seen so many seeds.</summary>
    private static async Task<ClassView> SeenAsync(CensusCluster cluster, long seeds)
    {
        ClassView? view = null;
        await CensusCluster.EventuallyAsync(
            async () => (view = await cluster.Index("a").Look(new IndexLook(Id, Seeds, seeds))).Seen == seeds,
            () => $"the index has seen {view?.Seen} of {seeds} seeds");
        return view!;
    }

    private static async Task<BlockClasses> StoreAsync(ICensusStore store, long first, int count)
    {
        var block = new BlockRecord(first, XorSweep.Runs("a", first, count));
        await store.AddBlockAsync(new BlockKey(XorSweep.Landscape("a"), first, count), BlockCodec.Encode(block));
        return new BlockClasses(
            Id,
            first,
            count,
            [
                .. block.Runs.Where(run => run.Ended == OrleansSymmetry.Landscape.Optimisation.Ended.Minimum)
                    .Select(run => LiveClass.Of(run, hits: 1)),
            ]);
    }
}
