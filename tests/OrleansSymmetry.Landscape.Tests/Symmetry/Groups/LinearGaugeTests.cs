using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Symmetry.Gauge;
using OrleansSymmetry.Landscape.Symmetry.Groups;

namespace OrleansSymmetry.Landscape.Tests.Symmetry.Groups;

public sealed class LinearGaugeTests
{
    // O(m) on k vectors in general position has orbits of m(m-1)/2 - (m-k)(m-k-1)/2 dimensions; the rows of ones take one dimension off.
    [Theory]
    [InlineData(1, 4, false, 3 - 1)]
    [InlineData(1, 4, true, 3 - 0)]
    [InlineData(1, 5, false, 6 - 3)]
    [InlineData(1, 5, true, 6 - 1)]
    [InlineData(4, 3, true, 1)]
    public void Rotations_about_the_sum_of_the_rows_turn_as_many_columns_as_there_are(int inputs, int units, bool bias, int dimension)
    {
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(inputs, [units], 1, "identity", bias, l2: 0.01, fixedOutput: true));
        double[] theta = [.. Enumerable.Range(1, group.Network.ParameterCount).Select(i => Math.Sin(i * i))];
        Assert.Equal(dimension, group.GaugeDimension);
        Assert.Equal(dimension, GaugeOrbit.DimensionAt(group, theta));
    }

    [Fact]
    public void Biases_of_a_penalised_layer_are_one_more_direction_that_its_rotations_turn()
    {
        // Three units of incoming weight and bias (1, 2), (3, -1), (0.5, 1): two directions of three, so that no rotation stands still.
        // The outgoing weights are balanced: W' W is the incoming Gram matrix.
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(1, [3], 3, "identity", bias: true, l2: 0.01));
        double[] balanced = [1, 3, 0.5, 2, -1, 1, 1, 3, 0.5, 2, -1, 1, 0, 0, 0, 0.25, 0.5, 0.75];
        Assert.Equal(3, group.GaugeDimension);
        Assert.Equal(3, GaugeOrbit.DimensionAt(group, balanced));
    }

    [Fact]
    public void Rank_of_a_centred_softmax_head_is_one_less_than_its_outputs()
    {
        // GL(3) less what does nothing to the third unit, which a map of rank 2 leaves idle; and one shift of the rows per column.
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(3, [3], 3, "identity", bias: false, loss: LossKind.Softmax));
        double[] theta = [.. Enumerable.Range(1, group.Network.ParameterCount).Select(i => Math.Sin(i * i))];
        Assert.Equal((9 - 1) + 3, group.GaugeDimension);
        Assert.Equal((9 - 1) + 3, GaugeOrbit.DimensionAt(group, GaugeFixing.Balanced(group, theta)));
    }
}
