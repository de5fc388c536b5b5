using System.Text;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Catalogue;
using OrleansSymmetry.Grains.Compute;
using OrleansSymmetry.Grains.Geometry;
using OrleansSymmetry.Grains.Runs;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Grains.Sweeps;
using OrleansSymmetry.Grains.Tests.Cluster;
using OrleansSymmetry.Grains.Tests.Training;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Formats;
using OrleansSymmetry.Landscape.Questions;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Training;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Grains.Tests.Geometry;

public sealed class OpenedQuestionTests
{
    private const int SeedCount = 16;

    private const string Sweep = """
        {
          "name": "small", "problem": "xor", "network": { "hidden": [2], "activation": "tanh" }, "loss": { "kind": "mse", "l2": 0.01 },
          "seeds": SEEDS, "train": [{ "method": "newton", "steps": 200, "gradient": 1e-11 }],
          "grid": { "network.hidden": [[2], [3]] }
        }
        """;

    [Fact]
    public async Task Question_names_its_landscape_and_the_seeds_of_its_census()
    {
        (OpenedSweep sweep, byte[] report) = await Census("\"0..15\"");
        GeometryQuestion question = new SwapQuestion(1, ClassOf(report, 1), null, null);

        QuestionOpening opening = OpenedQuestion.Read(sweep, report, GeometryJson.Write(question));

        Assert.Empty(opening.Faults);
        Assert.Equal(question, opening.Question!.Question);
        Assert.Equal(GeometryQuestionId.Of(question), opening.Question.Id);
        Assert.Same(sweep.Landscapes[1], opening.Question.Landscape);
        Assert.Equal(sweep.Landscapes[1].Id, opening.Question.Report.Id);
        Assert.Equal([new SeedRange(0, 0)], opening.Question.Seeds.Ranges);
    }

    [Fact]
    public async Task Seeds_of_a_question_are_those_of_its_classes_or_all_where_it_is_about_runs()
    {
        (OpenedSweep sweep, byte[] report) = await Census("\"0..15\"");
        IReadOnlyList<ClassReport> classes = ReportReader.Read(report).Landscapes[0].Classes;
        long[] representatives = [.. classes.Select(found => found.RepresentativeSeed)];

        Assert.Equal([representatives[1]], Seeds(new SwapQuestion(0, classes[1].Id, null, null)));
        Assert.Equal([representatives[1]], Seeds(new SliceQuestion(0, classes[1].Id, new EigenvectorPlane(1, 2))));
        Assert.Equal(representatives[..3].Order(), Seeds(new SliceQuestion(0, classes[0].Id, new ClassesPlane(classes[1].Id, classes[2].Id))));
        Assert.Equal(Enumerable.Range(0, SeedCount).Select(seed => (long)seed), Seeds(new BarriersQuestion(0)));
        Assert.Equal(Enumerable.Range(0, SeedCount).Select(seed => (long)seed), Seeds(new ShowQuestion(0, classes[0].Id)));

        IEnumerable<long> Seeds(GeometryQuestion question) => OpenedQuestion.Read(sweep, report, GeometryJson.Write(question)).Question!.Seeds.Ranges
            .SelectMany(range => Enumerable.Range(0, (int)range.Count).Select(i => range.First + i));
    }

    [Fact]
    public async Task Seeds_of_a_question_are_those_at_which_a_coverage_stopped()
    {
        (OpenedSweep sweep, byte[] report) = await Census("{ \"until\": { \"coverage\": 0.5 }, \"atMost\": 4096 }");

        QuestionOpening opening = OpenedQuestion.Read(sweep, report, GeometryJson.Write(new BarriersQuestion(0)));

        Assert.Equal([new SeedRange(0, 15)], opening.Question!.Seeds.Ranges);
    }

    [Fact]
    public async Task Question_that_cannot_be_answered_is_refused_with_its_faults()
    {
        (OpenedSweep sweep, byte[] report) = await Census("\"0..15\"");

        Assert.Equal([$"landscape is 2. The sweep {sweep.Id} has 2; it must be 0 to 1."], Faults(new BarriersQuestion(2)));
        Assert.Equal([$"landscape is -1. The sweep {sweep.Id} has 2; it must be 0 to 1."], Faults(new BarriersQuestion(-1)));
        Assert.Contains("Class none is not in the report.", Assert.Single(Faults(new ShowQuestion(0, "none"))), StringComparison.Ordinal);
        Assert.StartsWith(
            "This is no question about a landscape's geometry:",
            Assert.Single(OpenedQuestion.Read(sweep, report, Encoding.UTF8.GetBytes("{}")).Faults),
            StringComparison.Ordinal);

        IReadOnlyList<string> Faults(GeometryQuestion question) => OpenedQuestion.Read(sweep, report, GeometryJson.Write(question)).Faults;
    }

    [Fact]
    public async Task Real_question_has_one_answer_to_the_byte_on_one_silo_and_on_three()
    {
        byte[] spec = Spec("\"0..63\"");
        string sweep = OpenedSweep.Read(spec, DataFiles.None).Sweep!.Id;
        var answers = new List<string>();
        foreach ((int silos, int threads) in new[] { (1, 1), (3, 2) })
        {
            await using CensusCluster cluster = await CensusCluster.StartAsync(new WatchedTrainer(), silos, threads);
            Assert.Empty((await cluster.Sweep(sweep).Submit(new SweepSubmission(spec, []))).Faults);
            await cluster.UntilAsync(sweep, SweepState.Done);
            var question = new SwapQuestion(1, ClassOf((await cluster.Store.ReadResultAsync(sweep, StoredResult.Report))!, 1), null, null);
            IGeometryGrain grain = cluster.Geometry(sweep, GeometryQuestionId.Of(question));

            Assert.Empty((await grain.Ask(GeometryJson.Write(question))).Faults);
            await CensusCluster.EventuallyAsync(async () => (await grain.GetStatus())?.State == GeometryState.Done, () => "the question is not answered");
            answers.Add(Encoding.UTF8.GetString(await CensusCluster.WholeAsync(grain.GetAnswer)));
        }

        Assert.Equal(answers[0], answers[1]);
        Assert.Equal(3, GeometryJson.ReadAnswer<SwapAnswer>(Encoding.UTF8.GetBytes(answers[0])).Paths.Count);
    }

    private static byte[] Spec(string seeds) => Encoding.UTF8.GetBytes(Sweep.Replace("SEEDS", seeds, StringComparison.Ordinal));

    /// <summary>The census of 16 seeds, whatever the plan says.</summary>
    private static async Task<(OpenedSweep Sweep, byte[] Report)> Census(string seeds)
    {
        OpenedSweep sweep = OpenedSweep.Read(Spec(seeds), DataFiles.None).Sweep!;
        await using SqliteCensusStore store = SqliteCensusStore.Open(Path.Combine(TemporaryFolder.New(), "census.db"));
        foreach (OpenedLandscape landscape in sweep.Landscapes)
        {
            byte[] block = BlockCodec.Encode(BlockTrainer.Train(landscape.Landscape, 0, SeedCount, CancellationToken.None));
            await store.AddBlockAsync(new BlockKey(landscape.Id, 0, SeedCount), block);
        }

        using var pool = new ComputePool(threads: 1);
        var all = new SeedSet([new SeedRange(0, SeedCount - 1)]);
        var closer = new CensusCloser(new StoredRuns(store, pool), pool);
        ClosedCensus closed = await closer.CloseAsync(sweep, [.. sweep.Landscapes.Select(_ => all)], CancellationToken.None);
        return (sweep, closed.Results[StoredResult.Report]);
    }

    private static string ClassOf(byte[] report, int landscape) => ReportReader.Read(report).Landscapes[landscape].Classes[0].Id;
}
