using System.Text;
using OrleansSymmetry.Landscape.Tables;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Tests.Tables;

public sealed class CsvTextTests
{
    private const string Table = "x,größe\n1,2\n3,4\n";

    public static TheoryData<string> Encodings() => ["utf-8", "utf-16", "utf-16BE", "utf-32", "utf-32BE"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Text_with_a_mark_is_read_in_its_encoding(string name)
    {
        var encoding = Encoding.GetEncoding(name);

        CsvText text = CsvText.Read((byte[])[.. encoding.Preamble, .. encoding.GetBytes(Table)]);

        Assert.Equal(Table, Encoding.UTF8.GetString(text.Bytes.Span));
    }

    [Theory]
    [InlineData("latin1", "Line 1 of the data file is no UTF-8 text. It may be Latin-1")]
    [InlineData("utf-16", "Line 1 of the data file holds a zero byte: it is no text, or UTF-16 without its mark")]
    public void Text_in_another_encoding_without_a_mark_is_named_for_what_it_is(string name, string said)
    {
        byte[] bytes = Encoding.GetEncoding(name).GetBytes(Table);

        Assert.Contains(said, Assert.Throws<DataFileException>(() => CsvText.Read(bytes)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("934E554D5059", "Write kind: npz.")]
    [InlineData("504B0304", "is a zip archive")]
    [InlineData("1F8B08", "packed by gzip")]
    [InlineData("5041523115", "Parquet")]
    public void File_of_another_kind_is_named_for_what_it_is(string bytes, string said) => Assert.Contains(
        said, Assert.Throws<DataFileException>(() => CsvText.Read(Convert.FromHexString(bytes))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_letter_that_is_no_UTF_8_is_named_by_its_line() => Assert.StartsWith(
        "Line 3 of", Assert.Throws<DataFileException>(() => CsvText.Read((byte[])[.. "a\nb\nc"u8, 0xe4, .. "\nd\n"u8])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_mark_of_UTF_16_before_what_is_none_is_refused() => Assert.Contains(
        "is no UTF-16 text", Assert.Throws<DataFileException>(() => CsvText.Read((byte[])[0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00])).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_quote_that_never_closes_is_named_by_the_line_that_opens_it() => Assert.StartsWith(
        "Line 2 of the data file opens a quote", Assert.Throws<DataFileException>(() => CsvText.Read("a,b\n1,\"2\n3,\"x\",4\n"u8.ToArray())).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("a,b\n1,2\n", new[] { CellSeparator.Comma })]
    [InlineData("7,4;1,9\n7,8;2,6\n", new[] { CellSeparator.Comma, CellSeparator.Semicolon })]
    [InlineData("\"a,b\";c\n7,4;1\n", new[] { CellSeparator.Semicolon })]
    [InlineData("\"a\nb\";c\n7;1\n", new[] { CellSeparator.Semicolon })]
    [InlineData("a\tb|c\n\tx|\n", new[] { CellSeparator.Tab, CellSeparator.Bar })]
    [InlineData("18.0   8  ?\t\"buick skylark\"\n15.0   8  165.0\t\"amc\"\n", new[] { CellSeparator.Tab, CellSeparator.Blanks })]
    [InlineData("a\tNew York\nb\tOslo\n", new[] { CellSeparator.Tab })]
    [InlineData("39, State-gov, 77516\n50, Self-emp, 83311\n", new[] { CellSeparator.Comma })]
    [InlineData("a,b\n1,2,3\n", new CellSeparator[0])]
    [InlineData("a b\n1 2\n", new CellSeparator[0])]
    public void What_parts_every_row_into_as_many_cells_is_found_outside_quotes(string text, CellSeparator[] expected) =>
        Assert.Equal(expected, CsvText.Read(Encoding.UTF8.GetBytes(text)).Separators.Regular);

    [Theory]
    [InlineData("a b\n1 2\n", true)]
    [InlineData("  a \t b \n1 2", true)]
    [InlineData("a b\n1 2 3\n", false)]
    [InlineData("\"a b\" c\n1 2\n", true)]
    [InlineData("a\n1\n", false)]
    public void Runs_of_blanks_are_counted_between_cells(string text, bool expected) =>
        Assert.Equal(expected, CsvText.Read(Encoding.UTF8.GetBytes(text)).Separators.HasRegularBlanks);
}
