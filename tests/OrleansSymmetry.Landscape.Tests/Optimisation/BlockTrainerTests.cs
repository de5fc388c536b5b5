using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Optimisation;

namespace OrleansSymmetry.Landscape.Tests.Optimisation;

public sealed class BlockTrainerTests
{
    [Fact]
    public void Every_run_of_penalised_xor_ends_in_a_minimum_on_one_of_two_levels()
    {
        BlockRecord block = BlockTrainer.Train(Landscapes.XorTanh(), 0, 256, TestContext.Current.CancellationToken);

        Assert.All(block.Runs, run =>
        {
            Assert.Equal(Ended.Minimum, run.Ended);
            Assert.Equal(0, run.Index);
            Assert.True(run.Verified);
            Assert.InRange(run.Gradient, 0, 1e-11);
            double level = run.Loss < 0.3 ? 0.0615392148 : 0.5704929991;
            Assert.Equal(level, run.Loss, 1e-10);
        });
        Assert.Contains(block.Runs, run => run.Loss < 0.3);
        Assert.Contains(block.Runs, run => run.Loss > 0.3);
    }
}
