using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Symmetry.Groups;

namespace OrleansSymmetry.Landscape.Tests.Symmetry.Groups;

public sealed class SymmetrySupportTests
{
    [Theory]
    [InlineData("tanh", 1, 2)]
    [InlineData("tanh", 1, 2, 2)]
    [InlineData("abs", 1, 2)] // even, but of degree 1
    [InlineData("square", 1, 1)] // a single unit is no mixture
    [InlineData("square", 2, 2)]
    [InlineData("square", 2, 2, 2)]
    [InlineData("square", 1, 1, 1)]
    [InlineData("square", 2, 1, 2)]
    public void Landscape_of_units_that_permute_is_decided_with_and_without_the_problem(string activation, int outputs, params int[] hidden)
    {
        NetworkSpec network = Spec(activation, false, hidden);
        Assert.Null(SymmetrySupport.Refusal(network, outputs));
        Assert.Null(SymmetrySupport.Refusal(network, outputs, Modulo.NetworkAndProblem));
    }

    [Theory]
    [InlineData("identity", false, 2, 2, 2)]
    [InlineData("identity", true, 1, 3)]
    [InlineData("square", false, 1, 2)]
    [InlineData("square", true, 1, 2)]
    public void Landscape_whose_units_mix_is_decided_without_the_problem_alone(string activation, bool fixedOutput, int outputs, params int[] hidden)
    {
        NetworkSpec network = Spec(activation, fixedOutput, hidden);
        Assert.Null(SymmetrySupport.Refusal(network, outputs));
        SymmetryRefusal? refusal = SymmetrySupport.Refusal(network, outputs, Modulo.NetworkAndProblem);
        Assert.Equal(("modulo", "network+problem"), (refusal?.Path, refusal?.Value));
        Assert.Contains(activation == "identity" ? "linear activation" : "quadratic form", refusal?.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "Hidden layer 2 of 2 has 2 units", 3, 2)]
    [InlineData(2, "Hidden layer 1 of 2 has 3 units", 3, 1)]
    [InlineData(1, "Hidden layer 3 of 3 has 4 units", 2, 3, 4)]
    public void Deep_landscape_names_the_layer_of_square_units_that_feed_one_sum(int outputs, string start, params int[] hidden)
    {
        SymmetryRefusal? refusal = SymmetrySupport.Refusal(Spec("square", false, hidden), outputs);
        Assert.Equal(("network.activation", "square"), (refusal?.Path, refusal?.Value));
        Assert.StartsWith(start, refusal?.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Modulo.Network)]
    [InlineData(Modulo.NetworkAndProblem)]
    public void Deep_linear_landscape_with_fixed_output_weights_is_told_what_no_other_choice_of_symmetries_mends(Modulo modulo) =>
        Assert.Equal("network.outputWeights", SymmetrySupport.Refusal(Spec("identity", true, 2, 2), 1, modulo)?.Path);

    private static NetworkSpec Spec(string activation, bool fixedOutput, params int[] hidden) =>
        new(hidden, activation, 0.1, true, OutputHead.Linear, fixedOutput);
}
