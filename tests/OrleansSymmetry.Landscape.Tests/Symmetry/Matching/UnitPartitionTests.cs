using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Symmetry.Matching;

namespace OrleansSymmetry.Landscape.Tests.Symmetry.Matching;

public sealed class UnitPartitionTests
{
    private const double Tie = 1e-6;

    [Fact]
    public void Cells_stand_by_incoming_weights_then_by_outgoing_ones_largest_first()
    {
        LossLandscape landscape = TestLandscape.Of(1, [4], 1, "softplus", bias: false);
        UnitPartition partition = Of(landscape, [Tie, Tie], [1, 3, 3, 3, 5, 5, 7, 5])!;
        Assert.Equal([3, 1, 0, 1], Cells(partition, 0, 4));
    }

    [Fact]
    public void Biases_come_before_weights()
    {
        UnitPartition partition = Of(TestLandscape.Of(1, [2], 1, "softplus"), [Tie, Tie], [3, 1, 0.5, 2, 1, 1, 0])!;
        Assert.Equal([1, 0], Cells(partition, 0, 2));
    }

    [Theory]
    [InlineData("tanh")]
    [InlineData("abs")]
    public void Unit_and_its_mirror_image_are_two_nodes(string activation)
    {
        UnitPartition partition = Of(TestLandscape.Of(1, [1], 1, activation, bias: false), [Tie, Tie], [2, 1])!;
        Assert.Equal((0, 1), (partition.CellOf(0, 0, 0, 1), partition.CellOf(0, 0, 0, -1)));
    }

    [Theory]
    [InlineData("tanh", 2, 0)] // its mirror image is (0, 1)
    [InlineData("abs", 0, 0)] // it is its own mirror image
    public void Outgoing_weights_change_sign_where_the_activation_is_odd(string activation, int plain, int mirrored)
    {
        // (0, -1) twice.
        UnitPartition partition = Of(TestLandscape.Of(1, [2], 1, activation, bias: false), [Tie, Tie], [0, 0, -1, -1])!;
        Assert.Equal([plain, plain], Cells(partition, 0, 2));
        Assert.Equal((mirrored, mirrored), (partition.CellOf(0, 0, 0, -1), partition.CellOf(0, 0, 1, -1)));
    }

    [Fact]
    public void Signs_and_biases_of_phases_are_not_looked_at()
    {
        UnitPartition partition = Of(TestLandscape.Of(1, [3], 1, "sin"), [Tie, Tie], [2, -2, 1, 0.3, 1, 0.3, 1, -1, 1, 0.5])!;
        Assert.Equal([0, 0, 2], Cells(partition, 0, 3));
    }

    [Theory]
    [InlineData(1e-3, 1e-6, 1e-4, 0, true)]
    [InlineData(1e-6, 1e-3, 1e-4, 0, false)]
    [InlineData(1e-6, 1e-3, 0, 1e-4, true)]
    [InlineData(1e-3, 1e-6, 0, 1e-4, false)]
    public void Units_tie_within_the_tie_of_each_matrix(double before, double behind, double incoming, double outgoing, bool areTied)
    {
        LossLandscape landscape = TestLandscape.Of(1, [2], 1, "softplus", bias: false);
        UnitPartition partition = Of(landscape, [before, behind], [1, 1 + incoming, 2, 2 + outgoing])!;
        Assert.Equal(areTied ? [0, 0] : [1, 0], Cells(partition, 0, 2));
    }

    [Fact]
    public void Unit_that_is_singled_out_tells_those_apart_that_it_feeds_differently()
    {
        // Both layers tie: every unit has weights 1 and 2.
        LossLandscape landscape = TestLandscape.Of(1, [2, 2], 1, "softplus", bias: false);
        UnitPartition partition = Of(landscape, [Tie, Tie, Tie], [1, 1, 1, 2, 2, 1, 1, 1])!;
        Assert.Equal([0, 0], Cells(partition, 0, 2));
        Assert.Equal([0, 0], Cells(partition, 1, 2));

        UnitPartition first = partition.With(new UnitPartition.Choice(0, 0, 1, 0))!;
        Assert.Equal([0, 1], Cells(first, 0, 2));
        Assert.Equal([1, 0], Cells(first, 1, 2));

        UnitPartition above = partition.With(new UnitPartition.Choice(1, 0, 1, 0))!;
        Assert.Equal([0, 1], Cells(above, 1, 2));
        Assert.Equal([1, 0], Cells(above, 0, 2));
        Assert.Equal([0, 0], Cells(partition, 0, 2)); // itself unchanged
    }

    [Fact]
    public void Mirror_image_of_a_unit_that_is_singled_out_is_singled_out_as_well()
    {
        // Two equal units.
        UnitPartition partition = Of(TestLandscape.Of(1, [2], 1, "tanh", bias: false), [Tie, Tie], [2, 2, 1, 1])!;
        UnitPartition first = partition.With(new UnitPartition.Choice(0, 0, 1, 0))!;
        Assert.Equal([0, 1], Cells(first, 0, 2));
        Assert.Equal((2, 3), (first.CellOf(0, 0, 0, -1), first.CellOf(0, 0, 1, -1)));
    }

    [Fact]
    public void Cells_are_cut_until_none_is_cut_any_more()
    {
        // A cycle of eight first and eight second units: what is told apart spreads by one unit a time, to the one opposite.
        const int N = 8;
        LossLandscape landscape = TestLandscape.Of(1, [N, N], 1, "softplus", bias: false);
        UnitPartition partition = Of(landscape, [Tie, Tie, Tie], TiedNetworkTests.Between(N, TiedNetworkTests.Cyclic(N, k => k <= 1 ? 1 : 0)))!;
        Assert.Single(Cells(partition, 0, N).Distinct());
        int[] cells = Cells(partition.With(new UnitPartition.Choice(0, 0, 1, 0))!, 0, N);
        Assert.Equal(5, cells.Distinct().Count());
        Assert.All(Enumerable.Range(1, N - 1), unit => Assert.Equal(cells[unit], cells[N - unit]));
    }

    [Fact]
    public void Units_that_tie_in_a_chain_are_told_apart_by_what_comes_next()
    {
        UnitPartition partition = Of(
            TestLandscape.Of(2, [3], 1, "softplus", bias: false), [Tie, Tie], [1, 3, 1 + 0.8e-6, 2, 1 + 1.6e-6, 1, 1, 1, 1])!;
        Assert.Equal([0, 1, 2], Cells(partition, 0, 3));
    }

    [Theory]
    [InlineData("softplus", new[] { 1.0, 1, 0.3, 0.5, 1, -1, 1, -1, 0, 0, 1, 1, 0 }, 1)]
    [InlineData("sin", new[] { 1.0, 1, 0.3, 0.5, 1, -1, 1, -1, 0, 0, 1, 1, 0 }, 0)]
    public void Signs_of_weights_between_layers_are_looked_at_unless_units_have_phases(string activation, double[] theta, int second)
    {
        // Outgoing weights (1, 1) and (-1, -1). Biases would tell apart what has no phase, hence the wide tie of the first layer.
        UnitPartition partition = Of(TestLandscape.Of(1, [2, 2], 1, activation), [1, Tie, Tie], theta)!;
        Assert.Equal([0, second], Cells(partition, 0, 2));
    }

    [Fact]
    public void Networks_that_are_no_copies_have_no_partition()
    {
        LossLandscape landscape = TestLandscape.Of(1, [2], 1, "softplus", bias: false);
        Assert.Null(Of(landscape, [Tie, Tie], [1, 1, 5, 7], [1, 1, 5, 8]));
        Assert.NotNull(Of(landscape, [Tie, Tie], [1, 3, 5, 7], [3, 1, 7, 5]));
        Assert.Null(Of(landscape, [Tie, Tie], [1, 3, 5, 7], [3, 2, 7, 5]));
    }

    [Fact]
    public void Units_that_are_not_alike_are_no_partners()
    {
        LossLandscape landscape = TestLandscape.Of(1, [2], 1, "softplus", bias: false);
        UnitPartition partition = Of(landscape, [Tie, Tie], [1, 3, 5, 7], [3, 1, 7, 5])!;
        Assert.Null(partition.With(new UnitPartition.Choice(0, 0, 1, 0)));
        Assert.NotNull(partition.With(new UnitPartition.Choice(0, 0, 1, 1)));

        UnitPartition mirrored = Of(TestLandscape.Of(1, [1], 1, bias: false), [Tie, Tie], [2, 3], [-2, -3])!;
        Assert.Null(mirrored.With(new UnitPartition.Choice(0, 0, 1, 0)));
        Assert.NotNull(mirrored.With(new UnitPartition.Choice(0, 0, -1, 0)));
    }

    private static UnitPartition? Of(LossLandscape landscape, double[] ties, params double[][] points) => UnitPartition.Coarsest(
        [.. points.Select(theta => NetworkWeights.Read(landscape.Network, theta))], SymmetryGroup.Of(landscape).Layers, ties);

    private static int[] Cells(UnitPartition partition, int layer, int units) =>
        [.. Enumerable.Range(0, units).Select(unit => partition.CellOf(layer, 0, unit, 1))];
}
