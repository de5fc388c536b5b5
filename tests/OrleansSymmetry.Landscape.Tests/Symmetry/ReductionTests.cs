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

    [Fact]
    public void Core_of_a_coarse_point_is_that_of_its_copies() => CanonicalFormTests.Coarse.Sample(
        (landscape, theta, element) =>
        {
            SymmetryGroup group = SymmetryGroup.OfFunction(landscape);
            Assert.Equal(Reduction.WastedUnits(group, theta, Tolerance), Reduction.WastedUnits(group, element.Apply(theta), Tolerance));
        },
        iter: 1000);
}
