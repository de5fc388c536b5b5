using System.Text;
using System.Text.Json.Nodes;
using Orleans.TestingHost;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Grains.Tests.Cluster;
using OrleansSymmetry.Grains.Tests.Work;

namespace OrleansSymmetry.Grains.Tests.Sweeps;

public sealed class SweepGrainTests
{
    private readonly PlainCensus _work = new();

    [Fact]
    public async Task Sweep_that_is_submitted_runs_to_done_with_every_seed_trained_once()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_work, silos: 3);
        SweepStatus submitted = await cluster.SubmitAsync(PlainCensus.Submission("plain", "0..999", "a", "b"));

        SweepStatus done = await cluster.UntilAsync(submitted.Id, SweepState.Done);

        Assert.Equal(2000, _work.Trained.Count);
        Assert.All(_work.Trained.Values, times => Assert.Equal(1, times));
        Assert.Equal(2000, done.RunsTrained);
        Assert.Equal(3, done.Silos);
        Assert.Equal(6, done.ComputeThreads);
        Assert.Equal(0, done.BlocksInFlight);
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

    [Fact]
    public async Task Report_has_the_same_bytes_on_one_silo_and_on_three_with_one_thread_and_with_four()
    {
        SweepSubmission submission = PlainCensus.Submission("plain", "3..700", "a", "b", "c");
        var reports = new List<string>();
        foreach ((int silos, int threads) in new[] { (1, 1), (1, 4), (3, 1), (3, 4) })
        {
            await using CensusCluster cluster = await CensusCluster.StartAsync(_work, silos, threads);
            string id = (await cluster.SubmitAsync(submission)).Id;
            await cluster.UntilAsync(id, SweepState.Done);
            reports.Add(Encoding.UTF8.GetString(await cluster.ReportAsync(id)));
        }

        Assert.Single(reports.Distinct());
    }

    [Fact]
    public async Task Status_shows_classes_while_blocks_are_trained()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_work);
        _work.HoldFrom(640);
        string id = (await cluster.SubmitAsync(PlainCensus.Submission("plain", "0..999", "a"))).Id;

        SweepStatus status = await cluster.UntilAsync(
            id,
            "waiting for the live classes of all that is stored",
            status => _work.Waiting == 2 && status.Landscapes[0].Leading.Sum(found => found.Hits) == status.Landscapes[0].Ended[0]);

        Assert.Equal(SweepState.Running, status.State);
        Assert.Equal(PlainCensus.Classes, status.Landscapes[0].Classes);
        Assert.Equal(4, status.BlocksInFlight);
        Assert.Equal(0, status.Landscapes[0].Leading[0].RepresentativeSeed);
        _work.Release();
        await cluster.UntilAsync(id, SweepState.Done);
    }

    [Fact]
    public async Task Sweep_survives_the_loss_of_a_silo_and_of_its_coordinator()
    {
        SweepSubmission submission = PlainCensus.Submission("plain", "0..1999", "a");
        byte[] undisturbed = await UndisturbedReport(submission);
        await using CensusCluster cluster = await CensusCluster.StartAsync(_work, silos: 4);
        string id = PlainCensus.IdOf(submission);
        _work.HoldFrom(500);
        await cluster.SubmitAsync(submission);
        await cluster.UntilAsync(id, "waiting for 200 runs", status => status.Landscapes[0].Done >= 200);
        InProcessSiloHandle coordinator = await cluster.SiloOf(id);
        InProcessSiloHandle other = cluster.Cluster.Silos.First(silo => silo != coordinator && silo != cluster.Cluster.Silos[0]);

        await cluster.Cluster.KillSiloAsync(other);
        _work.HoldFrom(1000);
        await cluster.UntilAsync(id, "waiting for 700 runs after a silo was killed", status => status.Landscapes[0].Done >= 700);
        await cluster.Cluster.KillSiloAsync(await cluster.SiloOf(id));
        _work.Release();

        SweepStatus done = await cluster.UntilAsync(id, SweepState.Done);
        Assert.Equal(2000, done.Landscapes[0].Done);
        Assert.Equal(undisturbed, await cluster.ReportAsync(id));
    }

    [Fact]
    public async Task Sweep_that_a_whole_cluster_left_unfinished_goes_on_with_the_next_one_unasked()
    {
        SweepSubmission submission = PlainCensus.Submission("plain", "0..499", "a");
        byte[] undisturbed = await UndisturbedReport(submission);
        await using SqliteCensusStore store = SqliteCensusStore.Open(Path.Combine(TemporaryFolder.New(), "census.db"));
        string id = PlainCensus.IdOf(submission);
        _work.HoldFrom(160);
        await using (CensusCluster first = await CensusCluster.StartAsync(_work, store: store))
        {
            await first.SubmitAsync(submission);
            await first.UntilAsync(id, "waiting until only held blocks are left", IsHeld);
        }

        int trainedBefore = _work.Trained.Count;
        _work.Release();
        await using CensusCluster second = await CensusCluster.StartAsync(_work, store: store);
        await CensusCluster.EventuallyAsync(
            async () => (await store.ReadSweepAsync(id))!.State == SweepState.Done, () => $"resuming unasked: {_work.Trained.Count} of 500 runs");

        Assert.InRange(trainedBefore, 96, 160);
        Assert.All(_work.Trained.Values, times => Assert.Equal(1, times));
        Assert.Equal(undisturbed, await second.ReportAsync(id));
    }

    [Fact]
    public async Task Coordinator_that_comes_up_again_tells_at_once_what_is_stored()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_work);
        _work.HoldFrom(640);
        string id = (await cluster.SubmitAsync(PlainCensus.Submission("plain", "0..999", "a"))).Id;
        SweepStatus before = await cluster.UntilAsync(id, "waiting until only held blocks are left", IsHeld);

        await cluster.Cluster.DeactivateAsync(cluster.Sweep(id));
        SweepStatus after = (await cluster.Sweep(id).GetStatus())!;

        Assert.Equal(0, after.RunsTrained);
        Assert.Equal(before.Landscapes[0].Done, after.Landscapes[0].Done);
        Assert.Equal(before.Landscapes[0].Ended, after.Landscapes[0].Ended);
        _work.Release();
        await cluster.UntilAsync(id, SweepState.Done);
    }

    [Fact]
    public async Task Sweep_that_is_submitted_twice_is_one_sweep()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_work);
        SweepSubmission submission = PlainCensus.Submission("plain", "0..99", "a");

        SweepStatus[] both = await Task.WhenAll(cluster.SubmitAsync(submission), cluster.SubmitAsync(submission));
        await cluster.UntilAsync(both[0].Id, SweepState.Done);
        SweepStatus later = await cluster.SubmitAsync(submission);

        Assert.Equal(both[0].Id, both[1].Id);
        Assert.Equal(both[0].SubmittedAt, both[1].SubmittedAt);
        Assert.Equal(SweepState.Done, later.State);
        Assert.All(_work.Trained.Values, times => Assert.Equal(1, times));
        Assert.Single(await cluster.Cluster.Client.GetGrain<ISweepListGrain>(0).List());
    }

    [Fact]
    public async Task More_seeds_of_a_landscape_train_only_the_new_ones()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_work);
        string small = (await cluster.SubmitAsync(PlainCensus.Submission("small", "0..99", "a"))).Id;
        await cluster.UntilAsync(small, SweepState.Done);

        string large = (await cluster.SubmitAsync(PlainCensus.Submission("large", "0..249", "a"))).Id;
        SweepStatus done = await cluster.UntilAsync(large, SweepState.Done);

        Assert.Equal(150, done.RunsTrained);
        Assert.Equal(250, done.Landscapes[0].Done);
        Assert.All(_work.Trained.Values, times => Assert.Equal(1, times));
    }

    [Fact]
    public async Task Fewer_seeds_of_a_landscape_train_nothing_and_count_only_their_own()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_work);
        await cluster.UntilAsync((await cluster.SubmitAsync(PlainCensus.Submission("large", "0..249", "a"))).Id, SweepState.Done);

        string small = (await cluster.SubmitAsync(PlainCensus.Submission("small", "5..98", "a"))).Id;
        SweepStatus done = await cluster.UntilAsync(small, SweepState.Done);

        Assert.Equal(0, done.RunsTrained);
        Assert.Equal([94, 0, 0, 0, 0, 0], done.Landscapes[0].Ended);
    }

    [Fact]
    public async Task Sweeps_that_share_a_landscape_at_once_share_its_runs()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_work, silos: 2);
        SweepStatus[] both = await Task.WhenAll(
            cluster.SubmitAsync(PlainCensus.Submission("one", "0..319", "a", "b")), cluster.SubmitAsync(PlainCensus.Submission("two", "0..319", "a", "c")));

        SweepStatus[] done = await Task.WhenAll(both.Select(sweep => cluster.UntilAsync(sweep.Id, SweepState.Done)));

        Assert.Equal(3 * 320, done.Sum(sweep => sweep.RunsTrained));
        Assert.All(_work.Trained.Values, times => Assert.Equal(1, times));
    }

    [Fact]
    public async Task Small_sweep_behind_a_large_one_has_every_second_turn()
    {
        const int SmallBlocks = 20;
        const int Threads = 2;
        await using CensusCluster cluster = await CensusCluster.StartAsync(_work, silos: 2, threads: 1);
        _work.HoldFrom(0);
        string large = (await cluster.SubmitAsync(PlainCensus.Submission("large", "0..15999", "a"))).Id;
        await cluster.UntilAsync(large, "the large sweep has all threads", _ => _work.Waiting == Threads);
        string small = (await cluster.SubmitAsync(PlainCensus.Submission("small", $"0..{(SmallBlocks * PlainCensus.BlockSize) - 1}", "b"))).Id;
        await cluster.UntilAsync(small, "the small sweep waits for a thread", status => status.BlocksInFlight > 0);

        _work.Release();
        await cluster.UntilAsync(small, SweepState.Done);
        await cluster.UntilAsync(large, SweepState.Done);

        // Each silo serves the two in turn, but a turn is lost while the next order is on its way: half of them may be.
        int last = _work.Order.ToList().LastIndexOf("b");
        Assert.InRange(last, SmallBlocks, 4 * SmallBlocks);
    }

    [Fact]
    public async Task Block_that_throws_twice_is_tried_again()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_work);
        _work.Throw(seed: 40, times: 2);
        string id = (await cluster.SubmitAsync(PlainCensus.Submission("plain", "0..99", "a"))).Id;

        SweepStatus done = await cluster.UntilAsync(id, SweepState.Done);

        Assert.Equal(100, done.Landscapes[0].Done);
    }

    [Fact]
    public async Task Block_that_throws_three_times_fails_the_sweep_and_names_its_seeds()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_work);
        _work.Throw(seed: 40, times: 3);
        string id = (await cluster.SubmitAsync(PlainCensus.Submission("plain", "0..99", "a"))).Id;

        SweepStatus failed = await cluster.UntilAsync(id, SweepState.Failed);

        Assert.Equal(
            "The seeds 32..47 of landscape a failed 3 times (InvalidOperationException: seed 40 is bewitched). "
            + "Leave them out, or mend the cause and resume the sweep: what is stored stays.",
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
        await using CensusCluster cluster = await CensusCluster.StartAsync(_work);
        _work.HoldFrom(80);
        string id = (await cluster.SubmitAsync(PlainCensus.Submission("plain", "0..499", "a"))).Id;
        SweepStatus held = await cluster.UntilAsync(id, "waiting until only held blocks are left", IsHeld);

        SweepStatus cancelled = (await cluster.Sweep(id).Cancel())!;
        await CensusCluster.EventuallyAsync(() => Task.FromResult(_work.Waiting == 0), () => $"after cancel: {_work.Waiting} blocks hold a thread, 0 expected");
        _work.Release();
        SweepStatus still = (await cluster.Sweep(id).GetStatus())!;
        SweepStatus resumed = (await cluster.Sweep(id).Resume())!;
        SweepStatus done = await cluster.UntilAsync(id, SweepState.Done);

        Assert.Equal(SweepState.Cancelled, cancelled.State);
        Assert.Equal(SweepState.Cancelled, still.State);
        Assert.Equal(held.Landscapes[0].Done, still.Landscapes[0].Done);
        Assert.Equal(SweepState.Running, resumed.State);
        Assert.Equal(500, done.Landscapes[0].Done);
        Assert.Equal(500, _work.Trained.Count);
    }

    [Fact]
    public async Task Seeds_until_a_coverage_stop_at_the_first_look_that_satisfies_it()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_work);

        string reached = (await cluster.SubmitAsync(PlainCensus.Submission("reached", "until 0.99 100000", "a"))).Id;
        SweepStatus atOnce = await cluster.UntilAsync(reached, SweepState.Done);
        string never = (await cluster.SubmitAsync(PlainCensus.Submission("never", "until 1.01 3000", "a", "b"))).Id;
        SweepStatus atMost = await cluster.UntilAsync(never, SweepState.Done);

        Assert.Equal(1024, atOnce.Landscapes[0].Done);
        Assert.All(atMost.Landscapes, landscape => Assert.Equal(3000, landscape.Done));
        Assert.Equal(3000 - 1024 + 3000, atMost.RunsTrained);
    }

    [Fact]
    public async Task Submission_that_is_no_sweep_is_refused_with_every_fault_and_leaves_nothing()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_work);

        SubmitAnswer answer = await cluster.Sweep("plain-12345678").Submit(new SweepSubmission(Encoding.UTF8.GetBytes("{\"seeds\":1}"), []));

        Assert.Null(answer.Status);
        Assert.Equal(2, answer.Faults.Count);
        Assert.Empty(await cluster.Store.ReadSweepsAsync());
        Assert.Null(await cluster.Sweep("plain-12345678").GetStatus());
    }

    [Fact]
    public async Task Submission_under_the_ID_of_another_content_is_refused()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_work);
        SweepSubmission submission = PlainCensus.Submission("plain", "0..99", "a");

        SubmitAnswer answer = await cluster.Sweep("plain-12345678").Submit(submission);

        Assert.Null(answer.Status);
        Assert.Equal(
            [$"The sweep's content has the ID {PlainCensus.IdOf(submission)}, but it was submitted as plain-12345678. Submit it under its own ID."], answer.Faults);
        Assert.Empty(await cluster.Store.ReadSweepsAsync());
    }

    [Fact]
    public async Task Stored_block_that_is_damaged_fails_the_sweep_and_is_named()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_work);
        await cluster.Store.AddBlockAsync(new BlockKey("a", 16, 16), [1, 2, 3]);
        string id = (await cluster.SubmitAsync(PlainCensus.Submission("plain", "0..99", "a"))).Id;

        SweepStatus failed = await cluster.UntilAsync(id, SweepState.Failed);

        Assert.StartsWith(
            $"The block of seeds 16..31 of landscape a in {cluster.Store.Location} is damaged: its check sum does not agree.", failed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Results_come_in_pieces_that_make_up_the_file()
    {
        _work.ReportPadding = 2_500_000;
        await using CensusCluster cluster = await CensusCluster.StartAsync(_work);
        string id = (await cluster.SubmitAsync(PlainCensus.Submission("plain", "0..15", "a"))).Id;
        await cluster.UntilAsync(id, SweepState.Done);

        ResultChunk first = (await cluster.Sweep(id).GetResults(ResultFile.Classes, 0))!;
        byte[] whole = await cluster.ReportAsync(id, ResultFile.Classes);
        ResultChunk past = (await cluster.Sweep(id).GetResults(ResultFile.Classes, whole.Length))!;

        Assert.Equal(1024 * 1024, first.Bytes.Length);
        Assert.Equal(whole.Length, first.TotalLength);
        Assert.True(whole.Length > 2_500_000);
        Assert.Empty(past.Bytes);
        Assert.Equal(await cluster.Store.ReadResultAsync(id, StoredResult.Classes), whole);
    }

    [Fact]
    public async Task Sweeps_are_listed_with_their_progress_newest_first()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_work);
        string done = (await cluster.SubmitAsync(PlainCensus.Submission("done", "0..99", "a"))).Id;
        await cluster.UntilAsync(done, SweepState.Done);
        _work.HoldFrom(0);
        string running = (await cluster.SubmitAsync(PlainCensus.Submission("running", "0..199", "a"))).Id;
        await cluster.UntilAsync(running, "waiting for what is stored", status => status.Landscapes[0].Done == 100);

        IReadOnlyList<SweepSummary> list = await cluster.Cluster.Client.GetGrain<ISweepListGrain>(0).List();

        Assert.Equal([(running, SweepState.Running, 200L, 100L), (done, SweepState.Done, 100L, 100L)], list.Select(sweep => (sweep.Id, sweep.State, sweep.RunsWanted, sweep.RunsDone)));
        _work.Release();
        await cluster.UntilAsync(running, SweepState.Done);
    }

    private bool IsHeld(SweepStatus status) => _work.Waiting == 2 && status.Landscapes[0].Done == _work.Trained.Count;

    private async Task<byte[]> UndisturbedReport(SweepSubmission submission)
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(new PlainCensus());
        string id = (await cluster.SubmitAsync(submission)).Id;
        await cluster.UntilAsync(id, SweepState.Done);
        return await cluster.ReportAsync(id);
    }
}
