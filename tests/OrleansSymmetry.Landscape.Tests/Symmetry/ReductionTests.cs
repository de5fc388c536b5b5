using CsCheck;
using OrleansSymmetry.Landscape.Symmetry;

namespace OrleansSymmetry.Landscape.Tests.Symmetry;

public class ReductionTests
{
    private const double Tolerance = 1e-6;

    [Theory]
    [InlineData("tanh", new[] { 1.0, 2.0, 0.5, 0.7, 3.0, 0.0, 0.1 }, 1)] // dead: no outgoing weight
    [InlineData("tanh", new[] { 1.0, 0.0, 0.5, 0.7, 3.0, 2.0, 0.1 }, 1)] // constant: no incoming weight
    [InlineData("tanh", new[] { 1.0, 1.0, 0.5, 0.5, 3.0, 2.0, 0.1 }, 1)] // duplicate
    [InlineData("tanh", new[] { 1.0, -1.0, 0.5, -0.5, 3.0, 2.0, 0.1 }, 1)] // mirrored
    [InlineData("tanh", new[] { 1.0, -1.0, 0.5, -0.5, 2.0, 2.0, 0.1 }, 2)] // mirrored, and they cancel
    [InlineData("tanh", new[] { 1.0, 2.0, 0.5, 0.7, 3.0, 2.0, 0.1 }, 0)]
    [InlineData("relu", new[] { 1.0, 2.0, 0.5, 1.0, 3.0, 2.0, 0.1 }, 1)] // parallel
    [InlineData("relu", new[] { 1.0, -2.0, 0.5, -1.0, 3.0, 2.0, 0.1 }, 0)] // antiparallel
    [InlineData("sigmoid", new[] { 1.0, -1.0, 0.5, -0.5, 3.0, 2.0, 0.1 }, 1)] // mirrored about 1/2
    [InlineData("softplus", new[] { 1.0, -1.0, 0.5, -0.5, 3.0, 2.0, 0.1 }, 0)]
    public void Wasted_units_are_dead_constant_or_duplicate(string activation, double[] theta, int wasted)
    {
        LossLandscape landscape = TestLandscape.Of(1, [2], 1, activation, l2: 0.01);
        Assert.Equal(wasted, Reduction.WastedUnits(SymmetryGroup.OfFunction(landscape), theta, Tolerance));
    }

    [Fact]
    public void Points_with_one_core_are_equal_without_penalty_and_differ_with_one()
    {
        double[] merged = [1, 0.4, 0.5, -0.3, 5, 0, 0.1];
        double[] split = [1, 1, 0.5, 0.5, 3, 2, 0.1];
        foreach ((double l2, bool areEqual) in new[] { (0.0, true), (0.01, false) })
        {
            SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(1, [2], 1, "tanh", l2: l2));
            Assert.Equal(areEqual, OrbitDistance.AreEqual(
                ComparableForm.Of(group, merged, Tolerance), ComparableForm.Of(group, split, Tolerance), Tolerance, out _));
        }
    }

    [Theory]
    [InlineData(1, 4e-7)]
    [InlineData(4e-7, 1)]
    public void Small_unit_that_equals_another_is_merged_and_not_dropped(double first, double second)
    {
        SymmetryGroup group = SymmetryGroup.OfFunction(TestLandscape.Of(1, [2], 1, "tanh", bias: false));
        NetworkWeights core = Reduction.Core(group, NetworkWeights.Read(group.Network, [1, 1, first, second]), Tolerance);
        Assert.Equal([1, 1, 1], core.Widths);
        Assert.Equal(1 + 4e-7, core.Matrices[1][0], 1e-15);
    }

    [Fact]
    public void Units_that_are_similar_until_those_below_are_merged_lose_nothing()
    {
        // Both first units are one, so both second units are one up to scale, exactly: 2 (1 + 1e-7) + 3 (1 + 5e-7) in all.
        SymmetryGroup group = SymmetryGroup.OfFunction(TestLandscape.Of(1, [2, 2], 1, "relu", bias: false));
        double[] theta = GaugeFixing.Unit(group, [1, 1, 1, 1e-7, 1, 5e-7, 2, 3]).Theta;
        NetworkWeights core = Reduction.Core(group, NetworkWeights.Read(group.Network, theta), Tolerance);
        Assert.Equal([1, 1, 1, 1], core.Widths);
        Assert.Equal(5 + 1.7e-6, core.Matrices[0][0] * core.Matrices[1][0] * core.Matrices[2][0], 1e-14);
    }

    [Fact]
    public void Core_of_a_coarse_point_is_that_of_its_copies() => CanonicalFormTests.Coarse.Sample(
        (landscape, theta, element) =>
        {
            SymmetryGroup group = SymmetryGroup.OfFunction(landscape);
            Assert.Equal(Reduction.WastedUnits(group, theta, Tolerance), Reduction.WastedUnits(group, element.Apply(theta), Tolerance));
        },
        iter: 1000);
}
