using System.Text;
using OrleansSymmetry.Landscape.Problems;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Tests.Problems;

public sealed class CsvProblemTests
{
    private const string Table = "height,width,kind\r\n1,2,\"b, or \"\"c\"\"\"\r\n3,4,a\r\n\r\n5,9,a\r\n";

    [Fact]
    public void Columns_are_found_by_name_or_by_index()
    {
        DataSet data = Build(Table, ["width", "0"], ["height"], standardise: false);

        Assert.Equal([2, 1, 4, 3, 9, 5], data.X);
        Assert.Equal([1, 3, 5], data.Y);
    }

    [Fact]
    public void A_column_of_words_becomes_one_hot_in_alphabetical_order()
    {
        DataSet data = Build(Table, ["width"], ["kind"], standardise: false);

        Assert.Equal([0, 1, 1, 0, 1, 0], data.Y);
    }

    [Fact]
    public void Inputs_are_standardised_and_targets_are_not()
    {
        DataSet data = Build(Table, ["height"], ["height"], standardise: true);

        double outer = Math.Sqrt(1.5);
        ProblemAssert.Near([-outer, 0, outer], data.X, 1e-15);
        Assert.Equal([1, 3, 5], data.Y);
    }

    [Fact]
    public void A_table_of_numbers_alone_has_no_heading()
    {
        DataSet data = Build("1,2\n3,4\n", ["0"], ["1"], standardise: false);

        Assert.Equal([1, 3], data.X);
        Assert.Equal([2, 4], data.Y);
    }

    [Theory]
    [InlineData("", "no rows")]
    [InlineData("a,b\n", "no rows")]
    [InlineData("a,b\n1,2\n3\n", "Line 3 of the data file has 1 cells")]
    [InlineData("a,b\n1,2\n3,x\n", "Line 3 of the data file holds 'x'")]
    [InlineData("a,b\n1,\n", "Line 2 of the data file holds ''")]
    [InlineData("a,b\nNaN,2\n", "Line 2 of the data file holds 'NaN'")]
    [InlineData("a,c\n1,2\n", "no column b")]
    [InlineData("a,b\n\"1,2\n", "does not close")]
    public void A_table_that_does_not_hold_what_is_needed_is_refused_with_its_line(string table, string words)
    {
        InvalidDataException refusal = Assert.Throws<InvalidDataException>(() => Build(table, ["a", "b"], ["a", "b"], standardise: false));

        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    private static DataSet Build(string table, string[] inputs, string[] targets, bool standardise)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(table);
        return ProblemAssert.Build(new CsvProblem(DataFiles.HashOf(bytes), inputs, targets, standardise), DataFiles.Of([new ReadOnlyMemory<byte>(bytes)]));
    }
}
