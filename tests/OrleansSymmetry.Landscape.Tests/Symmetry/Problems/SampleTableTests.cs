using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Symmetry.Problems;
using OrleansSymmetry.Landscape.Tests.Training;

namespace OrleansSymmetry.Landscape.Tests.Symmetry.Problems;

public sealed class SampleTableTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(1e6)]
    [InlineData(1e-6)]
    public void Values_have_the_ranks_of_their_sizes_with_their_signs_whatever_rounding_did(double unit)
    {
        // 0.1 + 0.2 is not 0.3, and neither is far from the other.
        double[] x = [0.3 * unit, -(0.1 + 0.2) * unit, (0.1 + 0.2) * unit, 0, -unit, 0.7 * unit];
        Assert.Equal([1, -1, 1, 0, -3, 2], Table(x, [1, 2, 3, 4, 5, 6], [1, 1, 1, 1, 1, 1]).Columns[1]);
    }

    [Fact]
    public void Values_as_far_apart_as_rounding_may_carry_them_are_one() => Assert.Equal([0, 1], Table([1e-12, 1], [0, 1], [1, 1]).Columns[1]);

    [Fact]
    public void Samples_that_are_equal_are_one_row_of_their_weights_together()
    {
        // 1/4 + 1/4 for the first, 1/2 and 1/8 for the others.
        SampleTable table = Table([5, 5, 7, 9], [1, 1, 1, 1], [0.25, 0.25, 0.5, 0.125]);
        Assert.Equal([1, 2, 3], table.Columns[1]);
        Assert.Equal([2, 2, 1], table.RowClasses);
    }

    private static SampleTable Table(double[] x, double[] y, double[] weights) => SampleTable.Of(Landscapes.Build(
        new DataSet(x, y, weights, 1, 1), new NetworkSpec([1], "tanh", 0.01, true, OutputHead.Linear, false), LossKind.Mse, 0.01, []));
}
