using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Symmetry.Matching;

namespace OrleansSymmetry.Landscape.Tests.Symmetry.Matching;

public sealed class ComparableFormTests
{
    private const double Tolerance = 1e-6;

    [Fact]
    public void One_layer_of_free_scales_stands_in_unit_rows()
    {
        ComparableForm form = ComparableForm.Of(SymmetryGroup.Of(TestLandscape.Of(1, [1], 1, "relu", bias: false)), [2, 3], Tolerance);
        Assert.Equal([1.0], form.Weights.Matrices[0]);
        Assert.Equal([6.0], form.Weights.Matrices[1]);
    }

    [Fact]
    public void Several_layers_of_free_scales_stand_in_one_size()
    {
        ComparableForm form = ComparableForm.Of(SymmetryGroup.Of(TestLandscape.Of(1, [1, 1], 1, "relu", bias: false)), [2, 3, 4], Tolerance);
        Assert.All(form.Weights.Matrices, matrix => Assert.Equal([form.LargestEntry], matrix));
    }

    [Fact]
    public void Linear_network_stands_as_its_product_without_hidden_layers()
    {
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(1, [1], 1, "identity", bias: false));
        foreach (ComparableForm form in new[] { ComparableForm.Of(group, [2, 3], Tolerance), ComparableForm.OfFullNetwork(group, [2, 3]) })
        {
            Assert.Equal([1, 1], form.Weights.Widths);
            Assert.Equal([6.0], form.Weights.Matrices[0]);
            Assert.Equal(6, form.LargestEntry);
        }
    }

    [Fact]
    public void Outgoing_weights_are_sorted_by_size_unit_by_unit()
    {
        // Unit 1 feeds 3, -1, 2; unit 2 feeds -4, 6, -5.
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(1, [2, 3], 1, bias: false, l2: 0.01));
        ComparableForm form = ComparableForm.Of(group, [1, 2, 3, -4, -1, 6, 2, -5, 1, 1, 1], Tolerance);
        Assert.Equal([1, 2, 3, 4, 5, 6], Assert.Single(form.SortedOutgoing));
        Assert.Equal([3, 21, 3], form.MatrixSums);
    }
}
