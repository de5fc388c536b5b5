using System.Numerics;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Symmetry.Groups;

namespace OrleansSymmetry.Landscape.Tests.Symmetry.Groups;

public sealed class SymmetryGroupTests
{
    [Fact]
    public void Group_of_tanh_2_2_1_has_order_8()
    {
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(2, [2], 1, "tanh", l2: 0.01));
        Assert.Equal(8, group.Order);
        Assert.Equal(["2^2 2!"], group.PerLayer);
        Assert.Equal(0.903089986992, group.Log10);
        Assert.Equal(0, group.GaugeDimension);
    }

    [Fact]
    public void Group_of_52_relu_units_has_the_order_of_a_deck_of_cards()
    {
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(1, [52], 1, "relu"));
        Assert.Equal(BigInteger.Parse("80658175170943878571660636856403766975289505440883277824000000000000"), group.Order);
        Assert.Equal(["52!"], group.PerLayer);
        Assert.Equal(67.9066483922, group.Log10, 1e-9);
        Assert.Equal(52, group.GaugeDimension);
    }

    [Theory]
    [InlineData("tanh", true, 0.0, false, "2^3 3!", 0)]
    [InlineData("tanh", true, 0.0, true, "3!", 0)]
    [InlineData("sigmoid", true, 0.0, false, "2^3 3!", 0)]
    [InlineData("sigmoid", true, 0.01, false, "3!", 0)]
    [InlineData("sigmoid", false, 0.0, false, "3!", 0)]
    [InlineData("relu", true, 0.0, false, "3!", 3)]
    [InlineData("relu", true, 0.01, false, "3!", 0)]
    [InlineData("relu", false, 0.0, true, "3!", 0)]
    [InlineData("leaky-relu", true, 0.0, false, "3!", 3)]
    [InlineData("abs", true, 0.0, false, "2^3 3!", 3)]
    [InlineData("abs", true, 0.01, false, "2^3 3!", 0)]
    [InlineData("abs", true, 0.0, true, "2^3 3!", 0)]
    [InlineData("square", true, 0.0, false, "2^3 3!", 3)]
    [InlineData("gaussian", true, 0.0, false, "2^3 3!", 0)]
    [InlineData("gaussian", false, 0.01, true, "2^3 3!", 0)]
    [InlineData("sin", true, 0.0, false, "2^3 3!", 0)]
    [InlineData("sin", true, 0.01, false, "2^3 3!", 0)]
    [InlineData("sin", false, 0.0, false, "2^3 3!", 0)]
    [InlineData("softplus", true, 0.0, false, "3!", 0)]
    [InlineData("gelu", true, 0.0, false, "3!", 0)]
    public void Group_follows_from_activation_biases_penalty_and_fixed_weights(
        string activation, bool bias, double l2, bool fixedOutput, string factor, int gauge)
    {
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(2, [3], 2, activation, bias, l2, fixedOutput: fixedOutput));
        Assert.Equal([factor], group.PerLayer);
        Assert.Equal(gauge, group.GaugeDimension);
    }

    [Fact]
    public void Every_unit_of_every_layer_of_relu_units_has_a_free_scale() =>
        Assert.Equal(3 + 2 + 4, SymmetryGroup.Of(TestLandscape.Of(2, [3, 2, 4], 2, "relu")).GaugeDimension);

    [Fact]
    public void Softmax_head_without_penalty_adds_a_gauge_of_one_row()
    {
        Assert.Equal(5 + 1, SymmetryGroup.Of(TestLandscape.Of(2, [5], 3, loss: LossKind.Softmax)).GaugeDimension);
        Assert.Equal(5, SymmetryGroup.Of(TestLandscape.Of(2, [5], 3, bias: false, loss: LossKind.Softmax)).GaugeDimension);
        Assert.Equal(0, SymmetryGroup.Of(TestLandscape.Of(2, [5], 3, l2: 0.01, loss: LossKind.Softmax)).GaugeDimension);
    }

    [Theory]
    [InlineData(false, 0.0, false, "GL(3)", 9)]
    [InlineData(true, 0.0, false, "Aff(3)", 12)]
    [InlineData(false, 0.01, false, "O(3)", 3)]
    [InlineData(false, 0.0, true, "R^8", 8)]
    [InlineData(true, 0.0, true, "R^10", 10)]
    [InlineData(false, 0.01, true, "O(2)", 1)]
    public void Group_of_a_linear_layer_is_continuous(bool bias, double l2, bool fixedOutput, string factor, int gauge)
    {
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(4, [3], fixedOutput ? 1 : 5, "identity", bias, l2, fixedOutput: fixedOutput));
        Assert.Equal([factor], group.PerLayer);
        Assert.Equal(gauge, group.GaugeDimension);
        Assert.Equal((1, 0.0), (group.Order, group.Log10));
        Assert.Equal(DecidedOn.Product, group.DecidedOn);
    }

    [Theory]
    [InlineData("identity", "network.outputWeights is ones")]
    [InlineData("square", "network.activation is square")]
    public void Landscape_whose_classes_are_not_decided_is_refused_in_a_sentence(string activation, string start)
    {
        LossLandscape landscape = TestLandscape.Of(2, [3, 2], 1, activation, fixedOutput: activation == "identity");
        string message = Assert.Throws<NotSupportedException>(() => SymmetryGroup.Of(landscape)).Message;
        Assert.StartsWith(start, message, StringComparison.Ordinal);
        Assert.Equal(message, SymmetrySupport.Refusal(landscape, Modulo.Network)?.Message);
    }
}
