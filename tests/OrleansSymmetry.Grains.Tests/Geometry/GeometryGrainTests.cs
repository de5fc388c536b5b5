using System.Text;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Grains.Tests.Cluster;
using OrleansSymmetry.Grains.Tests.Store;
using OrleansSymmetry.Grains.Tests.Sweeps;
using OrleansSymmetry.Grains.Tests.Training;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Formats;
using OrleansSymmetry.Landscape.Questions;

namespace OrleansSymmetry.Grains.Tests.Geometry;

public sealed class GeometryGrainTests
{
    private const int Parts = 30;

    private const int Seeds = 50;

    private static readonly (byte[] Bytes, string Id) Question = Asked(new BarriersQuestion(0));

    // A question is answered from the runs that ended in a critical point.
    private static readonly long SumOfSeeds = XorSweep.Runs("a", 0, Seeds).Where(run => run.Theta.Length > 0).Sum(run => run.Seed);

    private static readonly string Expected = string.Concat(Enumerable.Range(0, Parts).Select(part => FormattableString.Invariant($"{part}:{SumOfSeeds};")));

    private readonly WatchedTrainer _trainer = new();
    private readonly WatchedQuestions _questions = new(Parts);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 4)]
    [InlineData(3, 2)]
    public async Task Question_is_answered_with_the_same_bytes_on_any_number_of_silos_and_threads(int silos, int threads)
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_trainer, silos, threads, cutter: _questions);
        string sweep = await CensusAsync(cluster);

        GeometryStatus asked = await cluster.Geometry(sweep, Question.Id).Ask(Question.Bytes);
        await UntilAsync(cluster, sweep, GeometryState.Done);

        Assert.NotEqual(GeometryState.Refused, asked.State);
        Assert.Equal(Expected, await AnswerAsync(cluster, sweep));
        Assert.All(_questions.Computed.Values, times => Assert.Equal(1, times));
        Assert.Equal(Expected, Encoding.UTF8.GetString((await cluster.Store.ReadAnswerAsync(new GeometryKey(sweep, Question.Id)))!));
    }

    [Fact]
    public async Task Question_that_is_answered_is_read_from_the_store_by_the_next_cluster()
    {
        await using SqliteCensusStore store = SqliteCensusStore.Open(Path.Combine(TemporaryFolder.New(), "census.db"));
        string sweep;
        await using (CensusCluster first = await CensusCluster.StartAsync(_trainer, store: store, cutter: _questions))
        {
            sweep = await CensusAsync(first);
            await first.Geometry(sweep, Question.Id).Ask(Question.Bytes);
            await UntilAsync(first, sweep, GeometryState.Done);
        }

        await using CensusCluster second = await CensusCluster.StartAsync(_trainer, store: store, cutter: _questions);

        Assert.Equal(GeometryState.Done, (await second.Geometry(sweep, Question.Id).GetStatus())!.State);
        Assert.Equal(GeometryState.Done, (await second.Geometry(sweep, Question.Id).Ask(Question.Bytes)).State);
        Assert.Equal(Expected, await AnswerAsync(second, sweep));
        Assert.Equal(Parts, _questions.Computed.Values.Sum());
    }

    [Fact]
    public async Task Question_whose_silo_is_killed_goes_on_elsewhere_from_the_stored_parts_when_it_is_asked_again()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_trainer, silos: 4, cutter: _questions);
        string sweep = await CensusAsync(cluster);
        IGeometryGrain grain = cluster.Geometry(sweep, Question.Id);
        _questions.HoldFrom(20);
        await grain.Ask(Question.Bytes);
        await UntilAsync(cluster, sweep, "waiting until only held parts are left", status => status is { PartsDone: 20 });
        IReadOnlyDictionary<int, int> before = new Dictionary<int, int>(_questions.Computed);

        await cluster.Cluster.KillSiloAsync(await cluster.SiloOf(grain));
        _questions.Release();
        GeometryStatus? lost = null;
        await CensusCluster.EventuallyAsync(
            async () =>
            {
                lost = await cluster.Geometry(sweep, Question.Id).GetStatus();
                return true;
            },
            () => "the question's grain does not answer elsewhere");
        GeometryStatus again = await cluster.Geometry(sweep, Question.Id).Ask(Question.Bytes);
        await UntilAsync(cluster, sweep, GeometryState.Done);

        Assert.Equal(Enumerable.Range(0, 20), before.Keys.Order());
        Assert.Null(lost);
        Assert.NotEqual(GeometryState.Refused, again.State);
        Assert.All(before.Keys, part => Assert.Equal(1, _questions.Computed[part]));
        Assert.Equal(Expected, await AnswerAsync(cluster, sweep));
    }

    [Fact]
    public async Task Question_that_is_cancelled_frees_its_threads_and_goes_on_when_it_is_asked_again()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_trainer, cutter: _questions);
        string sweep = await CensusAsync(cluster);
        _questions.HoldFrom(10);
        await cluster.Geometry(sweep, Question.Id).Ask(Question.Bytes);
        await UntilAsync(cluster, sweep, "waiting until only held parts are left", status => status is { PartsDone: 10 } && _questions.Waiting == 2);

        await cluster.Geometry(sweep, Question.Id).Cancel();
        await CensusCluster.EventuallyAsync(
            () => Task.FromResult(_questions.Waiting == 0), () => $"after cancel: {_questions.Waiting} parts hold a thread, 0 expected");
        _questions.Release();
        await cluster.Geometry(sweep, Question.Id).Ask(Question.Bytes);
        await UntilAsync(cluster, sweep, GeometryState.Done);

        Assert.All(_questions.Computed.Values, times => Assert.Equal(1, times));
        Assert.Equal(Expected, await AnswerAsync(cluster, sweep));
    }

    [Fact]
    public async Task Question_about_a_class_reads_the_block_of_its_representative_alone()
    {
        (ICensusStore store, WatchedStore watch) = WatchedStore.Open();
        await using CensusCluster cluster = await CensusCluster.StartAsync(_trainer, store: store);
        string sweep = await CensusAsync(cluster);
        ClassReport found = ReportReader.Read(await cluster.ReportAsync(sweep)).Landscapes[0].Classes.MaxBy(each => each.RepresentativeSeed)!;
        var question = new SwapQuestion(0, found.Id, null, null);
        watch.BlocksRead.Clear();

        IGeometryGrain grain = cluster.Geometry(sweep, GeometryQuestionId.Of(question));
        await grain.Ask(GeometryJson.Write(question));
        await CensusCluster.EventuallyAsync(async () => (await grain.GetStatus())?.State == GeometryState.Done, () => "the question is not answered");

        BlockKey read = Assert.Single(watch.BlocksRead);
        Assert.InRange(found.RepresentativeSeed, read.First, read.Seeds.Last);
        await store.DisposeAsync();
    }

    [Fact]
    public async Task Question_that_many_ask_at_once_is_computed_once()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_trainer, silos: 2, cutter: _questions);
        string sweep = await CensusAsync(cluster);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => cluster.Geometry(sweep, Question.Id).Ask(Question.Bytes)));
        await UntilAsync(cluster, sweep, GeometryState.Done);

        Assert.Equal(Parts, _questions.Computed.Count);
        Assert.All(_questions.Computed.Values, times => Assert.Equal(1, times));
    }

    [Fact]
    public async Task Part_that_throws_twice_is_tried_again()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_trainer, cutter: _questions);
        string sweep = await CensusAsync(cluster);
        _questions.Throw(7, times: 2);

        await cluster.Geometry(sweep, Question.Id).Ask(Question.Bytes);
        await UntilAsync(cluster, sweep, GeometryState.Done);

        Assert.Equal(Expected, await AnswerAsync(cluster, sweep));
    }

    [Fact]
    public async Task Part_that_throws_three_times_fails_the_question_with_what_it_threw_until_it_is_asked_again()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_trainer, cutter: _questions);
        string sweep = await CensusAsync(cluster);
        _questions.Throw(7, times: 3);

        await cluster.Geometry(sweep, Question.Id).Ask(Question.Bytes);
        GeometryStatus failed = await UntilAsync(cluster, sweep, GeometryState.Failed);
        ResultChunk? none = await cluster.Geometry(sweep, Question.Id).GetAnswer(0);
        await cluster.Geometry(sweep, Question.Id).Ask(Question.Bytes);
        await UntilAsync(cluster, sweep, GeometryState.Done);

        Assert.Equal(
            [
                "Part 8 of 30 failed 3 times (InvalidOperationException: part 7 is bewitched). "
                + "Remove the cause and give the same command again: stored parts are kept.",
            ],
            failed.Faults);
        Assert.Null(none);
        Assert.Equal(Expected, await AnswerAsync(cluster, sweep));
    }

    [Fact]
    public async Task Question_about_a_sweep_that_is_not_done_is_refused_in_a_sentence()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_trainer, cutter: _questions);
        _trainer.HoldFrom(0);
        string sweep = (await cluster.SubmitAsync(XorSweep.Submission("plain", $"0..{Seeds - 1}", "a"))).Id;

        GeometryStatus unfinished = await cluster.Geometry(sweep, Question.Id).Ask(Question.Bytes);
        GeometryStatus unknown = await cluster.Geometry("none-12345678", Question.Id).Ask(Question.Bytes);

        Assert.Equal(GeometryState.Refused, unfinished.State);
        Assert.Equal(
            [$"The sweep {sweep} has no census yet: it is running. A question needs a finished census; run or resume the sweep to its end first."],
            unfinished.Faults);
        Assert.Equal(GeometryState.Refused, unknown.State);
        Assert.Equal([$"The sweep none-12345678 is not in the census store {cluster.Store.Location}. Run or submit it first."], unknown.Faults);
        Assert.Null(await cluster.Geometry(sweep, Question.Id).GetStatus());
        _trainer.Release();
        await cluster.UntilAsync(sweep, SweepState.Done);
    }

    [Fact]
    public async Task Question_that_cannot_be_answered_or_came_under_another_ID_is_refused_and_computes_nothing()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_trainer, cutter: _questions);
        string sweep = await CensusAsync(cluster);
        (byte[] bytes, string id) = Asked(new BarriersQuestion(0, Classes: 41));

        GeometryStatus faulty = await cluster.Geometry(sweep, id).Ask(bytes);
        GeometryStatus misnamed = await cluster.Geometry(sweep, "0123").Ask(Question.Bytes);
        GeometryStatus large = await cluster.Geometry(sweep, Question.Id).Ask(new byte[(1024 * 1024) + 1]);

        Assert.Equal(["classes is 41. It must be 1 to 40."], faulty.Faults);
        Assert.Equal([$"The question's content has the ID {Question.Id}, but it was asked as 0123. Ask it under its own ID."], misnamed.Faults);
        Assert.Equal(["The question has 1048577 bytes. At most 1048576 are allowed."], large.Faults);
        Assert.Empty(_questions.Computed);
    }

    private static (byte[] Bytes, string Id) Asked(GeometryQuestion question) => (GeometryJson.Write(question), GeometryQuestionId.Of(question));

    private static async Task<string> CensusAsync(CensusCluster cluster)
    {
        string sweep = (await cluster.SubmitAsync(XorSweep.Submission("plain", $"0..{Seeds - 1}", "a"))).Id;
        await cluster.UntilAsync(sweep, SweepState.Done);
        return sweep;
    }

    private static Task<GeometryStatus> UntilAsync(CensusCluster cluster, string sweep, GeometryState state) =>
        UntilAsync(cluster, sweep, $"waiting for {state}", status => status?.State == state);

    private static async Task<GeometryStatus> UntilAsync(CensusCluster cluster, string sweep, string phase, Func<GeometryStatus?, bool> condition)
    {
        GeometryStatus? last = null;
        await CensusCluster.EventuallyAsync(
            async () => condition(last = await cluster.Geometry(sweep, Question.Id).GetStatus()),
            () => $"{phase}: the question is {last?.State}, {last?.PartsDone} of {last?.Parts} parts ({string.Join(' ', last?.Faults ?? [])})");
        return last!;
    }

    private static async Task<string> AnswerAsync(CensusCluster cluster, string sweep) =>
        Encoding.UTF8.GetString(await CensusCluster.WholeAsync(offset => cluster.Geometry(sweep, Question.Id).GetAnswer(offset)));
}
