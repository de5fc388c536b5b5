using OrleansSymmetry.Pictures.Svg;

namespace OrleansSymmetry.Pictures.Tests.Svg;

public sealed class SvgBoxTests
{
    private static readonly SvgBox Box = new(0, 0, 10, 10);

    [Theory]
    [InlineData(5, 5, true)]
    [InlineData(10, 0, false)]
    [InlineData(0, -10, false)]
    [InlineData(9.9, 9.9, true)]
    public void Boxes_meet_where_they_share_more_than_a_border(double x, double y, bool meets)
    {
        Assert.Equal(meets, Box.Meets(Box with { X = x, Y = y }));
        Assert.Equal(meets, (Box with { X = x, Y = y }).Meets(Box));
    }

    [Fact]
    public void First_place_that_is_free_is_taken_and_the_first_of_all_where_none_is()
    {
        SvgBox right = Box with { X = 10 };
        Assert.Equal(right, SvgBox.FirstFree([Box with { X = 1 }, right, Box with { X = 30 }], [Box]));
        Assert.Equal(Box with { X = 1 }, SvgBox.FirstFree([Box with { X = 1 }, Box with { Y = 1 }], [Box]));
    }
}
