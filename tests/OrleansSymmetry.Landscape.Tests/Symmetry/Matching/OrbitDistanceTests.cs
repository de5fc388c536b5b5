using CsCheck;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Symmetry.Matching;

namespace OrleansSymmetry.Landscape.Tests.Symmetry.Matching;

public sealed class OrbitDistanceTests
{
    private const double Tolerance = 1e-6;

    [Fact]
    public void Copies_are_equal() => Gen.OneOf(Generators.Moved, CanonicalFormTests.Coarse).Sample(
        (landscape, theta, element) =>
        {
            SymmetryGroup group = SymmetryGroup.Of(landscape);
            ComparableForm original = ComparableForm.Of(group, theta, Tolerance);
            ComparableForm copy = ComparableForm.Of(group, element.Apply(theta), Tolerance);
            Assert.True(OrbitDistance.AreEqual(original, copy, Tolerance, out double distance));
            Assert.InRange(distance, 0, 1e-9);
        },
        iter: 10000);

    [Fact]
    public void Independent_points_are_not_equal() => (
        from landscape in Generators.Landscape
        from theta in Generators.Point(landscape)
        from other in Generators.Point(landscape)
        where landscape.Network.ParameterCount > 3 && !IsNear(theta, other)
        let a = ComparableForm.Of(SymmetryGroup.Of(landscape), theta, Tolerance)
        let b = ComparableForm.Of(SymmetryGroup.Of(landscape), other, Tolerance)
        where a.Weights.Widths.SequenceEqual(landscape.Network.Layers.Select(layer => layer.Inputs).Append(landscape.Network.Outputs))
        select (a, b)).Sample(
        (a, b) => Assert.False(OrbitDistance.AreEqual(a, b, Tolerance, out _)),
        iter: 1000);

    [Fact]
    public void Distance_over_a_penalised_orbit_is_the_least_over_all_group_elements() => (
        from activation in Gen.OneOfConst("tanh", "softplus", "abs")
        let landscape = TestLandscape.Of(1, [3], 1, activation, l2: 0.01)
        from theta in Generators.Point(landscape)
        from other in Generators.Point(landscape)
        select (landscape, theta, other)).Sample(
        (landscape, theta, other) =>
        {
            SymmetryGroup group = SymmetryGroup.Of(landscape);
            ComparableForm a = ComparableForm.Of(group, theta, Tolerance);
            ComparableForm b = ComparableForm.Of(group, other, Tolerance);
            double least = BruteForce.Elements(group).Min(g => BruteForce.LargestDifference(g.Apply(theta), other));
            Assert.Equal(least / OrbitDistance.Scale(a, b), OrbitDistance.Between(a, b), 1e-12);
        },
        iter: 200);

    [Fact]
    public void Equality_in_two_layers_agrees_with_all_group_elements() => (
        from landscape in Gen.Const(TestLandscape.Of(1, [2, 2], 1, "tanh", bias: false, l2: 0.01))
        from theta in Gen.Int[-1, 1].Array[landscape.Network.ParameterCount]
        from other in Gen.Int[-1, 1].Array[landscape.Network.ParameterCount]
        select (landscape, theta.Select(v => (double)v).ToArray(), other.Select(v => (double)v).ToArray())).Sample(
        (landscape, theta, other) =>
        {
            SymmetryGroup group = SymmetryGroup.Of(landscape);
            double least = BruteForce.Elements(group).Min(g => BruteForce.LargestDifference(g.Apply(theta), other));
            Assert.Equal(least <= Tolerance, OrbitDistance.AreEqual(
                ComparableForm.Of(group, theta, Tolerance), ComparableForm.Of(group, other, Tolerance), Tolerance, out _));
        },
        iter: 5000);

    [Fact]
    public void Tied_first_layer_is_resolved_by_the_second()
    {
        // W1 = (1; 1); W2 = [[1, 2], [3, 5]] against [[2, 1], [5, 3]]: the first layer alone cannot tell its units apart.
        LossLandscape landscape = TestLandscape.Of(1, [2, 2], 2, "softplus", bias: false, l2: 0.01);
        SymmetryGroup group = SymmetryGroup.Of(landscape);
        ComparableForm a = ComparableForm.Of(group, [1, 1, 1, 2, 3, 5, 1, 2, 3, 4], Tolerance);
        ComparableForm b = ComparableForm.Of(group, [1, 1, 2, 1, 5, 3, 1, 2, 3, 4], Tolerance);
        Assert.True(OrbitDistance.AreEqual(a, b, Tolerance, out double distance));
        Assert.Equal(0, distance);
        Assert.True(OrbitDistance.AreWithin(a, b, 0, out distance));
        Assert.Equal(0, distance);
        Assert.Equal((0, 0), (OrbitDistance.Between(a, b), OrbitDistance.Between(a, a))); // by the sizes that each unit feeds forward
    }

    [Fact]
    public void Points_whose_output_biases_differ_are_infinitely_far_where_they_are_not_equal()
    {
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(1, [1], 1, l2: 0.01));
        ComparableForm a = ComparableForm.Of(group, [1, 0.5, 2, 0.25], Tolerance);
        ComparableForm b = ComparableForm.Of(group, [1, 0.5, 2, 0.75], Tolerance);
        Assert.False(OrbitDistance.AreEqual(a, b, Tolerance, out double distance));
        Assert.Equal(double.PositiveInfinity, distance);
        Assert.Equal(0.25, OrbitDistance.Between(a, b)); // relative to 2
    }

    [Fact]
    public void Directions_in_a_deep_relu_network_are_judged_whatever_the_size_of_its_last_matrix()
    {
        // A row of the first matrix differs by 1e-3; 1e-8 of the last matrix' entries.
        LossLandscape landscape = TestLandscape.Of(2, [2, 2], 1, "relu", bias: false);
        SymmetryGroup group = SymmetryGroup.Of(landscape);
        ComparableForm a = ComparableForm.Of(group, [1, 0, 1, 1e-3, 1, 0.5, 0.3, 1, 1e5, 1e5], Tolerance);
        ComparableForm b = ComparableForm.Of(group, [1, 0, 1, 2e-3, 1, 0.5, 0.3, 1, 1e5, 1e5], Tolerance);
        Assert.False(OrbitDistance.AreEqual(a, b, Tolerance, out _));
        Assert.Equal(1e-3, OrbitDistance.Between(a, b), 1e-5);
    }

    [Fact]
    public void Phase_near_the_end_of_its_interval_is_near_the_other_end()
    {
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(1, [1], 1, "sin"));
        ComparableForm a = ComparableForm.Of(group, [2.0, 1e-9, 1.5, 0.3], Tolerance);
        ComparableForm b = ComparableForm.Of(group, [2.0, Math.PI - 1e-9, -1.5, 0.3], Tolerance);
        ComparableForm c = ComparableForm.Of(group, [2.0, -2e-6, 1.5, 0.3], Tolerance);
        Assert.True(OrbitDistance.AreEqual(a, b, Tolerance, out _));
        Assert.Equal(2.001e-6 / OrbitDistance.Scale(a, c), OrbitDistance.Between(a, c), 1e-12);
    }

    [Fact]
    public void Distances_are_relative_to_the_larger_of_the_two_points()
    {
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(1, [1], 1, bias: false, l2: 0.01));
        ComparableForm large = ComparableForm.Of(group, [5, 1], Tolerance);
        ComparableForm small = ComparableForm.Of(group, [2, 1], Tolerance);
        ComparableForm tiny = ComparableForm.Of(group, [0.5, 0.25], Tolerance);
        Assert.Equal((5, 5, 1), (OrbitDistance.Scale(large, small), OrbitDistance.Scale(small, large), OrbitDistance.Scale(tiny, tiny)));
        Assert.Equal(3.0 / 5, OrbitDistance.Between(small, large), 1e-15);
    }

    [Fact]
    public void Points_whose_cores_have_different_widths_are_infinitely_far()
    {
        // tanh(x) twice, at half the weight, is one unit; the other point has two that differ.
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(1, [2], 1, bias: false));
        ComparableForm one = ComparableForm.Of(group, [1, 1, 0.5, 0.5], Tolerance);
        ComparableForm two = ComparableForm.Of(group, [1, 0.5, 0.5, 0.5], Tolerance);
        foreach ((ComparableForm a, ComparableForm b) in new[] { (one, two), (two, one) })
        {
            Assert.Equal(double.PositiveInfinity, OrbitDistance.Between(a, b));
            Assert.False(OrbitDistance.AreWithin(a, b, 1e9, out double distance));
            Assert.Equal(double.PositiveInfinity, distance);
        }
    }

    [Fact]
    public void Lower_bound_is_the_largest_mean_difference_of_a_matrix()
    {
        // |1| + |-2| + |3| + |-4| = 10 against 4 in the first matrix, 4 against 5 in the second: 6/4 and 1/2.
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(2, [2], 1, bias: false, l2: 0.01));
        ComparableForm a = ComparableForm.Of(group, [1, -2, 3, -4, 2, 2], Tolerance);
        ComparableForm b = ComparableForm.Of(group, [1, 1, 1, 1, 2, -3], Tolerance);
        ComparableForm c = ComparableForm.Of(group, [1, 1, 1, 1, 2, -9], Tolerance);
        Assert.Equal(1.5, OrbitDistance.LowerBound(a, b), 1e-12);
        Assert.Equal(1.5, OrbitDistance.LowerBound(b, a), 1e-12);
        Assert.Equal(3, OrbitDistance.LowerBound(b, c), 1e-12);
        Assert.True(OrbitDistance.LowerBound(a, b) < 1.5); // less what rounding can make of the sums
        Assert.Equal(0, OrbitDistance.LowerBound(a, a));
    }

    [Fact]
    public void Lower_bound_of_cores_without_units_is_0()
    {
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(2, [2], 1));
        ComparableForm none = ComparableForm.Of(group, new double[9], Tolerance);
        Assert.Equal([2, 0, 1], none.Weights.Widths);
        Assert.Equal(0, OrbitDistance.LowerBound(none, none));
    }

    [Fact]
    public void Lower_bound_is_not_above_the_distance() => (
        from landscape in Generators.Landscape
        where landscape.Network.HiddenLayers == 1
        from theta in Generators.Point(landscape)
        from other in Generators.Point(landscape)
        select (landscape, theta, other)).Sample(
        (landscape, theta, other) =>
        {
            SymmetryGroup group = SymmetryGroup.Of(landscape);
            ComparableForm a = ComparableForm.OfFullNetwork(group, theta);
            ComparableForm b = ComparableForm.OfFullNetwork(group, other);
            Assert.True(OrbitDistance.LowerBound(a, b) <= OrbitDistance.Between(a, b) * OrbitDistance.Scale(a, b));
        },
        iter: 500);

    [Fact]
    public void Point_is_equal_to_itself_without_any_tolerance()
    {
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(2, [2, 2], 1));
        ComparableForm point = ComparableForm.Of(group, [.. Enumerable.Range(1, 15).Select(i => Math.Cos(i))], Tolerance);
        Assert.True(OrbitDistance.AreWithin(point, point, 0, out double distance));
        Assert.Equal(0, distance);
    }

    [Fact]
    public void Phases_on_both_sides_of_the_end_of_their_interval_are_near()
    {
        // The interval ends a millionth below pi and begins a millionth below 0: sin(z + pi) = -sin(z).
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(1, [1], 1, "sin"));
        ComparableForm end = ComparableForm.Of(group, [2.0, Math.PI - 1.1e-6, 1.5, 0.3], Tolerance);
        ComparableForm start = ComparableForm.Of(group, [2.0, -0.9e-6, -1.5, 0.3], Tolerance);
        foreach ((ComparableForm a, ComparableForm b) in new[] { (end, start), (start, end) })
        {
            Assert.Equal(2e-7 / Math.PI, OrbitDistance.Between(a, b), 1e-12);
        }
    }

    [Fact]
    public void Distance_under_the_symmetry_that_a_search_finds_is_told()
    {
        // As where the second layer resolves the first, with one weight 4e-7 further.
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(1, [2, 2], 2, "softplus", bias: false, l2: 0.01));
        ComparableForm a = ComparableForm.Of(group, [1, 1, 1, 2, 3, 5, 1, 2, 3, 4], Tolerance);
        ComparableForm b = ComparableForm.Of(group, [1, 1, 2 + 4e-7, 1, 5, 3, 1, 2, 3, 4], Tolerance);
        Assert.True(OrbitDistance.AreEqual(a, b, Tolerance, out double distance));
        Assert.Equal(4e-7 / 5, distance, 1e-15);
    }

    private static bool IsNear(double[] a, double[] b) => BruteForce.LargestDifference(a, b) < 1e-3;
}
