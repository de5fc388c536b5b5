using System.Xml.Linq;
using OrleansSymmetry.Pictures.Svg;

namespace OrleansSymmetry.Pictures.Tests.Svg;

public sealed class SvgPageTests
{
    [Theory]
    [InlineData("-1.5e-07", "−1.5·10⁻⁷")]
    [InlineData("1e-4", "10⁻⁴")]
    [InlineData("-1e+12", "−10¹²")]
    [InlineData("loss -0.25 at t", "loss −0.25 at t")]
    [InlineData("2-3-1 tanh", "2-3-1 tanh")]
    [InlineData("permutation-saddle", "permutation-saddle")]
    public void Numbers_within_words_are_typeset_and_hyphens_stay(string plain, string typeset) => Assert.Equal(typeset, SvgPage.Typeset(plain));

    [Theory]
    [InlineData(1.0 / 3, "0.33")]
    [InlineData(-0.001, "0")]
    [InlineData(12, "12")]
    [InlineData(-2.5, "-2.5")]
    public void Coordinate_has_two_decimals_at_most_and_no_negative_zero(double value, string text) => Assert.Equal(text, SvgPage.Number(value));

    [Fact]
    public void Letters_that_XML_does_not_know_are_replaced()
    {
        using var page = new SvgPage(10, 10, "a\u0001<b", "&");
        page.Text(0, 0, "x\u0000y");
        XElement svg = XDocument.Parse(page.Close()).Root!;
        Assert.Equal("a\ufffd<b", svg.Elements().Single(element => element.Name.LocalName == "title").Value);
        Assert.Equal("x\ufffdy", svg.Elements().Single(element => element.Name.LocalName == "text").Value);
    }

    [Fact]
    public void Path_is_written_step_by_step()
    {
        SvgPath path = new SvgPath().Move(0, 1).Draw(2.345, 3).Shut();
        Assert.Equal("M0 1L2.35 3Z", path.ToString());
        Assert.False(path.IsEmpty);
        Assert.True(new SvgPath().IsEmpty);
    }
}
