using OrleansSymmetry.Client.Results;

namespace OrleansSymmetry.Client.Tests.Results;

public sealed class IdPrefixTests
{
    private static readonly string[] Known = ["xor-1a2b3c4d", "xor-1a2b0000", "iris-11112222", "xor"];

    [Theory]
    [InlineData("iris", "iris-11112222")]
    [InlineData("xor-1a2b3", "xor-1a2b3c4d")]
    [InlineData("xor", "xor")]
    public void Beginning_of_one_ID_means_it_and_a_whole_ID_means_itself(string prefix, string id) =>
        Assert.Equal(id, IdPrefix.Resolve(prefix, Known, "the store"));

    [Theory]
    [InlineData("xor-1", "'xor-1' is the beginning of 2 IDs; type more of it. There are xor-1a2b0000, xor-1a2b3c4d.")]
    [InlineData("wine", "No sweep in the store begins with 'wine'. There are iris-11112222, xor, xor-1a2b0000, xor-1a2b3c4d.")]
    [InlineData("", "No sweep in the store begins with ''. There are iris-11112222, xor, xor-1a2b0000, xor-1a2b3c4d.")]
    public void Anything_else_is_refused_with_the_IDs_that_there_are(string prefix, string message) =>
        Assert.Equal(message, Assert.Throws<UnknownSweepException>(() => IdPrefix.Resolve(prefix, Known, "the store")).Message);

    [Fact]
    public void Empty_place_says_so() => Assert.Equal(
        "No sweep is called 'xor': there is none in the store.",
        Assert.Throws<UnknownSweepException>(() => IdPrefix.Resolve("xor", [], "the store")).Message);
}
