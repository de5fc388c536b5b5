namespace OrleansSymmetry.Contracts.Tests;

public sealed class GeometryKeyTests
{
    [Fact]
    public void Key_reads_back_what_it_writes() =>
        Assert.Equal(new GeometryKey("xor-1a2b3c4d", "0123456789abcdef"), GeometryKey.Parse(new GeometryKey("xor-1a2b3c4d", "0123456789abcdef").ToString()));

    [Theory]
    [InlineData("")]
    [InlineData("xor")]
    [InlineData("xor/")]
    [InlineData("/0123")]
    [InlineData("xor/0123/4")]
    [InlineData("xor:results/0123")]
    [InlineData("XOR/0123")]
    [InlineData("xor/0123\n")]
    public void Text_that_is_no_key_is_refused_with_what_it_must_read(string text)
    {
        FormatException refused = Assert.Throws<FormatException>(() => GeometryKey.Parse(text));
        Assert.Equal($"'{text}' is no geometry question. It must read SWEEP/QUESTION.", refused.Message);
    }
}
