using CsCheck;
using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Pictures.Tests.Text;

public sealed class ParagraphTests
{
    private static readonly Gen<string> Words = Gen.String[Gen.Char['a', 'z'], 1, 12].Array[1, 30].Select(words => string.Join(' ', words));

    [Fact]
    public void Folded_lines_are_the_words_in_order_and_fit_the_width() => Words.Sample(text =>
    {
        const int Width = 40;
        string[] lines = [.. Paragraph.Fold(text, "  ", Width)];
        Assert.Equal(text, string.Join(' ', lines.Select(line => line.Trim())));
        Assert.All(lines, line => Assert.True(line.Length <= Width, line));
        Assert.All(lines.Skip(1), line => Assert.StartsWith("  ", line, StringComparison.Ordinal));
    });

    [Fact]
    public void Word_that_is_wider_than_the_page_stays_whole() =>
        Assert.Equal(["a", "/a/path/that/is/long", "b"], Paragraph.Fold("a /a/path/that/is/long b", width: 8));

    [Fact]
    public void Blanks_in_front_of_a_text_stay_where_they_are() => Assert.Equal(["    one", "two"], Paragraph.Fold("    one two", width: 9));

    [Theory]
    [InlineData(0, 40)]
    [InlineData(80, 80)]
    [InlineData(200, 100)]
    public void Page_is_as_wide_as_the_terminal_within_limits(int columns, int width) => Assert.Equal(width, Paragraph.WidthOn(columns));
}
