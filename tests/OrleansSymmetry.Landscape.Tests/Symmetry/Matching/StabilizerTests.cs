using CsCheck;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Symmetry.Matching;

namespace OrleansSymmetry.Landscape.Tests.Symmetry.Matching;

public sealed class StabilizerTests
{
    private const double Tolerance = 1e-6;

    [Fact]
    public void Stabilizer_order_is_the_number_of_elements_that_keep_the_point() => (
        from activation in Gen.OneOfConst("tanh", "softplus", "abs", "sigmoid")
        from hidden in Gen.OneOfConst<int[]>([3], [2, 2], [2, 3])
        from bias in Gen.Bool
        let landscape = TestLandscape.Of(1, hidden, 1, activation, bias, l2: activation == "sigmoid" ? 0 : 0.01)
        from theta in Gen.Int[-1, 1].Array[landscape.Network.ParameterCount]
        select (landscape, theta.Select(v => (double)v).ToArray())).Sample(
        (landscape, theta) =>
        {
            SymmetryGroup group = SymmetryGroup.Of(landscape);
            int kept = BruteForce.Elements(group).Count(g => BruteForce.LargestDifference(g.Apply(theta), theta) < Tolerance);
            Assert.Equal(kept, Stabilizer.Order(ComparableForm.OfFullNetwork(group, theta), Tolerance));
        },
        iter: 1000);

    [Fact]
    public void Stabilizer_of_a_generic_point_is_trivial() => Generators.Moved
        .Where(moved => moved.Theta.Length > 3 && moved.Landscape.Network.Inputs > 1)
        .Select(moved => ComparableForm.OfFullNetwork(SymmetryGroup.Of(moved.Landscape), moved.Theta))
        .Where(form => Generators.IsGeneric(form, Tolerance))
        .Sample(form => Assert.Equal(1, Stabilizer.Order(form, Tolerance)), iter: 500);

    [Theory]
    [InlineData(1000.0, 1000.0009, 2)]
    [InlineData(1000.0, 1000.0011, 1)]
    [InlineData(0.5, 0.5000009, 2)]
    [InlineData(0.5, 0.5000011, 1)]
    public void Units_are_swapped_where_they_are_one_to_the_tolerance_of_the_largest_weight(double first, double second, int order)
    {
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(1, [2], 1, "softplus", bias: false, l2: 0.01));
        Assert.Equal(order, Stabilizer.Order(ComparableForm.OfFullNetwork(group, [first, second, 0.25, 0.25]), Tolerance));
    }
}
