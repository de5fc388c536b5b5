using OrleansSymmetry.Access.CommandLine;

namespace OrleansSymmetry.Access.Tests.CommandLine;

public sealed class HiddenTests
{
    [Theory]
    [InlineData("Unrecognized command or argument 'host:1,password=correct-horse'.", "Unrecognized command or argument 'host:1,password=...'.")]
    [InlineData("'a,PassWord = correct-horse,ssl=true'", "'a,PassWord = ...,ssl=true'")]
    [InlineData("No password at all.", "No password at all.")]
    public void Password_that_was_typed_in_the_wrong_place_is_not_quoted(string text, string shown) =>
        Assert.Equal(shown, Hidden.Passwords(text));
}
