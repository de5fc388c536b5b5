using CsCheck;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Symmetry.Gauge;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Tests.Symmetry.Groups;

namespace OrleansSymmetry.Landscape.Tests.Symmetry.Gauge;

public sealed class GaugeFixingTests
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
            UnitElement[][] scalesOnly =
                [.. element.Units.Select(layer => layer.Select((unit, i) => new UnitElement(i, UnitForm.Identity, unit.Scale)).ToArray())];
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

    [Fact]
    public void Layers_below_fixed_output_weights_are_balanced_among_themselves()
    {
        LossLandscape landscape = TestLandscape.Of(2, [2, 2], 1, "relu", bias: false, fixedOutput: true);
        double[] theta = [3, 1, -0.5, 2, 0.25, -1, 4, 0.5];
        double[] balanced = GaugeFixing.Balanced(SymmetryGroup.Of(landscape), theta);

        NetworkWeights weights = NetworkWeights.Read(landscape.Network, balanced);
        Assert.All([0, 1], i => Assert.Equal(weights.IncomingSquared(0, i), weights.ColumnSquared(1, i), 1e-13));
        GroupElementTests.AssertClose(ForwardPass.Outputs(landscape, theta, [0.7, -0.2]), ForwardPass.Outputs(landscape, balanced, [0.7, -0.2]), 1e-14);
    }

    [Fact]
    public void Unit_without_incoming_or_outgoing_weights_has_no_balance_and_keeps_what_it_has()
    {
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(1, [3], 1, "relu", bias: false));
        double even = Math.Sqrt(15);
        GroupElementTests.AssertClose([even, 0, 2, even, 7, 0], GaugeFixing.Balanced(group, [3.0, 0, 2, 5, 7, 0]), 1e-14);
    }

    [Theory]
    [InlineData(UnitSymmetry.Phase, 0.0, 0)]
    [InlineData(UnitSymmetry.Phase, -5e-7, 0)] // just below the interval: rounding of 0
    [InlineData(UnitSymmetry.Phase, -2e-6, 1)]
    [InlineData(UnitSymmetry.Phase, Math.PI - 2e-6, 0)]
    [InlineData(UnitSymmetry.Phase, Math.PI - 5e-7, -1)]
    [InlineData(UnitSymmetry.Phase, 7.0, -2)]
    [InlineData(UnitSymmetry.FixedPhase, 0.0, 0)]
    [InlineData(UnitSymmetry.FixedPhase, (-Math.PI / 2) - 5e-7, 0)]
    [InlineData(UnitSymmetry.FixedPhase, (-Math.PI / 2) - 2e-6, 2)]
    [InlineData(UnitSymmetry.FixedPhase, (3 * Math.PI / 2) - 2e-6, 0)]
    [InlineData(UnitSymmetry.FixedPhase, (3 * Math.PI / 2) - 5e-7, -2)]
    public void Half_turns_bring_a_bias_into_its_interval(UnitSymmetry unit, double bias, int halfTurns) =>
        Assert.Equal(halfTurns, GaugeFixing.HalfTurnsToReduce(unit, bias));

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 3)]
    public void Shift_of_a_softmax_head_has_an_entry_for_every_column(bool bias, int columns)
    {
        LossLandscape landscape = TestLandscape.Of(1, [2], 3, bias: bias, loss: LossKind.Softmax);
        double[] theta = [.. Enumerable.Range(0, landscape.Network.ParameterCount).Select(i => Math.Sin(i))];
        Assert.Equal(columns, GaugeFixing.Unit(SymmetryGroup.Of(landscape), theta).Element.RowShift!.Length);
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
