using System.Text;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Grains.Tests.Cluster;
using OrleansSymmetry.Grains.Work;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Formats;
using OrleansSymmetry.Landscape.Geometry;
using OrleansSymmetry.Landscape.Sweeps;

namespace OrleansSymmetry.Grains.Tests.Work;

public sealed class LandscapeCensusTests
{
    private const string Sweep = """
        {
          "name": "small", "problem": "xor", "network": { "hidden": [2], "activation": "tanh" }, "loss": { "kind": "mse", "l2": 0.01 },
          "seeds": SEEDS, "train": [{ "method": "newton", "steps": 200, "gradient": 1e-11 }],
          "grid": { "network.hidden": [[2], [3]] }
        }
        """;

    private readonly LandscapeCensus _work = new();

    [Fact]
    public void Question_is_worked_on_from_the_critical_points_of_its_landscape_alone()
    {
        (OpenedSweep sweep, byte[] report) = Census("\"0..15\"");
        GeometryQuestion question = new SwapQuestion(1, ClassOf(report, 1), null, null);

        QuestionOpening opening = _work.OpenQuestion(sweep, report, GeometryJson.Write(question));

        Assert.Empty(opening.Faults);
        Assert.Equal(GeometryQuestionId.Of(question), opening.Question!.Id);
        Assert.Equal(sweep.Landscapes[1].Id, opening.Question.Landscape);
        Assert.Equal([new SeedRange(0, 15)], opening.Question.Seeds.Ranges);
        Assert.Equal(3, opening.Question.Prepare(sweep.Landscapes[1].Train(0, 16, default).Runs).PartCount);
    }

    [Fact]
    public void Seeds_of_a_question_are_those_at_which_a_coverage_stopped()
    {
        (OpenedSweep sweep, byte[] report) = Census("{ \"until\": { \"coverage\": 0.5 }, \"atMost\": 4096 }");

        QuestionOpening opening = _work.OpenQuestion(sweep, report, GeometryJson.Write(new BarriersQuestion(0)));

        Assert.Equal([new SeedRange(0, 15)], opening.Question!.Seeds.Ranges);
    }

    [Fact]
    public void Question_that_cannot_be_answered_is_refused_with_its_faults()
    {
        (OpenedSweep sweep, byte[] report) = Census("\"0..15\"");

        Assert.Equal(
            [$"landscape is 2. The sweep {sweep.Id} has 2; it must be 0 to 1."],
            _work.OpenQuestion(sweep, report, GeometryJson.Write(new BarriersQuestion(2))).Faults);
        Assert.Equal(
            [$"landscape is -1. The sweep {sweep.Id} has 2; it must be 0 to 1."],
            _work.OpenQuestion(sweep, report, GeometryJson.Write(new BarriersQuestion(-1))).Faults);
        Assert.Contains(
            "Class none is not in the report.",
            Assert.Single(_work.OpenQuestion(sweep, report, GeometryJson.Write(new ShowQuestion(0, "none"))).Faults),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "This is no question about a landscape's geometry:",
            Assert.Single(_work.OpenQuestion(sweep, report, Encoding.UTF8.GetBytes("{}")).Faults),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Real_question_has_one_answer_to_the_byte_on_one_silo_and_on_three()
    {
        byte[] spec = Encoding.UTF8.GetBytes(Sweep.Replace("SEEDS", "\"0..63\"", StringComparison.Ordinal));
        string sweep = _work.Open(spec, DataFiles.None).Sweep!.Id;
        var answers = new List<string>();
        foreach ((int silos, int threads) in new[] { (1, 1), (3, 2) })
        {
            await using CensusCluster cluster = await CensusCluster.StartAsync(_work, silos, threads);
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

    /// <summary>The census of 16 seeds, whatever the plan says.</summary>
    private (OpenedSweep Sweep, byte[] Report) Census(string seeds)
    {
        OpenedSweep sweep = _work.Open(Encoding.UTF8.GetBytes(Sweep.Replace("SEEDS", seeds, StringComparison.Ordinal)), DataFiles.None).Sweep!;
        IEnumerable<ClosedLandscape> closed = sweep.Landscapes.Select(landscape =>
        {
            BlockRecord block = landscape.Train(0, 16, default);
            return landscape.Close(block.Runs);
        });
        return (sweep, _work.Write(sweep, [.. closed]).Report);
    }

    private static string ClassOf(byte[] report, int landscape) => ReportReader.Read(report).Landscapes[landscape].Classes[0].Id;
}
