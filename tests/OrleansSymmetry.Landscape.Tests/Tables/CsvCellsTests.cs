using System.Text;
using CsCheck;
using OrleansSymmetry.Landscape.Tables;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Tests.Tables;

public sealed class CsvCellsTests
{
    private static readonly Dictionary<CellSeparator, string> Letters = new()
    {
        [CellSeparator.Comma] = ",",
        [CellSeparator.Semicolon] = ";",
        [CellSeparator.Tab] = "\t",
        [CellSeparator.Bar] = "|",
        [CellSeparator.Blanks] = " \t  ",
    };

    public static TheoryData<CellSeparator> Separators() => [.. Letters.Keys];

    [Theory]
    [MemberData(nameof(Separators))]
    public void Cells_written_by_RFC_4180_are_read_as_they_were(CellSeparator separator)
    {
        Gen<string> cell = Gen.String[Gen.OneOfConst("ab7.,;|\" \t\r\n'-é€".ToCharArray()), 1, 8];
        Gen<string[][]> table = Gen.Select(Gen.Int[2, 6], Gen.Int[1, 8]).SelectMany(size => cell.Array[size.Item1].Array[size.Item2]);
        Gen.Select(table, Gen.OneOfConst("\n", "\r\n", "\r"), Gen.Bool).Sample((rows, end, hasEnd) =>
        {
            string text = string.Join(end, rows.Select(row => string.Join(Letters[separator], row.Select(Quoted))));
            CsvCells cells = Read(text + (hasEnd ? end : ""), separator);
            Assert.Equal(rows[0].Length, cells.Width);
            Assert.Equal(rows, Enumerable.Range(0, cells.Rows).Select(row => Row(cells, row)));
        });
    }

    [Fact]
    public void Blanks_around_a_cell_are_no_part_of_it_and_blanks_inside_its_quotes_are() =>
        Assert.Equal(["x", "y", " z "], Row(Read("  x , \"y\"\t,\" z \"\n", CellSeparator.Comma), 0));

    [Fact]
    public void A_row_is_named_by_the_line_on_which_it_begins()
    {
        CsvCells cells = Read("a,b\n\n\"1\n2\",3\r\n \n4,5", CellSeparator.Comma);

        Assert.Equal([1, 3, 6], Enumerable.Range(0, cells.Rows).Select(cells.Line));
        Assert.Equal(["1\n2", "3"], Row(cells, 1));
    }

    [Theory]
    [InlineData("x,y\n\"1\"7,2\n", "Line 2 of the data file holds '\"1\"7', with '7' after the closing quote")]
    [InlineData("x,y\n1,2\n3,\"a\" b\n", "Line 3 of the data file holds '\"a\" b', with ' b' after the closing quote")]
    [InlineData("x,y\n5\" pipe,2\" pipe\n", "Line 2 of the data file holds '5\" pipe,2\" pipe', with a quote inside a cell")]
    [InlineData("x,y\n1,2,3\n4,5\n", "Line 2 of the data file has 3 cells. It must have 2")]
    [InlineData("x,y\n1\n4,5\n", "Line 2 of the data file has 1 cell. It must have 2")]
    [InlineData("x,y\n1,0,2\n2,1,4\n", "Line 1 of the data file has 2 cells, and all lines below it have 3. Other programs write a heading without a name")]
    [InlineData("x,y\n1,0,\n2,1,\n", "Each line below ends with a comma; end the first line with one too")]
    [InlineData("# 2019\nx,y\n1,0\n", "Line 1 of the data file has 1 cell, and all lines below it have 2. It is a comment")]
    public void A_line_that_is_no_row_is_named_with_what_is_wrong(string text, string said) =>
        Assert.Contains(said, Assert.Throws<DataFileException>(() => Read(text, CellSeparator.Comma)).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_line_that_is_at_fault_is_named_in_one_answer_up_to_ten()
    {
        string text = "x,y\n" + string.Concat(Enumerable.Range(0, 30).Select(i => i % 2 == 0 ? "1,2\n" : i < 25 ? "1,2,3\n" : "\"1\"2,3\n"));

        DataFileException refusal = Assert.Throws<DataFileException>(() => Read(text, CellSeparator.Comma));

        Assert.Equal(11, refusal.Faults.Count);
        Assert.Contains(refusal.Faults, fault => fault.Sentence.StartsWith("Line 3 of", StringComparison.Ordinal));
        Assert.Contains(refusal.Faults, fault => fault.Sentence.StartsWith("Line 27 of", StringComparison.Ordinal));
        Assert.Equal("The data file has 5 more such lines.", refusal.Faults[^1].Sentence);
    }

    private static string Quoted(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string[] Row(CsvCells cells, int row) => [.. Enumerable.Range(0, cells.Width).Select(column => cells[row, column].ToString())];

    private static CsvCells Read(string text, CellSeparator separator) => CsvCells.Read(CsvText.Read(Encoding.UTF8.GetBytes(text)), separator);
}
