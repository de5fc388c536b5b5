using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Tests.Trees;

public sealed class SpellingTests
{
    private static readonly string[] Words = ["newton", "adam", "lbfgs", "l2"];

    [Theory]
    [InlineData("newtno", "newton")] // two neighbours exchanged
    [InlineData("nwton", "newton")]
    [InlineData("addam", "adam")]
    [InlineData("Adem", "adam")]
    [InlineData("lbfsg", "lbfgs")]
    [InlineData("newt", "newton")] // two edits
    public void Word_within_two_slips_of_an_allowed_one_is_taken_for_it(string word, string meant) =>
        Assert.Equal($"Did you mean {meant}? ", Spelling.Hint(word, Words));

    [Theory]
    [InlineData("new")] // three edits
    [InlineData("momentum")]
    [InlineData("xy")] // as many edits as the word l2 has letters
    [InlineData("")]
    public void Word_that_is_near_none_gets_no_hint(string word) => Assert.Equal("", Spelling.Hint(word, Words));

    [Fact]
    public void Nearest_word_is_named_first_come_first_served() =>
        Assert.Equal("Did you mean abc? ", Spelling.Hint("abx", ["axyx", "abc", "abd"]));
}
