using System.Text;
using OrleansSymmetry.Landscape.Tables;

namespace OrleansSymmetry.Landscape.Tests.Tables;

public sealed class FirstLineVerdictTests
{
    [Theory]
    [InlineData("x,y\n1,2\n3,4\n", "")]
    [InlineData("x,kind\n1,a\n3,b\n", "")]
    [InlineData("x,?\n1,2\n3,4\n", "")]
    [InlineData(",x,y\n0,1,2\n1,3,4\n", "")]
    [InlineData("x,2019\n1,2\n3,4\n", "x")]
    [InlineData("name,kind\nada,a\nbob,b\n", "kind")]
    [InlineData("2019,2020\n1,2\n3,4\n", "2020")]
    [InlineData("x,y\n?,2\n?,4\n", "")]
    public void A_line_of_names_is_a_heading(string text, string named) => Assert.True(Verdict(text, named).IsHeading);

    [Theory]
    [InlineData("1,2\n3,4\n", "")]
    [InlineData("0.2,1.1,low\n0.4,0.9,low\n1,2,top\n", "")]
    [InlineData("?,1.0\n0.5,0.8\n1.0,0.5\n", "")]
    [InlineData("1,NA\n2,3\n", "")]
    [InlineData("0,0,0\n0,1,1\n1,0,1\n1,1,0\n", "2")]
    [InlineData("2.5,1\n", "")]
    public void A_line_of_numbers_and_of_labels_that_come_again_is_data(string text, string named) => Assert.False(Verdict(text, named).IsHeading);

    [Theory]
    [InlineData("0.2,1.1,low\n0.4,0.9,top\n", "")]
    [InlineData("2019,2020,country\n1,2,France\n3,4,Spain\n", "")]
    [InlineData("x,2019\n1,2\n3,4\n", "")]
    [InlineData("ada,a\nbob,b\n", "")]
    [InlineData("abc,1\n2,3\n4,5\n", "")]
    [InlineData("0,1,2\n7,8,9\n5,6,7\n", "")]
    [InlineData("1,2,3\n7,8,9\n5,6,7\n", "")]
    [InlineData("0.2,1.1,low\n0.4,0.9,low\n1,2,top\n", "low")]
    [InlineData("?\n1\n2\n", "")]
    public void A_line_that_may_be_either_is_undecided_and_both_readings_are_told(string text, string named)
    {
        FirstLineVerdict verdict = Verdict(text, named);

        int rows = text.Count(letter => letter == '\n');
        Assert.Null(verdict.IsHeading);
        Assert.Contains($"as a heading it leaves {(rows == 2 ? "1 row" : $"{rows - 1} rows")} below it, as data there are {rows} rows", verdict.Trouble,
            StringComparison.Ordinal);
        Assert.EndsWith("Write header: true or header: false.", verdict.Trouble, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x,y\n1,2\n")]
    [InlineData("1,2\n3,4\n")]
    [InlineData("ada,a\nbob,b\n")]
    public void The_key_decides_before_any_cell(string text)
    {
        Assert.True(Verdict(text, "", CsvDialect.Usual with { Header = HeadingRule.Present }).IsHeading);
        Assert.False(Verdict(text, "", CsvDialect.Usual with { Header = HeadingRule.Absent }).IsHeading);
    }

    [Fact]
    public void A_word_that_the_sweep_calls_missing_says_nothing() =>
        Assert.False(Verdict("gone,1\n2,3\n4,5\n", "", CsvDialect.Usual with { Missing = ["gone"] }).IsHeading);

    private static FirstLineVerdict Verdict(string text, string named, CsvDialect? dialect = null)
    {
        CsvCells cells = CsvCells.Read(CsvText.Read(Encoding.UTF8.GetBytes(text)), CellSeparator.Comma);
        return FirstLineVerdict.Of(cells, dialect ?? CsvDialect.Usual, named.Length == 0 ? [] : [named]);
    }
}
