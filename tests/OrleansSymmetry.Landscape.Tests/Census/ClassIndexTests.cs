using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Training;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Tests.Census;

public sealed class ClassIndexTests
{
    [Fact]
    public void Leading_classes_are_the_first_of_all_in_whatever_order_runs_come()
    {
        LossLandscape landscape = LossLandscape.Build(XorCensusTests.Xor([2], 0.01), DataFiles.None);
        IReadOnlyList<RunRecord> runs = BlockTrainer.Train(landscape, 0, 200, TestContext.Current.CancellationToken).Runs;
        foreach (IEnumerable<RunRecord> order in (
            IEnumerable<RunRecord>[])[runs, runs.Reverse(), runs.OrderBy(run => run.Loss), runs.OrderByDescending(run => run.Loss)])
        {
            var index = new ClassIndex(landscape);
            Assert.Empty(index.Leading(3));
            foreach (RunRecord run in order)
            {
                index.Add(run, hits: 1);
            }

            Assert.Equal(6, index.Count);
            for (int most = 1; most <= 7; most++)
            {
                Assert.Equal(index.Classes.Take(most), index.Leading(most));
            }
        }
    }
}
