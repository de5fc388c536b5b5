using System.Text;
using OrleansSymmetry.Landscape.Tables;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Tests.Tables;

public sealed class CsvGlanceTests
{
    [Fact]
    public void Columns_are_described_by_their_cells()
    {
        CsvGlance glance = Of("id,x,k,kind,free\n1,0.5,7,a,\n2,?,7,b,\n3,1.5,7,a,\n4,n.d.,7,b,\n");

        Assert.Equal(
            [ColumnKind.Numbers, ColumnKind.Mixed, ColumnKind.Numbers, ColumnKind.Words, ColumnKind.Empty],
            glance.Columns.Select(column => column.Kind));
        Assert.Equal(["id", "x", "k", "kind", "free"], glance.Columns.Select(column => column.Name));
        Assert.Equal([4, 3, 1, 2, 0], glance.Columns.Select(column => column.Different));
        Assert.Equal(["?"], glance.Columns[1].MissingWords);
        Assert.Equal(["n.d."], glance.Columns[1].Words);
        Assert.Equal(4, glance.Columns[4].MissingCells);
        Assert.True(glance.Columns[2].IsConstant);
        Assert.Equal((CellSeparator.Comma, true, 4, false), (glance.Separator, glance.IsHeading, glance.Rows, glance.DecimalComma));
        Assert.Equal([3, 0], glance.TargetCandidates);
    }

    [Fact]
    public void Semicolons_with_decimal_commas_are_told_from_commas_by_their_numbers()
    {
        CsvGlance glance = Of("7,4;1,9\n7,8;2,6\n6,3;1,6\n");

        Assert.Equal((CellSeparator.Semicolon, true, false), (glance.Separator, glance.DecimalComma, glance.IsHeading));
        Assert.Equal([CellSeparator.Comma, CellSeparator.Semicolon], glance.Separators);
        Assert.Equal([ColumnKind.Numbers, ColumnKind.Numbers], glance.Columns.Select(column => column.Kind));
    }

    [Theory]
    [InlineData("a\tb\n1\t2\n3\t4\n", CellSeparator.Tab)]
    [InlineData("a|b\n1|2\n3|4\n", CellSeparator.Bar)]
    [InlineData("a   b\n1 2\n3 \t4\n", CellSeparator.Blanks)]
    [InlineData("18.0   8  ?\t\"buick skylark\"\n15.0   8  165.0\t\"amc\"\n", CellSeparator.Blanks)]
    [InlineData("a\n1\n3\n", CellSeparator.Comma)]
    public void What_parts_the_cells_is_found(string text, CellSeparator expected) => Assert.Equal(expected, Of(text).Separator);

    [Fact]
    public void A_first_line_that_may_be_either_is_told_and_counted_as_a_row()
    {
        CsvGlance glance = Of("ada,a\nbob,b\n");

        Assert.Null(glance.IsHeading);
        Assert.NotNull(glance.HeadingTrouble);
        Assert.Equal(2, glance.Rows);
        Assert.Equal(["0", "1"], glance.Columns.Select(column => column.Name));
    }

    [Fact]
    public void Classes_come_before_numbers_and_last_columns_before_first_ones_as_candidates_for_the_target() => Assert.Equal(
        [1, 3, 2],
        Of("name,kind,x,y\n" + string.Concat(Enumerable.Range(0, 12).Select(i => $"n{i},{(i % 3 == 0 ? "a" : "b")},{i},{i * i}\n"))).TargetCandidates);

    [Fact]
    public void What_is_no_table_is_refused() => Assert.Throws<DataFileException>(() => Of("a,b\n1,\"2\n"));

    private static CsvGlance Of(string text) => CsvGlance.Of(Encoding.UTF8.GetBytes(text));
}
