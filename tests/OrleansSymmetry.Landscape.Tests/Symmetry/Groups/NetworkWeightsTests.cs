using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Symmetry.Groups;

namespace OrleansSymmetry.Landscape.Tests.Symmetry.Groups;

public sealed class NetworkWeightsTests
{
    [Fact]
    public void Parameters_of_another_length_are_refused_with_both_lengths()
    {
        Network network = TestLandscape.Of(1, [2], 1).Network;
        string message = Assert.Throws<ArgumentException>(() => NetworkWeights.Read(network, [1, 2, 3])).Message;
        Assert.StartsWith("theta has 3 entries; the network has 7 parameters.", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, new[] { 0.5, -0.25, 0.125, -0.75 }, 0.75)]
    [InlineData(false, new[] { 0.5, -0.25, 2, 0.75 }, 2)]
    [InlineData(false, new[] { -3, -0.25, 2, 0.75 }, 3)]
    [InlineData(true, new[] { 0.5, -0.25 }, 0.5)] // the ones are no parameters
    public void Largest_entry_is_that_of_the_parameters(bool fixedOutput, double[] theta, double largest) => Assert.Equal(
        largest, NetworkWeights.Read(TestLandscape.Of(1, [2], 1, bias: false, fixedOutput: fixedOutput).Network, theta).LargestEntry());

    [Fact]
    public void Difference_of_two_units_is_found_behind_entries_that_agree()
    {
        NetworkWeights weights = NetworkWeights.Read(TestLandscape.Of(2, [2], 1, bias: false).Network, [1, 2, 1, 5, 1, 1]);
        Assert.Equal(3, weights.IncomingDifference(0, 0, 1, 0, 1, limit: 0));
    }

    [Fact]
    public void Column_is_not_added_to_biases_that_there_are_not()
    {
        NetworkWeights weights = NetworkWeights.Read(TestLandscape.Of(1, [1], 1, bias: false).Network, [1, 2]);
        Assert.Equal("Layer 2 has no biases.", Assert.Throws<InvalidOperationException>(() => weights.AddColumnToBias(1, 0, 1)).Message);
    }
}
