using CsCheck;
using OrleansSymmetry.Landscape.Symmetry;

namespace OrleansSymmetry.Landscape.Tests.Symmetry;

public class GaugeFixingTests
{
    [Fact]
    public void Unit_gauge_is_led_to_by_its_element_and_keeps_still() => Generators.Moved.Sample(
        (landscape, theta, _) =>
        {
            SymmetryGroup group = SymmetryGroup.Of(landscape);
            (double[] fixedTheta, GroupElement element) = GaugeFixing.Unit(group, theta);
            Assert.Equal(element.Apply(theta), fixedTheta);
            GroupElementTests.AssertClose(fixedTheta, GaugeFixing.Unit(group, fixedTheta).Theta, 1e-12);
            for (int l = 0; l < group.Layers.Count; l++)
            {
                for (int i = 0; i < group.Layers[l].Width && group.Layers[l].ScaleDegree > 0; i++)
                {
                    Assert.Equal(1, NetworkWeights.Read(group.Network, fixedTheta).IncomingSquared(l, i), 1e-12);
                }
            }
        },
        iter: 500);

    [Fact]
    public void Balanced_point_does_not_depend_on_the_gauge_it_is_reached_from() => Generators.Moved.Sample(
        (landscape, theta, element) =>
        {
            SymmetryGroup group = SymmetryGroup.Of(landscape);
            double[] balanced = GaugeFixing.Balanced(group, theta);
            UnitElement[][] scalesOnly = [.. element.Units.Select(layer => layer.Select((unit, i) => new UnitElement(i, 1, 0, unit.Scale)).ToArray())];
            double[] scaled = new GroupElement(group, scalesOnly, element.RowShift).Apply(theta);
            GroupElementTests.AssertClose(balanced, GaugeFixing.Balanced(group, scaled), 1e-9);

            Assert.True(balanced.Sum(v => v * v) - IdleSquared(group, balanced) <= theta.Sum(v => v * v) * (1 + 1e-12));
        },
        iter: 500);

    [Fact]
    public void Balanced_square_unit_has_twice_the_outgoing_weight()
    {
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(1, [1], 1, "square", bias: false));
        double[] balanced = GaugeFixing.Balanced(group, [3.0, 5.0]);
        Assert.Equal(2 * balanced[1] * balanced[1], balanced[0] * balanced[0], 1e-12);
        Assert.Equal(45, balanced[1] * balanced[0] * balanced[0], 1e-12);
    }

    /// <summary>Square units that the form has no eigenvalue for are given a weight that only keeps the sign of their kind.</summary>
    private static double IdleSquared(SymmetryGroup group, double[] balanced)
    {
        NetworkWeights weights = NetworkWeights.Read(group.Network, balanced);
        return group.DecidedOn != DecidedOn.Form
            ? 0
            : Enumerable.Range(0, weights.Widths[1]).Where(i => weights.IncomingSquared(0, i) == 0).Sum(i => weights.Matrices[1][i] * weights.Matrices[1][i]);
    }
}
