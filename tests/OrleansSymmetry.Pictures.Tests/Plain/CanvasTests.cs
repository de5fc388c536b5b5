using OrleansSymmetry.Pictures.Plain;

namespace OrleansSymmetry.Pictures.Tests.Plain;

public sealed class CanvasTests
{
    [Fact]
    public void What_lies_outside_the_page_is_cut()
    {
        var canvas = new Canvas(4);
        canvas.Write(-2, 0, "abcdefgh");
        canvas.Write(3, 1, "xyz");
        Assert.Equal(["cdef", "   x"], canvas.Lines);
    }

    [Fact]
    public void Lines_have_no_blanks_at_their_ends()
    {
        var canvas = new Canvas(10);
        canvas.Add("ab   ");
        canvas.Add();
        Assert.Equal(["ab", ""], canvas.Lines);
    }

    [Fact]
    public void Lines_are_cut_where_their_colour_changes()
    {
        var canvas = new Canvas(10);
        canvas.Write(0, 0, "plain");
        canvas.Write(2, 0, "it", Palette.Negative);
        Assert.Equal(
            [new ColouredText("pl", null), new ColouredText("it", Palette.Negative), new ColouredText("n", null)],
            Assert.Single(canvas.ColouredLines));
    }

    [Fact]
    public void Sentence_is_folded_at_the_width_of_the_page()
    {
        var canvas = new Canvas(8);
        canvas.AddFolded("one two three", "  ");
        Assert.Equal(["one two", "  three"], canvas.Lines);
    }
}
