using System.Text;
using Orleans.TestingHost;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Grains.Tests.Cluster;
using OrleansSymmetry.Grains.Tests.Store;
using OrleansSymmetry.Grains.Tests.Training;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Formats;
using OrleansSymmetry.Landscape.Sweeps;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Grains.Tests.Sweeps;

public sealed class SweepGrainTests
{
    private readonly WatchedTrainer _trainer = new();

    [Fact]
    public async Task Sweep_that_is_submitted_runs_to_done_with_every_seed_trained_once()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_trainer, silos: 3);
        SweepStatus submitted = await cluster.SubmitAsync(XorSweep.Submission("plain", "0..999", "a", "b"));

        SweepStatus done = await cluster.UntilAsync(submitted.Id, SweepState.Done);

        Assert.Equal(2000, _trainer.Trained.Count);
        Assert.All(_trainer.Trained.Values, times => Assert.Equal(1, times));
        Assert.Equal(2000, done.RunsTrained);
        Assert.Equal(3, done.Silos);
        Assert.Equal(6, done.ComputeThreads);
        Assert.Equal(0, done.BlocksInFlight);
        Assert.All(done.Landscapes, landscape =>
        {
            Assert.Equal(1000, landscape.Done);
            Assert.Equal(landscape.Ended[0], landscape.Leading.Sum(found => found.Hits));
        });
        Assert.Equal(XorSweep.Ended("a", 0, 1000), done.Landscapes[0].Ended);
        Assert.Equal(XorSweep.Ended("b", 0, 1000), done.Landscapes[1].Ended);
        Assert.Equal(XorSweep.Classes, done.Landscapes[0].Classes);
        Assert.Equal(XorSweep.Losses, done.Landscapes[0].Leading.Select(found => Math.Round(found.Loss, 10)));
        Assert.Equal([1000, 1000], ReportReader.Read(await cluster.ReportAsync(submitted.Id)).Landscapes.Select(landscape => landscape.Runs));
    }

    [Fact]
    public async Task Report_has_the_same_bytes_on_one_silo_and_on_three_with_one_thread_and_with_four()
    {
        SweepSubmission submission = XorSweep.Submission("plain", "3..700", "a", "b", "c");
        var reports = new List<string>();
        foreach ((int silos, int threads) in new[] { (1, 1), (1, 4), (3, 1), (3, 4) })
        {
            await using CensusCluster cluster = await CensusCluster.StartAsync(_trainer, silos, threads);
            string id = (await cluster.SubmitAsync(submission)).Id;
            await cluster.UntilAsync(id, SweepState.Done);
            reports.Add(Encoding.UTF8.GetString(await cluster.ReportAsync(id)));
        }

        Assert.Single(reports.Distinct());
    }

    [Fact]
    public async Task Status_shows_classes_while_blocks_are_trained()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_trainer);
        _trainer.HoldFrom(640);
        string id = (await cluster.SubmitAsync(XorSweep.Submission("plain", "0..999", "a"))).Id;

        SweepStatus status = await cluster.UntilAsync(
            id,
            "waiting for the live classes of all that is stored",
            status => _trainer.Waiting == 2 && status.Landscapes[0].Leading.Sum(found => found.Hits) == status.Landscapes[0].Ended[0]);

        Assert.Equal(SweepState.Running, status.State);
        Assert.Equal(XorSweep.Classes, status.Landscapes[0].Classes);
        Assert.Equal(4, status.BlocksInFlight);
        Assert.Equal(0, status.Landscapes[0].Leading[0].RepresentativeSeed);
        _trainer.Release();
        await cluster.UntilAsync(id, SweepState.Done);
    }

    [Fact]
    public async Task Sweep_survives_the_loss_of_a_silo_and_of_its_coordinator()
    {
        SweepSubmission submission = XorSweep.Submission("plain", "0..1999", "a");
        byte[] undisturbed = await UndisturbedReport(submission);
        await using CensusCluster cluster = await CensusCluster.StartAsync(_trainer, silos: 4);
        string id = XorSweep.IdOf(submission);
        _trainer.HoldFrom(500);
        await cluster.SubmitAsync(submission);
        await cluster.UntilAsync(id, "waiting for 200 runs", status => status.Landscapes[0].Done >= 200);
        InProcessSiloHandle coordinator = await cluster.SiloOf(id);
        InProcessSiloHandle other = cluster.Cluster.Silos.First(silo => silo != coordinator && silo != cluster.Cluster.Silos[0]);

        await cluster.Cluster.KillSiloAsync(other);
        _trainer.HoldFrom(1000);
        await cluster.UntilAsync(id, "waiting for 700 runs after a silo was killed", status => status.Landscapes[0].Done >= 700);
        await cluster.Cluster.KillSiloAsync(await cluster.SiloOf(id));
        _trainer.Release();

        SweepStatus done = await cluster.UntilAsync(id, SweepState.Done);
        Assert.Equal(2000, done.Landscapes[0].Done);
        Assert.Equal(undisturbed, await cluster.ReportAsync(id));
    }

    [Fact]
    public async Task Sweep_that_a_whole_cluster_left_unfinished_goes_on_with_the_next_one_unasked()
    {
        SweepSubmission submission = XorSweep.Submission("plain", "0..499", "a");
        byte[] undisturbed = await UndisturbedReport(submission);
        await using SqliteCensusStore store = SqliteCensusStore.Open(Path.Combine(TemporaryFolder.New(), "census.db"));
        string id = XorSweep.IdOf(submission);
        _trainer.HoldFrom(160);
        await using (CensusCluster first = await CensusCluster.StartAsync(_trainer, store: store))
        {
            await first.SubmitAsync(submission);
            await first.UntilAsync(id, "waiting until only held blocks are left", IsHeld);
        }

        int trainedBefore = _trainer.Trained.Count;
        _trainer.Release();
        await using CensusCluster second = await CensusCluster.StartAsync(_trainer, store: store);
        await CensusCluster.EventuallyAsync(
            async () => (await store.ReadSweepAsync(id))!.State == SweepState.Done, () => $"resuming unasked: {_trainer.Trained.Count} of 500 runs");

        Assert.InRange(trainedBefore, 96, 160);
        Assert.All(_trainer.Trained.Values, times => Assert.Equal(1, times));
        Assert.Equal(undisturbed, await second.ReportAsync(id));
    }

    [Fact]
    public async Task Coordinator_that_comes_up_again_tells_at_once_what_is_stored()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_trainer);
        _trainer.HoldFrom(640);
        string id = (await cluster.SubmitAsync(XorSweep.Submission("plain", "0..999", "a"))).Id;
        SweepStatus before = await cluster.UntilAsync(id, "waiting until only held blocks are left", IsHeld);

        await cluster.Cluster.DeactivateAsync(cluster.Sweep(id));
        SweepStatus after = (await cluster.Sweep(id).GetStatus())!;

        Assert.Equal(0, after.RunsTrained);
        Assert.Equal(before.Landscapes[0].Done, after.Landscapes[0].Done);
        Assert.Equal(before.Landscapes[0].Ended, after.Landscapes[0].Ended);
        _trainer.Release();
        await cluster.UntilAsync(id, SweepState.Done);
    }

    [Fact]
    public async Task Sweep_that_is_submitted_twice_is_one_sweep()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_trainer);
        SweepSubmission submission = XorSweep.Submission("plain", "0..99", "a");

        SweepStatus[] both = await Task.WhenAll(cluster.SubmitAsync(submission), cluster.SubmitAsync(submission));
        await cluster.UntilAsync(both[0].Id, SweepState.Done);
        SweepStatus later = await cluster.SubmitAsync(submission);

        Assert.Equal(both[0].Id, both[1].Id);
        Assert.Equal(both[0].SubmittedAt, both[1].SubmittedAt);
        Assert.Equal(SweepState.Done, later.State);
        Assert.All(_trainer.Trained.Values, times => Assert.Equal(1, times));
        Assert.Single(await cluster.Cluster.Client.GetGrain<ISweepListGrain>(0).List());
    }

    [Fact]
    public async Task More_seeds_of_a_landscape_train_only_the_new_ones()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_trainer);
        string small = (await cluster.SubmitAsync(XorSweep.Submission("small", "0..99", "a"))).Id;
        await cluster.UntilAsync(small, SweepState.Done);

        string large = (await cluster.SubmitAsync(XorSweep.Submission("large", "0..249", "a"))).Id;
        SweepStatus done = await cluster.UntilAsync(large, SweepState.Done);

        Assert.Equal(150, done.RunsTrained);
        Assert.Equal(250, done.Landscapes[0].Done);
        Assert.All(_trainer.Trained.Values, times => Assert.Equal(1, times));
    }

    [Fact]
    public async Task Fewer_seeds_of_a_landscape_train_nothing_and_count_only_their_own()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_trainer);
        await cluster.UntilAsync((await cluster.SubmitAsync(XorSweep.Submission("large", "0..249", "a"))).Id, SweepState.Done);

        string small = (await cluster.SubmitAsync(XorSweep.Submission("small", "5..98", "a"))).Id;
        SweepStatus done = await cluster.UntilAsync(small, SweepState.Done);

        Assert.Equal(0, done.RunsTrained);
        Assert.Equal(XorSweep.Ended("a", 5, 94), done.Landscapes[0].Ended);
    }

    [Fact]
    public async Task Sweeps_that_share_a_landscape_at_once_share_its_runs()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_trainer, silos: 2);
        SweepStatus[] both = await Task.WhenAll(
            cluster.SubmitAsync(XorSweep.Submission("one", "0..319", "a", "b")), cluster.SubmitAsync(XorSweep.Submission("two", "0..319", "a", "c")));

        SweepStatus[] done = await Task.WhenAll(both.Select(sweep => cluster.UntilAsync(sweep.Id, SweepState.Done)));

        Assert.Equal(3 * 320, done.Sum(sweep => sweep.RunsTrained));
        Assert.All(_trainer.Trained.Values, times => Assert.Equal(1, times));
    }

    [Fact]
    public async Task Small_sweep_behind_a_large_one_has_every_second_turn()
    {
        const int SmallBlocks = 20;
        const int Threads = 2;
        await using CensusCluster cluster = await CensusCluster.StartAsync(_trainer, silos: 2, threads: 1);
        _trainer.HoldFrom(0);
        string large = (await cluster.SubmitAsync(XorSweep.Submission("large", "0..3999", "a"))).Id;
        await cluster.UntilAsync(large, "the large sweep has all threads", _ => _trainer.Waiting == Threads);
        string small = (await cluster.SubmitAsync(XorSweep.Submission("small", $"0..{(SmallBlocks * WatchedTrainer.Size) - 1}", "b"))).Id;
        await cluster.UntilAsync(small, "the small sweep waits for a thread", status => status.BlocksInFlight > 0);

        _trainer.Release();
        await cluster.UntilAsync(small, SweepState.Done);
        await cluster.UntilAsync(large, SweepState.Done);

        // Each silo serves the two in turn, but a turn is lost while the next order is on its way: half of them may be.
        int last = _trainer.Order.ToList().LastIndexOf(XorSweep.Landscape("b"));
        Assert.InRange(last, SmallBlocks, 4 * SmallBlocks);
    }

    [Fact]
    public async Task Block_that_throws_twice_is_tried_again()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_trainer);
        _trainer.Throw(seed: 40, times: 2);
        string id = (await cluster.SubmitAsync(XorSweep.Submission("plain", "0..99", "a"))).Id;

        SweepStatus done = await cluster.UntilAsync(id, SweepState.Done);

        Assert.Equal(100, done.Landscapes[0].Done);
    }

    [Fact]
    public async Task Block_that_throws_three_times_fails_the_sweep_and_names_its_seeds()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_trainer);
        _trainer.Throw(seed: 40, times: 3);
        string id = (await cluster.SubmitAsync(XorSweep.Submission("plain", "0..99", "a"))).Id;

        SweepStatus failed = await cluster.UntilAsync(id, SweepState.Failed);

        Assert.Equal(
            $"The seeds 32..47 of landscape {XorSweep.Landscape("a")} failed 3 times (InvalidOperationException: seed 40 is bewitched). "
            + "Leave them out, or remove the cause and resume the sweep: what is stored stays.",
            failed.Error);
        await CensusCluster.EventuallyAsync(
            async () => (await cluster.Store.ReadSweepAsync(id))!.Error == failed.Error, () => "the failure is not stored");
        Assert.Null(await cluster.Sweep(id).GetResults(ResultFile.Report, 0));
        await cluster.Sweep(id).Resume();
        Assert.Equal(100, (await cluster.UntilAsync(id, SweepState.Done)).Landscapes[0].Done);
    }

    [Fact]
    public async Task Sweep_that_is_cancelled_stops_and_goes_on_when_it_is_resumed()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_trainer);
        _trainer.HoldFrom(80);
        string id = (await cluster.SubmitAsync(XorSweep.Submission("plain", "0..499", "a"))).Id;
        SweepStatus held = await cluster.UntilAsync(id, "waiting until only held blocks are left", IsHeld);

        SweepStatus cancelled = (await cluster.Sweep(id).Cancel())!;
        await CensusCluster.EventuallyAsync(
            () => Task.FromResult(_trainer.Waiting == 0), () => $"after cancel: {_trainer.Waiting} blocks hold a thread, 0 expected");
        _trainer.Release();
        SweepStatus still = (await cluster.Sweep(id).GetStatus())!;
        SweepStatus resumed = (await cluster.Sweep(id).Resume())!;
        SweepStatus done = await cluster.UntilAsync(id, SweepState.Done);

        Assert.Equal(SweepState.Cancelled, cancelled.State);
        Assert.Equal(SweepState.Cancelled, still.State);
        Assert.Equal(held.Landscapes[0].Done, still.Landscapes[0].Done);
        Assert.Equal(SweepState.Running, resumed.State);
        Assert.Equal(500, done.Landscapes[0].Done);
        Assert.Equal(500, _trainer.Trained.Count);
    }

    [Fact]
    public async Task Seeds_until_a_coverage_stop_at_the_first_look_that_satisfies_it()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_trainer);

        string reached = (await cluster.SubmitAsync(XorSweep.Submission("reached", "until 0.99 100000", "a"))).Id;
        SweepStatus atOnce = await cluster.UntilAsync(reached, SweepState.Done);
        await cluster.UntilAsync((await cluster.SubmitAsync(XorSweep.Submission("before", "0..1023", steps: 1, "a"))).Id, SweepState.Done);
        string never = (await cluster.SubmitAsync(XorSweep.Submission("never", "until 0.99 3000", steps: 1, "a", "b"))).Id;
        SweepStatus atMost = await cluster.UntilAsync(never, SweepState.Done);

        Assert.Equal(1024, atOnce.Landscapes[0].Done);
        Assert.All(atMost.Landscapes, landscape => Assert.Equal(3000, landscape.Done));
        Assert.Equal(3000 - 1024 + 3000, atMost.RunsTrained);
    }

    [Fact]
    public async Task Seeds_until_a_coverage_stop_when_the_bound_is_there_and_not_when_estimates_are()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_trainer);
        CoverageReport last = await CoverageAsync(100_000);
        int seeds = 1024 << (last.Bound!.Look - 1);

        CoverageReport before = await CoverageAsync(seeds / 2);

        // No bound of 512 runs is below 0.005, whatever they meet.
        Assert.InRange(last.Bound.Look, 2, 6);
        Assert.InRange(last.Bound.Missing, 0, 0.005);
        Assert.InRange(before.Bound!.Missing, 0.005000001, 0.02);
        Assert.InRange(before.GoodTuring, 0.995, 1);
        Assert.Equal((last.Bound.Look - 1, false, 0.995), (before.Bound.Look, before.Bound.IsReached, before.Bound.Asked));

        async Task<CoverageReport> CoverageAsync(int atMost)
        {
            string id = (await cluster.SubmitAsync(XorSweep.Submission($"most-{atMost}", $"until 0.995 {atMost}", "a"))).Id;
            await cluster.UntilAsync(id, SweepState.Done);
            return ReportReader.Read(await cluster.ReportAsync(id)).Landscapes[0].Coverage!;
        }
    }

    [Fact]
    public async Task Seeds_until_a_coverage_stop_at_the_same_look_with_the_same_bytes_on_one_silo_and_on_three()
    {
        var reports = new List<string>();
        foreach ((int silos, int threads) in new[] { (1, 1), (3, 2) })
        {
            await using CensusCluster cluster = await CensusCluster.StartAsync(_trainer, silos, threads);
            string id = (await cluster.SubmitAsync(XorSweep.Submission("looks", "until 0.998 100000", "a"))).Id;
            await cluster.UntilAsync(id, SweepState.Done);
            reports.Add(Encoding.UTF8.GetString(await cluster.ReportAsync(id)));
        }

        Assert.Equal(reports[0], reports[1]);
        Assert.InRange(ReportReader.Read(Encoding.UTF8.GetBytes(reports[0])).Landscapes[0].Coverage!.Bound!.Look, 4, 8);
    }

    [Fact]
    public async Task Submission_that_is_no_sweep_is_refused_with_every_fault_and_leaves_nothing()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_trainer);

        byte[] spec = Encoding.UTF8.GetBytes("{\"seeds\":1}");
        SubmitAnswer answer = await cluster.Sweep("plain-12345678").Submit(new SweepSubmission(spec, []));

        Assert.Null(answer.Status);
        Assert.Equal(SweepReader.Read(spec, DataFiles.None).Faults.Select(fault => fault.Message), answer.Faults);
        Assert.InRange(answer.Faults.Count, 2, 10);
        Assert.Empty(await cluster.Store.ReadSweepsAsync());
        Assert.Null(await cluster.Sweep("plain-12345678").GetStatus());
    }

    [Fact]
    public async Task Submission_is_read_once_and_its_progress_is_not_read_back()
    {
        (ICensusStore store, WatchedStore watch) = WatchedStore.Open();
        await using CensusCluster cluster = await CensusCluster.StartAsync(_trainer, store: store);
        string id = (await cluster.SubmitAsync(XorSweep.Submission("plain", "0..99", "a"))).Id;
        await cluster.UntilAsync(id, SweepState.Done);

        // The first look finds nothing; what was submitted is known from then on.
        Assert.Equal(1, watch.Count(nameof(ICensusStore.ReadSweepAsync), id));
        Assert.Equal(0, watch.Count(nameof(ICensusStore.ReadResultAsync), id));
        await store.DisposeAsync();
    }

    [Fact]
    public async Task Submission_under_the_ID_of_another_content_is_refused()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_trainer);
        SweepSubmission submission = XorSweep.Submission("plain", "0..99", "a");

        SubmitAnswer answer = await cluster.Sweep("plain-12345678").Submit(submission);

        Assert.Null(answer.Status);
        Assert.Equal(
            [$"The sweep's content has the ID {XorSweep.IdOf(submission)}, but it was submitted as plain-12345678. Submit it under its own ID."],
            answer.Faults);
        Assert.Empty(await cluster.Store.ReadSweepsAsync());
    }

    [Fact]
    public async Task Stored_block_that_is_damaged_fails_the_sweep_and_is_named()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_trainer);
        await cluster.Store.AddBlockAsync(new BlockKey(XorSweep.Landscape("a"), 16, 16), [1, 2, 3]);
        string id = (await cluster.SubmitAsync(XorSweep.Submission("plain", "0..99", "a"))).Id;

        SweepStatus failed = await cluster.UntilAsync(id, SweepState.Failed);

        Assert.StartsWith(
            $"The block of seeds 16..31 of landscape {XorSweep.Landscape("a")} in {cluster.Store.Location} is damaged: "
            + "A stored block has 3 bytes, fewer than its frame.",
            failed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Results_come_in_pieces_that_make_up_the_file()
    {
        byte[] large = new byte[2_500_000];
        for (int i = 0; i < large.Length; i++)
        {
            large[i] = (byte)(i * 31);
        }

        await using CensusCluster cluster = await CensusCluster.StartAsync(_trainer);
        SweepSubmission submission = XorSweep.Submission("plain", "0..15", "a");
        string id = XorSweep.IdOf(submission);
        var stored = new StoredSweep(id, "plain", submission.Spec, [], SweepState.Running, null, DateTimeOffset.UnixEpoch, null);
        await cluster.Store.AddSweepAsync(stored, new Dictionary<string, ReadOnlyMemory<byte>>());
        await cluster.Store.FinishSweepAsync(id, new Dictionary<StoredResult, byte[]> { [StoredResult.Classes] = large });

        ResultChunk first = (await cluster.Sweep(id).GetResults(ResultFile.Classes, 0))!;
        byte[] whole = await cluster.ReportAsync(id, ResultFile.Classes);
        ResultChunk past = (await cluster.Sweep(id).GetResults(ResultFile.Classes, whole.Length))!;

        Assert.Equal(1024 * 1024, first.Bytes.Length);
        Assert.Equal(whole.Length, first.TotalLength);
        Assert.Equal(large, whole);
        Assert.Empty(past.Bytes);
    }

    [Fact]
    public async Task Sweeps_are_listed_with_their_progress_newest_first()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_trainer);
        string done = (await cluster.SubmitAsync(XorSweep.Submission("done", "0..99", "a"))).Id;
        await cluster.UntilAsync(done, SweepState.Done);
        _trainer.HoldFrom(0);
        string running = (await cluster.SubmitAsync(XorSweep.Submission("running", "0..199", "a"))).Id;
        await cluster.UntilAsync(running, "waiting for what is stored", status => status.Landscapes[0].Done == 100);

        IReadOnlyList<SweepSummary> list = await cluster.Cluster.Client.GetGrain<ISweepListGrain>(0).List();

        Assert.Equal(
            [(running, SweepState.Running, 200L, 100L), (done, SweepState.Done, 100L, 100L)],
            list.Select(sweep => (sweep.Id, sweep.State, sweep.RunsWanted, sweep.RunsDone)));
        _trainer.Release();
        await cluster.UntilAsync(running, SweepState.Done);
    }

    private bool IsHeld(SweepStatus status) => _trainer.Waiting == 2 && status.Landscapes[0].Done == _trainer.Trained.Count;

    private async Task<byte[]> UndisturbedReport(SweepSubmission submission)
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(new WatchedTrainer());
        string id = (await cluster.SubmitAsync(submission)).Id;
        await cluster.UntilAsync(id, SweepState.Done);
        return await cluster.ReportAsync(id);
    }
}
