using CsCheck;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Symmetry.Gauge;
using OrleansSymmetry.Landscape.Symmetry.Groups;

namespace OrleansSymmetry.Landscape.Tests.Symmetry.Gauge;

public sealed class GaugeOrbitTests
{
    private static readonly Gen<LossLandscape> Linear =
        from inputs in Gen.Int[1, 3]
        from hidden in Gen.Int[1, 4].List[1, 2]
        from outputs in Gen.Int[1, 3]
        from bias in Gen.Bool
        from l2 in Gen.OneOfConst(0.0, 0.01)
        from kind in Gen.Int[0, 2]
        let softmax = kind == 1
        select TestLandscape.Of(
            inputs, hidden, softmax ? outputs + 1 : outputs, "identity", bias, l2, softmax ? LossKind.Softmax : LossKind.Mse, kind == 2 && hidden.Count == 1);

    private static readonly Gen<LossLandscape> Squares =
        from inputs in Gen.Int[1, 3]
        from units in Gen.Int[2, 4]
        from bias in Gen.Bool
        from l2 in Gen.OneOfConst(0.0, 0.01)
        from fixedOutput in Gen.Bool
        select TestLandscape.Of(inputs, [units], 1, "square", bias, l2, fixedOutput: fixedOutput);

    private static readonly Gen<(LossLandscape Landscape, double[] Theta)> Points =
        from landscape in Gen.OneOf(Generators.Landscape, Linear, Squares)
        from theta in Generators.Point(landscape)
        select (landscape, theta);

    [Fact]
    public void Directions_of_the_gauge_leave_the_function_as_it_is_and_under_a_penalty_the_norm() => Points.Sample(
        (landscape, theta) =>
        {
            const double Step = 1e-5;
            SymmetryGroup group = SymmetryGroup.Of(landscape);
            double[] x = [.. Enumerable.Range(0, landscape.Network.Inputs).Select(i => 0.7 - (0.9 * i))];

            // What is added up on the way bounds what a central difference leaves.
            double size = Math.Max(1, ForwardPass.Outputs(landscape, [.. theta.Select(Math.Abs)], [.. x.Select(Math.Abs)]).Max(Math.Abs));
            foreach (double[] direction in GaugeOrbit.Tangents(group, NetworkWeights.Read(group.Network, theta)))
            {
                double[] ahead = Decisive(landscape, [.. theta.Zip(direction, (t, d) => t + (Step * d))], x);
                double[] behind = Decisive(landscape, [.. theta.Zip(direction, (t, d) => t - (Step * d))], x);
                Assert.All(ahead.Zip(behind), output => Assert.Equal(0, (output.First - output.Second) / (2 * Step), 1e-4 * size));
                if (group.Penalised)
                {
                    Assert.Equal(0, theta.Zip(direction, (t, d) => t * d).Sum(), 1e-12 * theta.Sum(v => v * v));
                }
            }
        },
        iter: 2000);

    [Fact]
    public void Gauge_of_a_generic_point_has_the_dimension_of_the_group() => Points.Sample(
        (landscape, theta) =>
        {
            SymmetryGroup group = SymmetryGroup.Of(landscape);
            if (group.DecidedOn == DecidedOn.Units)
            {
                Assert.Equal(group.GaugeDimension, GaugeOrbit.DimensionAt(group, theta));
            }
            else if (group.DecidedOn == DecidedOn.Product && !group.Penalised)
            {
                Assert.Equal(group.GaugeDimension, GaugeOrbit.DimensionAt(group, GaugeFixing.Balanced(group, theta)));
            }
        },
        iter: 1000);

    [Theory]
    [InlineData(false, 0.0, false, 9)]
    [InlineData(true, 0.0, false, 12)]
    [InlineData(true, 0.01, false, 3)]
    [InlineData(false, 0.0, true, 8)]
    [InlineData(true, 0.01, true, 1)]
    public void Generators_of_a_layer_of_three_linear_units_are_as_many_as_its_group_has_dimensions(bool bias, double l2, bool fixedOutput, int dimension)
    {
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(4, [3], fixedOutput ? 1 : 5, "identity", bias, l2, fixedOutput: fixedOutput));
        Assert.Equal(dimension, GaugeOrbit.Tangents(group, NetworkWeights.Read(group.Network, new double[group.Network.ParameterCount])).Length);
    }

    [Fact]
    public void Direction_a_millionth_as_long_as_the_longest_is_none()
    {
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(1, [2], 1, "relu", bias: false));
        Assert.Equal(2, GaugeOrbit.DimensionAt(group, [1000, 0.002, 1000, 0.002]));
        Assert.Equal(1, GaugeOrbit.DimensionAt(group, [1000, 0.0005, 1000, 0.0005]));
    }

    [Fact]
    public void Point_of_a_group_without_a_gauge_has_no_directions() =>
        Assert.Equal(0, GaugeOrbit.DimensionAt(SymmetryGroup.Of(TestLandscape.Of(1, [1], 1, bias: false)), [1, 2]));

    /// <summary>The outputs, or for a softmax what it makes of them: their differences from the mean.</summary>
    private static double[] Decisive(LossLandscape landscape, double[] theta, double[] x)
    {
        double[] outputs = ForwardPass.Outputs(landscape, theta, x);
        double mean = landscape.Spec.Loss.Kind == LossKind.Softmax ? outputs.Average() : 0;
        return [.. outputs.Select(output => output - mean)];
    }
}
