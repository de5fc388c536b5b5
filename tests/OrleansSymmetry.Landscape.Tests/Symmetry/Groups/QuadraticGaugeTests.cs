using OrleansSymmetry.Landscape.Symmetry.Groups;

namespace OrleansSymmetry.Landscape.Tests.Symmetry.Groups;

public sealed class QuadraticGaugeTests
{
    [Theory]
    [InlineData(0.0, false, "O(p,q), p+q=2", 3)]
    [InlineData(0.0, true, "O(2)", 1)]
    [InlineData(0.01, true, "O(2)", 1)]
    [InlineData(0.01, false, "2^2 2!", 0)]
    public void Group_of_square_units_follows_from_penalty_and_fixed_weights(double l2, bool fixedOutput, string factor, int gauge)
    {
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(3, [2], 1, "square", l2: l2, fixedOutput: fixedOutput));
        Assert.Equal([factor], group.PerLayer);
        Assert.Equal(gauge, group.GaugeDimension);
        Assert.Equal(factor.StartsWith('2') ? 8 : 1, group.Order);
        Assert.Equal(DecidedOn.Form, group.DecidedOn);
    }

    [Fact]
    public void Single_square_unit_is_decided_by_itself()
    {
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(2, [1], 1, "square"));
        Assert.Equal(DecidedOn.Units, group.DecidedOn);
        Assert.Equal(["2^1 1!"], group.PerLayer);
        Assert.Equal(1, group.GaugeDimension);
    }
}
