using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Grains.Tests.Cluster;
using OrleansSymmetry.Grains.Tests.Store;
using OrleansSymmetry.Grains.Tests.Training;

namespace OrleansSymmetry.Grains.Tests.Sweeps;

/// <summary>Sweeps whose silos, coordinator or store are lost in the middle.</summary>
public sealed class LostSiloTests : IAsyncDisposable
{
    private const int Seeds = 500;

    private static readonly SweepSubmission Submission = XorSweep.Submission("plain", $"0..{Seeds - 1}", "a");
    private static readonly string Id = XorSweep.IdOf(Submission);

    private readonly WatchedTrainer _trainer = new();
    private readonly SilentStore _store = new(SqliteCensusStore.Open(Path.Combine(TemporaryFolder.New(), "census.db")));

    [Fact]
    public async Task Coordinator_that_is_lost_with_its_silo_is_replaced_although_no_client_asks()
    {
        await using CensusCluster cluster = await HeldHalfWay(silos: 3);
        InProcessSiloHandle coordinator = await cluster.SiloOf(Id);

        await cluster.Cluster.KillSiloAsync(coordinator);
        _trainer.Release();

        await EndsByItself();
        Assert.Equal(Enumerable.Range(0, Seeds).Select(seed => (long)seed), _trainer.Trained.Keys.Select(run => run.Seed).Order());
    }

    [Fact]
    public async Task Coordinator_that_left_its_work_is_asked_after_although_all_silos_live()
    {
        await using CensusCluster cluster = await HeldHalfWay(silos: 2, silo => silo.Services.AddSingleton<TimeProvider>(new FastClock(times: 20)));

        await cluster.Cluster.DeactivateAsync(cluster.Sweep(Id));
        _trainer.Release();

        await EndsByItself();
    }

    [Fact]
    public async Task Silos_that_come_and_go_leave_the_bytes_of_an_undisturbed_sweep()
    {
        byte[] undisturbed = await UndisturbedReport();
        await using CensusCluster cluster = await HeldHalfWay(silos: 2);
        InProcessSiloHandle added = await cluster.Cluster.StartAdditionalSiloAsync();
        await cluster.UntilAsync(Id, "the added silo is counted", status => status.Silos == 3);
        _trainer.HoldFrom(Seeds * 3 / 4);
        await cluster.UntilAsync(Id, "three quarters are stored", status => status.Landscapes[0].Done >= (Seeds * 3 / 4) - (2 * WatchedTrainer.Size));

        await cluster.Cluster.KillSiloAsync(added);
        _trainer.Release();
        SweepStatus done = await cluster.UntilAsync(Id, SweepState.Done);

        Assert.Equal(2, done.Silos);
        Assert.Equal(Seeds, done.Landscapes[0].Done);
        Assert.Equal(undisturbed, await cluster.ReportAsync(Id));
    }

    [Fact]
    public async Task Store_that_falls_silent_is_waited_for_and_no_run_is_lost()
    {
        byte[] undisturbed = await UndisturbedReport();
        await using CensusCluster cluster = await HeldHalfWay(silos: 2);

        _store.IsSilent = true;
        _trainer.Release();
        await CensusCluster.EventuallyAsync(() => Task.FromResult(_store.Refused >= 8), () => $"{_store.Refused} calls were refused");
        _store.IsSilent = false;

        SweepStatus done = await cluster.UntilAsync(Id, SweepState.Done);
        Assert.Equal(Seeds, done.Landscapes[0].Done);
        Assert.Equal(undisturbed, await cluster.ReportAsync(Id));
    }

    [Fact]
    public async Task Sweep_whose_store_falls_silent_right_after_its_end_is_done_when_the_store_answers_again()
    {
        await using CensusCluster cluster = await HeldHalfWay(silos: 1);
        _store.FallsSilentWhenFinished = true;
        _trainer.Release();
        await CensusCluster.EventuallyAsync(() => Task.FromResult(_store.IsSilent && _store.Refused > 0), () => "the store has not fallen silent");

        _store.FallsSilentWhenFinished = false;
        _store.IsSilent = false;

        SweepStatus done = await cluster.UntilAsync(Id, SweepState.Done);
        Assert.Equal(Seeds, done.Landscapes[0].Done);
        Assert.Equal(1, _store.Finished);
    }

    [Fact]
    public async Task Sweep_is_not_said_to_be_cancelled_while_the_store_does_not_know_it()
    {
        await using CensusCluster cluster = await HeldHalfWay(silos: 1);

        _store.IsSilent = true;
        await Assert.ThrowsAsync<StoreException>(() => cluster.Sweep(Id).Cancel());
        _store.IsSilent = false;
        SweepStatus still = (await cluster.Sweep(Id).GetStatus())!;
        SweepStatus cancelled = (await cluster.Sweep(Id).Cancel())!;

        Assert.Equal(SweepState.Running, still.State);
        Assert.Equal(SweepState.Cancelled, cancelled.State);
        Assert.Equal(SweepState.Cancelled, (await _store.ReadSweepAsync(Id, CancellationToken.None))!.State);
    }

    [Fact]
    public async Task Cancel_that_was_stored_although_its_answer_got_lost_stops_the_sweep()
    {
        await using CensusCluster cluster = await HeldHalfWay(silos: 1);

        _store.LosesNextAnswer = true;
        await Assert.ThrowsAsync<StoreException>(() => cluster.Sweep(Id).Cancel());
        _trainer.Release();
        SweepStatus cancelled = await cluster.UntilAsync(Id, SweepState.Cancelled);

        Assert.InRange(cancelled.Landscapes[0].Done, 1, Seeds - 1);
        Assert.Equal(SweepState.Cancelled, (await _store.ReadSweepAsync(Id, CancellationToken.None))!.State);
    }

    [Fact]
    public async Task Two_coordinators_at_once_store_every_run_once_and_the_same_report()
    {
        byte[] undisturbed = await UndisturbedReport();
        await using CensusCluster one = await HeldHalfWay(silos: 1);

        // Clusters that do not know each other: nothing but the store is between the two coordinators.
        await using CensusCluster other = await CensusCluster.StartAsync(_trainer, store: _store);
        await CensusCluster.EventuallyAsync(() => Task.FromResult(_trainer.Waiting == 4), () => $"{_trainer.Waiting} threads of both clusters wait");
        _trainer.Release();
        SweepStatus[] both = await Task.WhenAll(one.UntilAsync(Id, SweepState.Done), other.UntilAsync(Id, SweepState.Done));

        Assert.All(both, done => Assert.Equal(Seeds, done.Landscapes[0].Done));
        IReadOnlyList<BlockKey> blocks = await _store.ReadBlockKeysAsync(XorSweep.Landscape("a"), CancellationToken.None);
        Assert.Equal(Seeds, blocks.Sum(block => block.Count));
        Assert.Equal(blocks.Count, blocks.Select(block => block.First).Distinct().Count());
        Assert.Equal(undisturbed, await one.ReportAsync(Id));
        Assert.Equal(undisturbed, await other.ReportAsync(Id));
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    /// <summary>A cluster whose sweep waits with about half of its runs stored.</summary>
    private async Task<CensusCluster> HeldHalfWay(int silos, Action<ISiloBuilder>? configure = null)
    {
        CensusCluster cluster = await CensusCluster.StartAsync(_trainer, silos, store: _store, configure: configure);
        _trainer.HoldFrom(Seeds / 2);
        await cluster.SubmitAsync(Submission);
        await cluster.UntilAsync(
            Id,
            "waiting until only held blocks are left",
            status => _trainer.Waiting == status.ComputeThreads && status.Landscapes[0].Done == _trainer.Trained.Count);
        return cluster;
    }

    private Task EndsByItself() => CensusCluster.EventuallyAsync(
        async () => (await _store.ReadSweepAsync(Id, CancellationToken.None))!.State == SweepState.Done,
        () => $"nobody went on: {_trainer.Trained.Count} of {Seeds} runs are trained");

    private static async Task<byte[]> UndisturbedReport()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(new WatchedTrainer());
        await cluster.SubmitAsync(Submission);
        await cluster.UntilAsync(Id, SweepState.Done);
        return await cluster.ReportAsync(Id);
    }
}
