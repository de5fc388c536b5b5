using OrleansSymmetry.Client.Views;

namespace OrleansSymmetry.Client.Tests.Views;

public sealed class TextTableTests
{
    [Fact]
    public void Numbers_stand_to_the_right_and_text_to_the_left()
    {
        TextTable table = Table();
        (string head, IReadOnlyList<string> body, IReadOnlyList<string> omitted) = table.Lay();
        Assert.Equal("kind           loss  hits", head);
        Assert.Equal(["minimum  0.06153921   903", "saddle          0.5     1"], body);
        Assert.Empty(omitted);
    }

    [Fact]
    public void Columns_that_can_be_spared_go_where_the_page_is_narrow()
    {
        (string head, _, IReadOnlyList<string> omitted) = Table().Lay(width: 20);
        Assert.Equal("kind           loss", head);
        Assert.Equal(["hits"], omitted);
    }

    [Fact]
    public void Row_of_another_length_is_refused() => Assert.Throws<ArgumentException>(() => Table().Add("one"));

    private static TextTable Table()
    {
        var table = new TextTable(new Column("kind", IsText: true), new Column("loss"), new Column("hits", Spare: 1));
        table.Add("minimum", "0.06153921", "903");
        table.Add("saddle", "0.5", "1");
        return table;
    }
}
