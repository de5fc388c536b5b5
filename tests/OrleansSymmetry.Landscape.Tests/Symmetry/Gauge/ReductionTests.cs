using CsCheck;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Symmetry.Gauge;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Symmetry.Matching;
using OrleansSymmetry.Landscape.Tests.Symmetry.Groups;
using OrleansSymmetry.Landscape.Tests.Symmetry.Matching;

namespace OrleansSymmetry.Landscape.Tests.Symmetry.Gauge;

public sealed class ReductionTests
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

    [Theory]
    [InlineData("relu", 1.0, 3.0, 1.5)]
    [InlineData("leaky-relu", 1.0, 3.0, 1.5)]
    [InlineData("abs", 1.0, 3.0, 1.5)]
    [InlineData("abs", -1.0, 3.0, 1.5)] // |-z| = |z|
    public void Parallel_units_of_fixed_output_weights_are_one_as_long_as_both(string activation, double sign, double weight, double bias)
    {
        // phi(x + 1/2) + phi(2 x + 1) = phi(3 x + 3/2), in either order.
        SymmetryGroup group = SymmetryGroup.OfFunction(TestLandscape.Of(1, [2], 1, activation, fixedOutput: true));
        foreach (double[] theta in new[] { new[] { sign, 2, sign * 0.5, 1 }, [2, sign, 1, sign * 0.5] })
        {
            NetworkWeights core = Reduction.Core(group, NetworkWeights.Read(group.Network, theta), Tolerance);
            Assert.Equal([1, 1, 1], core.Widths);
            Assert.Equal((weight, bias, 1), (core.Matrices[0][0], core.Biases[0]![0], core.Matrices[1][0]));
            Assert.Equal(1, Reduction.WastedUnits(group, theta, Tolerance));
        }
    }

    [Theory]
    [InlineData("relu", new[] { 1.0, -2.0, 0.5, -1.0 }, 0)] // antiparallel
    [InlineData("relu", new[] { 1.0, 2.0, 0.5, 0.9 }, 0)] // not parallel
    [InlineData("relu", new[] { 1.0, 0.0, 0.5, 0.0 }, 1)] // the second is 0 for every input
    [InlineData("relu", new[] { 1.0, 0.0, 0.5, 0.7 }, 0)] // the second is a constant that there is no bias for
    [InlineData("tanh", new[] { 1.0, 2.0, 0.5, 1.0 }, 0)] // parallel, and not homogeneous
    [InlineData("tanh", new[] { 1.0, 1.0, 0.5, 0.5 }, 0)] // 2 tanh(z) is no tanh
    public void Units_of_fixed_output_weights_are_wasted_where_one_does_their_work(string activation, double[] theta, int wasted) => Assert.Equal(
        wasted, Reduction.WastedUnits(SymmetryGroup.OfFunction(TestLandscape.Of(1, [2], 1, activation, fixedOutput: true)), theta, Tolerance));

    [Theory]
    [InlineData(1.0, 0.3)]
    [InlineData(0.3, 1.0)]
    public void Of_units_that_are_equal_to_the_tolerance_the_one_that_contributes_most_stays(double first, double second)
    {
        SymmetryGroup group = SymmetryGroup.OfFunction(TestLandscape.Of(1, [2], 1, bias: false));
        foreach (double[] theta in new[] { new[] { 1, 1 + 5e-7, first, second }, [1 + 5e-7, 1, second, first] })
        {
            NetworkWeights core = Reduction.Core(group, NetworkWeights.Read(group.Network, theta), Tolerance);
            Assert.Equal(first > second ? 1 : 1 + 5e-7, core.Matrices[0][0]);
            Assert.Equal(1.3, core.Matrices[1][0], 1e-15);
        }
    }

    [Fact]
    public void Of_nearly_parallel_units_of_fixed_output_weights_the_longest_gives_the_direction()
    {
        SymmetryGroup group = SymmetryGroup.OfFunction(TestLandscape.Of(2, [2], 1, "relu", bias: false, fixedOutput: true));
        foreach (double[] theta in new[] { new[] { 1.0, 0, 3, 6e-6 }, [3, 6e-6, 1, 0] })
        {
            NetworkWeights core = Reduction.Core(group, NetworkWeights.Read(group.Network, theta), Tolerance);
            Assert.Equal([1], core.Widths[1..^1]);
            GroupElementTests.AssertClose([4, 8e-6], core.Matrices[0], 1e-12);
        }
    }

    [Theory]
    [InlineData(1, 1, 0)] // 5e-5 apart, and a 1e-6 of 1 is allowed
    [InlineData(100, 1, 1)]
    [InlineData(1, 100, 1)]
    [InlineData(100, 100, 2)]
    public void What_counts_as_zero_is_relative_to_each_layer_s_largest_weight(double incoming, double outgoing, int wasted)
    {
        // Units 1 and 2 are equal but for 5e-5; unit 3 has nearly no outgoing weight; unit 4 has the layers' largest.
        SymmetryGroup group = SymmetryGroup.OfFunction(TestLandscape.Of(2, [4], 1, bias: false));
        double[] theta = [0.5, 0.25, 0.5 + 5e-5, 0.25, -0.25, 0.75, 0, incoming, 0.25, 0.5, 5e-5, outgoing];
        Assert.Equal(wasted, Reduction.WastedUnits(group, theta, Tolerance));
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("square")]
    public void No_unit_is_wasted_by_itself_where_units_mix(string activation)
    {
        SymmetryGroup group = SymmetryGroup.OfFunction(TestLandscape.Of(1, [2], 1, activation, bias: false));
        Assert.Null(Reduction.WastedPlaces(group, [1, 2, 0, 1], Tolerance));
    }

    [Fact]
    public void Unit_that_is_dropped_makes_no_weight_of_another_small()
    {
        // The second unit of the second layer is dead; its weight 100 would make 5e-5 count as zero.
        SymmetryGroup group = SymmetryGroup.OfFunction(TestLandscape.Of(1, [2, 2], 1, bias: false));
        IReadOnlyList<IReadOnlyList<int>> wasted = Reduction.WastedPlaces(group, [1, 0.5, 1, 5e-5, 100, 0, 1, 0], Tolerance)!;
        Assert.Empty(wasted[0]);
        Assert.Equal([1], wasted[1]);
    }

    [Fact]
    public void Unit_that_equals_two_which_differ_joins_the_one_that_contributes_most()
    {
        SymmetryGroup group = SymmetryGroup.OfFunction(TestLandscape.Of(1, [3], 1, bias: false));
        const double Less = 1 - 0.8e-6;
        const double More = 1 + 0.8e-6;
        foreach (double[] theta in new[] { new[] { 1, Less, More, 0.125, 0.5, 1 }, [More, Less, 1, 1, 0.5, 0.125] })
        {
            NetworkWeights core = Reduction.Core(group, NetworkWeights.Read(group.Network, theta), Tolerance);
            Assert.Equal([Less, More], core.Matrices[0].Order());
            Assert.Equal([0.5, 1.125], core.Matrices[1].Order());
        }
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("square")]
    public void Units_that_mix_are_wasted_beyond_the_rank(string activation)
    {
        // (1, 0), (0, 1) and (1, 1): no two are alike, and what they compute takes two.
        SymmetryGroup group = SymmetryGroup.OfFunction(TestLandscape.Of(2, [3], 1, activation, bias: false));
        Assert.Equal(activation == "identity" ? 2 : 1, Reduction.WastedUnits(group, [1, 0, 0, 1, 1, 1, 1, 2, 3], Tolerance));
    }

    [Fact]
    public void Wasted_units_are_counted_in_all_layers()
    {
        // In the first layer two equal units; in the second one without outgoing weight.
        LossLandscape landscape = TestLandscape.Of(1, [2, 2], 1, bias: false);
        Assert.Equal(2, Reduction.WastedUnits(SymmetryGroup.OfFunction(landscape), [1, 1, 0.5, 0.25, 0.75, 2, 1, 0], Tolerance));
    }

    [Fact]
    public void Constant_that_is_folded_into_a_phase_turns_it_back_into_its_interval()
    {
        // sin(0 x + 1.2), three times, is a constant that carries the next unit's phase past pi.
        SymmetryGroup group = SymmetryGroup.OfFunction(TestLandscape.Of(1, [2, 1], 1, "sin"));
        double[] theta = GaugeFixing.Unit(group, [0.8, 0, 0.3, 1.2, 1.1, 3, 0.4, 0.9, 0.1]).Theta;
        NetworkWeights core = Reduction.Core(group, NetworkWeights.Read(group.Network, theta), Tolerance);
        Assert.Equal([1, 1, 1, 1], core.Widths);
        Assert.Equal(0.4 + (3 * Math.Sin(1.2)) - Math.PI, core.Biases[1]![0], 1e-14);
        Assert.Equal(-0.9, core.Matrices[2][0]);
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
