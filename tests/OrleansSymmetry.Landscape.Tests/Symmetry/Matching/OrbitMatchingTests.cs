using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Symmetry.Matching;

namespace OrleansSymmetry.Landscape.Tests.Symmetry.Matching;

public sealed class OrbitMatchingTests
{
    [Theory]
    [InlineData(new[] { 1.0, 2, 5, 5 }, new[] { 2.0, 1, 5, 5 })]
    [InlineData(new[] { 1.0, 1, 5, 7 }, new[] { 1.0, 1, 7, 5 })]
    public void Copies_are_equal_without_any_tolerance(double[] theta, double[] copy)
    {
        foreach (double[] other in new[] { theta, copy })
        {
            Assert.True(OrbitDistance.AreWithin(OneLayer(theta), OneLayer(other), 0, out double distance));
            Assert.Equal(0, distance);
        }
    }

    [Fact]
    public void Units_of_the_same_sum_are_not_equal_without_any_tolerance() =>
        Assert.False(OrbitDistance.AreWithin(OneLayer([1, 2, 5, 5]), OneLayer([1.5, 1.5, 5, 5]), 0, out _));

    [Fact]
    public void Search_finds_the_order_that_the_next_layer_tells_without_any_tolerance()
    {
        // Both first units feed 1 and 2 forward, and only the second units' outgoing weights tell which is which.
        double[] theta = [1, 1, 1, 2, 2, 1, 1, 2];
        foreach (double[] other in new[] { theta, [1, 1, 2, 1, 1, 2, 1, 2] })
        {
            Assert.True(new OrbitMatching(TwoLayers(theta), TwoLayers(other)).TryFind(0, out double distance));
            Assert.Equal(0, distance);
        }
    }

    [Fact]
    public void Distance_that_a_search_finds_is_that_of_the_farthest_weight_in_whatever_layer()
    {
        double[] theta = [1, 1, 1, 2, 2, 1, 1, 2];
        for (int at = 0; at < theta.Length; at++)
        {
            double[] moved = [.. theta];
            moved[at] += 4e-7;
            Assert.True(new OrbitMatching(TwoLayers(theta), TwoLayers(moved)).TryFind(1e-6, out double distance));
            Assert.Equal(4e-7, distance, 1e-15);
        }
    }

    [Theory]
    [InlineData(new[] { 0.0, 0.9, 1, 1, 1, 1, 0 }, new[] { 0.4, -0.5, 1, 1, 1, 1, 0 })] // in the incoming weights
    [InlineData(new[] { 1.0, 1, 0, 0.9, 1, 1, 0 }, new[] { 1.0, 1, 0.4, -0.5, 1, 1, 0 })] // in the biases
    [InlineData(new[] { 1.0, 1, 1, 1, 0, 0.9, 0 }, new[] { 1.0, 1, 1, 1, 0.4, -0.5, 0 })] // in the outgoing weights
    public void Second_nearest_unit_is_tried_where_the_nearest_is_needed_elsewhere(double[] theta, double[] other)
    {
        // Within 1, either unit may stand at 0.4, and at -0.5 the first alone.
        Assert.True(new OrbitMatching(Form("softplus", theta), Form("softplus", other)).TryFind(1, out double distance));
        Assert.Equal(0.5, distance, 1e-15);
    }

    [Theory]
    [InlineData(new[] { 1.0, 1, 1, 0.5, 0.5, 0.5, 2, 2, 2, 0 })] // all alike
    [InlineData(new[] { 1.0, 2, 3, 0.5, 0.5, 0.5, 2, 2, 2, 0 })] // all different
    public void Nothing_is_tried_where_one_candidate_is_left(double[] theta)
    {
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(1, [3], 1, "softplus", l2: 0.01));
        ComparableForm point = ComparableForm.OfFullNetwork(group, theta);
        var matching = new OrbitMatching(point, point);
        Assert.True(matching.TryFind(0, out _));
        Assert.Equal(0, matching.Trials);
    }

    [Fact]
    public void Units_whose_phases_mirror_each_other_are_one_candidate()
    {
        // sin(2 x + 1) = sin(-2 x + pi - 1), in either order.
        double[] theta = [2, -2, 1, Math.PI - 1, 1.5, 1.5, 0.3];
        double[] swapped = [-2, 2, Math.PI - 1, 1, 1.5, 1.5, 0.3];
        foreach ((double[] a, double[] b) in new[] { (theta, theta), (theta, swapped), (swapped, theta), (swapped, swapped) })
        {
            var matching = new OrbitMatching(Form("sin", a), Form("sin", b));
            Assert.True(matching.TryFind(1e-9, out _));
            Assert.Equal(0, matching.Trials);
        }
    }

    [Fact]
    public void One_choice_places_all_units_that_it_tells_apart()
    {
        const int N = 5;
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(1, [N, N], 1, "softplus", bias: false, l2: 0.01));
        ComparableForm point = ComparableForm.OfFullNetwork(group, TiedNetworkTests.Between(N, TiedNetworkTests.Cyclic(N, k => k)));
        var matching = new OrbitMatching(point, point);
        Assert.True(matching.TryFind(1e-6, out _));
        Assert.Equal(1, matching.Trials);
    }

    private static ComparableForm OneLayer(double[] theta) =>
        ComparableForm.OfFullNetwork(SymmetryGroup.Of(TestLandscape.Of(1, [2], 1, "softplus", bias: false)), theta);

    private static ComparableForm TwoLayers(double[] theta) =>
        ComparableForm.OfFullNetwork(SymmetryGroup.Of(TestLandscape.Of(1, [2, 2], 1, "softplus", bias: false)), theta);

    private static ComparableForm Form(string activation, double[] theta) =>
        ComparableForm.OfFullNetwork(SymmetryGroup.Of(TestLandscape.Of(1, [2], 1, activation)), theta);
}
