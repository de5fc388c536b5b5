using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Symmetry.Matching;

namespace OrleansSymmetry.Landscape.Tests.Symmetry.Matching;

/// <summary>Networks in which units tie that no symmetry connects, so that several orders are compared.</summary>
public sealed class CanonicalSearchTests
{
    private const double Tolerance = 1e-6;

    /// <summary>The pairs of seven, in order.</summary>
    private static readonly (int I, int J)[] Pairs = [.. Enumerable.Range(0, 7).SelectMany(i => Enumerable.Range(i + 1, 6 - i).Select(j => (i, j)))];

    /// <summary>A triangle and a square, by the pairs that are neighbours: 0 1 2, and 3 with 4 and 5, which 6 is with as well.</summary>
    private static readonly HashSet<(int I, int J)> Neighbours = [(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 6), (5, 6)];

    [Fact]
    public void Of_orders_that_no_symmetry_connects_the_one_with_the_largest_weights_is_kept()
    {
        // A cycle through two and two units beside one through three and three: each unit has two weights 1.
        const int N = 5;
        LossLandscape landscape = TestLandscape.Of(1, [N, N], 1, "softplus", bias: false, l2: 0.01);
        double[] canonical = TiedNetworkTests.Between(
            N,
            [
                1, 1, 0, 0, 0,
                1, 1, 0, 0, 0,
                0, 0, 1, 1, 0,
                0, 0, 1, 0, 1,
                0, 0, 0, 1, 1,
            ]);
        AssertCanonical(landscape, canonical, orders: 2);
    }

    [Fact]
    public void Orders_that_incoming_weights_do_not_tell_apart_are_compared_by_the_outgoing_ones_of_the_last_layer()
    {
        // A second unit for every pair of first ones, in whatever order, and a larger outgoing weight where the two are neighbours. A
        // triangle's corner goes before a square's: its neighbours are each other's.
        LossLandscape landscape = TestLandscape.Of(1, [7, 21], 1, "softplus", bias: false, l2: 0.01);
        double[] canonical = [.. Enumerable.Repeat(1.0, 7), .. Incidence(), .. Weights(2, 1)];
        AssertCanonical(landscape, canonical, orders: 2);
    }

    [Fact]
    public void Orders_of_a_layer_that_is_not_the_last_are_compared_by_what_the_next_one_makes_of_them()
    {
        // As before; of two third units the first has the larger weight where two are neighbours, and the second the smaller.
        LossLandscape landscape = TestLandscape.Of(1, [7, 21, 2], 1, "softplus", bias: false, l2: 0.01);
        double[] canonical = [.. Enumerable.Repeat(1.0, 7), .. Incidence(), .. Weights(2, 1), .. Weights(0.5, 1), 2, 1];
        AssertCanonical(landscape, canonical, orders: 2);
    }

    [Fact]
    public void Orders_that_a_symmetry_connects_to_the_tolerance_are_one()
    {
        const int N = 5;
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(1, [N, N], 1, "softplus", bias: false, l2: 0.01));
        double[] noisy = [.. TiedNetworkTests.Cyclic(N, k => 2 * k).Select((value, at) => value + (2e-6 * Math.Sin(at)))];
        Assert.Equal(1, Orders(group, TiedNetworkTests.Between(N, noisy)));
    }

    [Fact]
    public void Orders_of_mirrored_units_that_a_symmetry_connects_are_one()
    {
        // All units take their mirrored form. Turning the cycle carries each to each, and its reflection the two neighbours of one.
        const int N = 5;
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(1, [N, N], 1, "tanh", bias: false, l2: 0.01));
        double[] ones = [.. Enumerable.Repeat(1.0, N)];
        Assert.Equal(1, Orders(group, [.. ones.Select(one => -one), .. TiedNetworkTests.Cyclic(N, k => k <= 1 ? 1 : 0), .. ones]));
    }

    [Fact]
    public void Orders_of_mirrored_phases_that_a_symmetry_connects_are_one()
    {
        // sin(-x + 1/2) = sin(x + pi - 1/2) in all units of the first layer.
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(1, [3, 3], 1, "sin"));
        Assert.Equal(1, Orders(group, [-1, -1, -1, 0.5, 0.5, 0.5, 3, 2, 1, 1, 3, 2, 2, 1, 3, 0.7, 0.7, 0.7, 1, 1, 1, 0.1]));
    }

    private static double[] Incidence() => [.. Pairs.SelectMany(pair => Enumerable.Range(0, 7).Select(unit => unit == pair.I || unit == pair.J ? 1.0 : 0))];

    private static double[] Weights(double ofNeighbours, double ofOthers) => [.. Pairs.Select(pair => Neighbours.Contains(pair) ? ofNeighbours : ofOthers)];

    /// <summary>The point is the canonical form of itself, of its units backwards and of its units in several orders.</summary>
    private static void AssertCanonical(LossLandscape landscape, double[] canonical, int orders)
    {
        SymmetryGroup group = SymmetryGroup.Of(landscape);
        Assert.Equal(orders, Orders(group, canonical));
        var random = new Random(1);
        for (int copy = 0; copy < 6; copy++)
        {
            double[] theta = new GroupElement(group, [.. group.Layers.Select(layer =>
            {
                int[] sources = [.. Enumerable.Range(0, layer.Width).Reverse()];
                if (copy > 0)
                {
                    random.Shuffle(sources);
                }

                return Array.ConvertAll(sources, source => new UnitElement(source, UnitForm.Identity));
            })]).Apply(canonical);
            Assert.Equal(canonical, CanonicalForm.Find(group, theta, Tolerance).Theta);
        }

        Assert.Equal(canonical, CanonicalForm.Find(group, canonical, Tolerance).Theta);
    }

    private static int Orders(SymmetryGroup group, double[] theta)
    {
        var search = new CanonicalSearch(ComparableForm.OfFullNetwork(group, theta), Tolerance);
        search.Best();
        return search.Orders;
    }
}
