using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Questions;

namespace OrleansSymmetry.Landscape.Tests.Questions;

public sealed class QuestionSeedsTests
{
    private static readonly GeometryInput Input = Censuses.Xor;

    [Fact]
    public void Answer_from_the_runs_that_a_question_names_has_the_bytes_of_one_from_all_runs()
    {
        string[] classes = [.. Input.Report.Classes.Select(found => found.Id)];
        GeometryQuestion[] questions =
        [
            new SwapQuestion(0, classes[1], null, null),
            new SliceQuestion(0, classes[1], new EigenvectorPlane(1, 2), 5, 3),
            new SliceQuestion(0, classes[2], new ClassesPlane(classes[0], classes[1]), 5, 3),
        ];
        foreach (GeometryQuestion question in questions)
        {
            IReadOnlyList<long> seeds = QuestionSeeds.Of(question, Input.Report)!;

            Assert.InRange(seeds.Count, 1, 3);
            Assert.Equal(Answer(question, Input), Answer(question, Input with { Runs = [.. Input.Runs.Where(run => seeds.Contains(run.Seed))] }));
        }
    }

    [Fact]
    public void Questions_about_runs_need_all_of_them()
    {
        ClassReport found = Input.Report.Classes[0];

        Assert.Null(QuestionSeeds.Of(new BarriersQuestion(0), Input.Report));
        Assert.Null(QuestionSeeds.Of(new ShowQuestion(0, found.Id), Input.Report));
    }

    private static byte[] Answer(GeometryQuestion question, GeometryInput input)
    {
        IGeometryWork work = GeometryWork.Of(question, input);
        return work.Assemble([.. Enumerable.Range(0, work.PartCount).Select(part => work.Compute(part, CancellationToken.None))]);
    }
}
