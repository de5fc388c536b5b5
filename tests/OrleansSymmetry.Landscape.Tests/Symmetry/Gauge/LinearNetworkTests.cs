using System.Numerics;
using CsCheck;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Symmetry.Gauge;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Symmetry.Matching;
using OrleansSymmetry.Landscape.Tests.Symmetry.Groups;

namespace OrleansSymmetry.Landscape.Tests.Symmetry.Gauge;

public sealed class LinearNetworkTests
{
    private const double Tolerance = 1e-6;

    private static readonly Gen<(LossLandscape Landscape, double[] Theta, Random Random)> Moved =
        from inputs in Gen.Int[1, 4]
        from hidden in Gen.Int[1, 5].List[1, 4]
        from outputs in Gen.Int[1, 4]
        from bias in Gen.Bool
        from l2 in Gen.OneOfConst(0.0, 0.01)
        let landscape = TestLandscape.Of(inputs, hidden, outputs, "identity", bias, l2)
        from theta in Generators.Point(landscape)
        from seed in Gen.Int[0, int.MaxValue - 1]
        select (landscape, theta, new Random(seed));

    [Fact]
    public void Copies_of_a_linear_network_are_one_class() => Moved.Sample(
        (landscape, theta, random) =>
        {
            SymmetryGroup group = SymmetryGroup.Of(landscape);
            double[] copy = LinearMixture.Copy(landscape, theta, random);
            double[] x = [.. Enumerable.Range(0, landscape.Network.Inputs).Select(i => 0.7 - (0.9 * i))];
            double growth = Math.Max(1, copy.Max(Math.Abs));
            GroupElementTests.AssertClose(ForwardPass.Outputs(landscape, theta, x), ForwardPass.Outputs(landscape, copy, x), 1e-12 * growth * growth);
            ComparableForm original = ComparableForm.Of(group, theta, Tolerance);
            ComparableForm moved = ComparableForm.Of(group, copy, Tolerance);
            Assert.True(OrbitDistance.AreEqual(original, moved, Tolerance, out double distance));
            Assert.InRange(distance, 0, 1e-12 * growth * growth);
            Assert.Equal(BigInteger.One, Stabilizer.Order(ComparableForm.OfFullNetwork(group, copy), Tolerance));
        },
        iter: 1000);

    [Fact]
    public void Networks_of_different_maps_are_different_classes() => Moved.Sample(
        (landscape, theta, random) =>
        {
            SymmetryGroup group = SymmetryGroup.Of(landscape);
            double[] other = LinearMixture.Copy(landscape, theta, random);

            // Three times the last layer is three times the map: a change of one weight alone can be lost behind a small one.
            int last = group.Network.Layers[^1].Weights;
            for (int i = last; i < other.Length; i++)
            {
                other[i] *= 3;
            }

            Assert.False(OrbitDistance.AreEqual(
                ComparableForm.Of(group, theta, Tolerance), ComparableForm.Of(group, other, Tolerance), Tolerance, out double _));
        },
        iter: 1000);

    [Fact]
    public void Balanced_network_computes_the_same_is_shortest_and_balanced() => Moved
        .Where(moved => moved.Landscape.Spec.Loss.L2 == 0).Sample(
        (landscape, theta, random) =>
        {
            SymmetryGroup group = SymmetryGroup.Of(landscape);
            double[] balanced = GaugeFixing.Balanced(group, theta);
            double[] x = [.. Enumerable.Range(0, landscape.Network.Inputs).Select(i => 0.7 - (0.9 * i))];
            GroupElementTests.AssertClose(ForwardPass.Outputs(landscape, theta, x), ForwardPass.Outputs(landscape, balanced, x), 1e-8);
            NetworkWeights weights = NetworkWeights.Read(group.Network, balanced);
            double[] copy = LinearMixture.Copy(landscape, theta, random);
            double biases = weights.Biases[^1]?.Sum(b => b * b) ?? 0;
            Assert.True(balanced.Sum(v => v * v) - biases <= copy.Sum(v => v * v) * (1 + 1e-9));
            for (int l = 0; l < weights.HiddenLayers; l++)
            {
                AssertBalanced(weights, l);
            }
        },
        iter: 500);

    [Fact]
    public void Canonical_form_of_a_copy_of_a_linear_network_is_that_of_the_original() => Moved.Sample(
        (landscape, theta, random) =>
        {
            SymmetryGroup group = SymmetryGroup.Of(landscape);
            double[] canonical = CanonicalForm.Find(group, theta, Tolerance).Theta;
            double[] copy = LinearMixture.Copy(landscape, theta, random);
            double growth = Math.Max(1, copy.Max(Math.Abs));
            if (IsClear(landscape, theta))
            {
                GroupElementTests.AssertClose(canonical, CanonicalForm.Find(group, copy, Tolerance).Theta, 1e-8 * growth * growth);
                GroupElementTests.AssertClose(canonical, CanonicalForm.Find(group, canonical, Tolerance).Theta, 1e-8);
            }
        },
        iter: 5000);

    [Fact]
    public void Gauge_of_a_generic_point_has_the_dimension_that_theory_gives() => Moved.Sample(
        (landscape, theta, _) =>
        {
            SymmetryGroup group = SymmetryGroup.Of(landscape);
            if (!group.Penalised)
            {
                Assert.Equal(group.GaugeDimension, GaugeOrbit.DimensionAt(group, GaugeFixing.Balanced(group, theta)));
            }
            else if (!landscape.Network.Layers[0].HasBiases)
            {
                // Balanced points are what penalised critical points are; those without penalty have the same matrices.
                SymmetryGroup free = SymmetryGroup.OfFunction(landscape);
                Assert.Equal(group.GaugeDimension, GaugeOrbit.DimensionAt(group, GaugeFixing.Balanced(free, theta)));
            }
        },
        iter: 500);

    [Theory]
    [InlineData(0.0, 2, 4)]
    [InlineData(0.0, 1, 3)]
    [InlineData(0.0, 0, 0)]
    [InlineData(0.01, 2, 1)]
    [InlineData(0.01, 1, 1)]
    [InlineData(0.01, 0, 0)]
    public void Gauge_at_a_point_of_lower_rank_has_lower_dimension(double l2, int rank, int dimension)
    {
        // n^2 - (n - r)^2 of GL(n), n(n-1)/2 - (n-r)(n-r-1)/2 of O(n).
        LossLandscape landscape = TestLandscape.Of(3, [2], 3, "identity", bias: false, l2);
        var theta = new double[landscape.Network.ParameterCount];
        for (int k = 0; k < rank; k++)
        {
            theta[(3 * k) + k] = 1 + k;
            theta[6 + (2 * k) + k] = 1 + k;
        }

        Assert.Equal(dimension, GaugeOrbit.DimensionAt(SymmetryGroup.Of(landscape), theta));
        Assert.Equal(2 - rank, Reduction.WastedUnits(SymmetryGroup.OfFunction(landscape), theta, Tolerance));
    }

    [Fact]
    public void Gauge_of_a_vanished_relu_unit_is_none()
    {
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(2, [3], 1, "relu", bias: false));
        Assert.Equal(3, GaugeOrbit.DimensionAt(group, [1, 2, 3, 4, 5, 6, 1, 1, 1]));
        Assert.Equal(2, GaugeOrbit.DimensionAt(group, [1, 2, 0, 0, 5, 6, 1, 0, 1]));
    }

    [Fact]
    public void Rows_of_a_linear_network_with_fixed_output_weights_share_their_sum()
    {
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(2, [3], 1, "identity", fixedOutput: true));
        double[] balanced = GaugeFixing.Balanced(group, [1, 2, 3, 4, 5, 6, 0.5, 0, 1]);
        GroupElementTests.AssertClose([3, 4, 3, 4, 3, 4, 0.5, 0.5, 0.5], balanced, 1e-15);
        Assert.Equal(6, GaugeOrbit.DimensionAt(group, balanced));
        Assert.True(OrbitDistance.AreEqual(
            ComparableForm.Of(group, [1, 2, 3, 4, 5, 6, 0.5, 0, 1], Tolerance), ComparableForm.Of(group, balanced, Tolerance), Tolerance, out _));
    }

    [Theory]
    [InlineData(false, new[] { 110.0 }, 13.0 + 165 + 77)]
    [InlineData(true, new[] { 110.0, 165, 77 }, 13.0)]
    public void Products_are_those_of_all_paths_and_a_penalty_keeps_that_of_each_bias(bool penalised, double[] matrix, double bias)
    {
        // W = 2, 5, 11 and b = 3, 7, 13: 11 5 2 of the input, 11 5 3 and 11 7 of the biases.
        NetworkWeights weights = NetworkWeights.Read(TestLandscape.Of(1, [1, 1], 1, "identity").Network, [2, 3, 5, 7, 11, 13]);
        NetworkWeights products = LinearNetwork.Products(weights, penalised);
        Assert.Equal(matrix, products.Matrices[0]);
        Assert.Equal([bias], products.Biases[0]!);
    }

    [Fact]
    public void Penalised_linear_network_is_balanced_where_it_is_critical_and_stays_as_it_is()
    {
        double[] theta = [1, 2, 3, 4, 5, 6];
        Assert.Equal(theta, GaugeFixing.Balanced(SymmetryGroup.Of(TestLandscape.Of(2, [2], 1, "identity", bias: false, l2: 0.01)), theta));
    }

    [Fact]
    public void Balanced_softmax_head_of_a_linear_network_is_centred()
    {
        LossLandscape landscape = TestLandscape.Of(2, [2], 3, "identity", loss: LossKind.Softmax);
        double[] theta = [.. Enumerable.Range(1, landscape.Network.ParameterCount).Select(i => Math.Sin(i * i))];
        double[] balanced = GaugeFixing.Balanced(SymmetryGroup.Of(landscape), theta);
        NetworkWeights weights = NetworkWeights.Read(landscape.Network, balanced);
        Assert.All([0, 1], c => Assert.Equal(0, weights.Matrices[1][c] + weights.Matrices[1][2 + c] + weights.Matrices[1][4 + c], 1e-14));
        Assert.Equal(0, weights.Biases[1]!.Sum(), 1e-14);
        double[] before = ForwardPass.Outputs(landscape, theta, [0.7, -0.2]);
        double[] after = ForwardPass.Outputs(landscape, balanced, [0.7, -0.2]);
        Assert.All([1, 2], o => Assert.Equal(before[o] - before[0], after[o] - after[0], 1e-14));
    }

    [Fact]
    public void Singular_value_far_below_the_largest_is_none()
    {
        // The map is diag(1e6, 1e-4).
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(2, [2], 2, "identity", bias: false));
        GroupElementTests.AssertClose([1000, 0, 0, 0, 1000, 0, 0, 0], GaugeFixing.Balanced(group, [100, 0, 0, 0.01, 10000, 0, 0, 0.01]), 1e-12);
        Assert.Equal(1, LinearNetwork.WastedUnits(NetworkWeights.Read(group.Network, [100, 0, 0, 0.1, 10000, 0, 0, 1]), Tolerance));
    }

    [Fact]
    public void Units_are_wasted_in_every_layer_and_biases_use_none()
    {
        // Three and two units for a map of rank 1, and two units that pass their biases on alone.
        NetworkWeights deep = NetworkWeights.Read(
            TestLandscape.Of(1, [3, 2], 1, "identity", bias: false).Network, [1, 2, 3, 1, 0, 0, 0, 1, 0, 1, 1]);
        Assert.Equal(3, LinearNetwork.WastedUnits(deep, Tolerance));
        NetworkWeights constant = NetworkWeights.Read(TestLandscape.Of(1, [2], 2, "identity").Network, [0, 0, 1, 2, 1, 0, 0, 1, 0, 0]);
        Assert.Equal(2, LinearNetwork.WastedUnits(constant, Tolerance));
    }

    [Fact]
    public void Canonical_units_of_a_penalised_linear_network_are_orthogonal_positive_and_longest_first()
    {
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(2, [2], 1, "identity", bias: false, l2: 0.01));
        Assert.Equal([3, 0, 0, 2, 7, -5], LinearNetwork.Canonical(group, [0, -2, 3, 0, 5, 7]));

        // With the biases the rows are (0, -2, 1) and (3, 0, 0).
        SymmetryGroup biased = SymmetryGroup.Of(TestLandscape.Of(2, [2], 1, "identity", l2: 0.01));
        Assert.Equal([3, 0, 0, 2, 0, -1, 7, -5, 9], LinearNetwork.Canonical(biased, [0, -2, 3, 0, 1, 0, 5, 7, 9]));
    }

    /// <summary>Whether the singular values that the canonical form orders by are apart.</summary>
    private static bool IsClear(LossLandscape landscape, double[] theta)
    {
        NetworkWeights weights = NetworkWeights.Read(landscape.Network, CanonicalForm.Find(SymmetryGroup.Of(landscape), theta, Tolerance).Theta);
        for (int l = 0; l < weights.HiddenLayers; l++)
        {
            double[] norms = [.. Enumerable.Range(0, weights.Widths[l + 1]).Select(i => weights.IncomingSquared(l, i))];
            for (int i = 1; i < norms.Length; i++)
            {
                if (norms[i - 1] < norms[i] * 1.1 || norms[i] < 1e-2)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>W_(l+1)' W_(l+1) = W_l W_l' where biases of hidden layers are 0.</summary>
    private static void AssertBalanced(NetworkWeights weights, int l)
    {
        int n = weights.Widths[l + 1];
        int inputs = weights.Widths[l];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double incoming = Enumerable.Range(0, inputs).Sum(c => weights.Matrices[l][(i * inputs) + c] * weights.Matrices[l][(j * inputs) + c]);
                double outgoing = Enumerable.Range(0, weights.Widths[l + 2])
                    .Sum(r => weights.Matrices[l + 1][(r * n) + i] * weights.Matrices[l + 1][(r * n) + j]);
                Assert.Equal(incoming, outgoing, 1e-9 * Math.Max(1, Math.Abs(incoming)));
            }
        }
    }
}
