using OrleansSymmetry.Pictures.Plain;

namespace OrleansSymmetry.Pictures.Tests.Plain;

public sealed class DotMatrixTests
{
    /// <summary>The dots of a letter as Unicode numbers them (Unicode 17.0, section 21.1): 1 2 3 7 down the left side, 4 5 6 8 down the right one.</summary>
    [Theory]
    [InlineData(0, 0, '\u2801')]
    [InlineData(0, 1, '\u2802')]
    [InlineData(0, 2, '\u2804')]
    [InlineData(0, 3, '\u2840')]
    [InlineData(1, 0, '\u2808')]
    [InlineData(1, 1, '\u2810')]
    [InlineData(1, 2, '\u2820')]
    [InlineData(1, 3, '\u2880')]
    public void Dot_is_the_bit_that_Unicode_gives_it(int x, int y, char letter)
    {
        var dots = new DotMatrix(1, 1);
        dots.Set(x, y);
        Assert.Equal(letter, dots.LetterAt(0, 0));
    }

    [Fact]
    public void Cell_without_dots_has_no_letter_and_dots_outside_are_passed_over()
    {
        var dots = new DotMatrix(2, 1);
        dots.Set(-1, 0);
        dots.Set(0, -1);
        dots.Set(4, 0);
        dots.Set(0, 4);
        Assert.Null(dots.LetterAt(0, 0));
        Assert.Null(dots.LetterAt(1, 0));
        Assert.Equal((4, 4), (dots.Width, dots.Height));
    }

    [Fact]
    public void Cell_with_all_dots_is_full()
    {
        var dots = new DotMatrix(1, 1);
        for (int i = 0; i < 8; i++)
        {
            dots.Set(i % 2, i / 2);
        }

        Assert.Equal('⣿', dots.LetterAt(0, 0));
    }
}
