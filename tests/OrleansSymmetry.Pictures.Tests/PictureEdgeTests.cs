using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using OrleansSymmetry.Pictures.Plain;
using OrleansSymmetry.Pictures.Svg;

namespace OrleansSymmetry.Pictures.Tests;

/// <summary>Data that a picture of ordinary data does not meet.</summary>
public sealed partial class PictureEdgeTests
{
    private static readonly double?[][] Series =
    [
        [1.5, 1.5, 1.5],
        [0.06, 0.06 + 1e-17, 0.06],
        [null, null, null],
        [double.NaN, 2, double.PositiveInfinity],
        [1e-300, 2e-300, 0],
        [-1e308, 1e308, 0],
        [double.MaxValue, -double.MaxValue, double.MaxValue],
        [-0.0, 0, -0.0],
        [5e-324, 1, 1e300],
        [-3, -2, -1],
    ];

    public static TheoryData<int, bool> Cases => [.. Enumerable.Range(0, Series.Length).SelectMany(i => new[] { (i, false), (i, true) })];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Line_plot_of_extreme_data_is_sound(int series, bool logarithmic)
    {
        var plot = new LinePlot("Extremes", "t", "loss", [new Curve("a", [0, 0.5, 1], Series[series])], [new Mark("m", 0.5, 1)], logarithmic);
        CheckPlain(width => PlainLinePlot.Draw(plot, width));
        CheckSvg(SvgLinePlot.Draw(plot));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Heat_map_of_extreme_data_is_sound(int series, bool logarithmic)
    {
        var map = new HeatMap("Extremes", "barrier", ["1", "2", "3"], [.. Series[series], .. Series[series], .. Series[series]]) { Logarithmic = logarithmic };
        CheckPlain(width => PlainHeatMap.Draw(map, width));
        CheckSvg(SvgHeatMap.Draw(map));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Contours_of_extreme_data_are_sound(int series, bool logarithmic)
    {
        var map = new ContourMap("Extremes", [0, 1, 2], [0, 1], [.. Series[series], .. Series[series]])
        {
            Logarithmic = logarithmic,
            Marks = [new Mark("far", 99, 0)],
        };
        CheckPlain(width => PlainContourMap.Draw(map, width));
        CheckSvg(SvgContourMap.Draw(map));
    }

    [Theory]
    [InlineData]
    [InlineData(-0.0)]
    [InlineData(5e-324, -5e-324)]
    [InlineData(double.MaxValue, -double.MaxValue)]
    [InlineData(double.NaN, double.PositiveInfinity, 1.0)]
    [InlineData(1e-9, 2e-9)]
    public void Spectrum_of_extreme_data_is_sound(params double[] eigenvalues)
    {
        var plot = new SpectrumPlot("Extremes", eigenvalues, zeroUpTo: 0);
        CheckPlain(width => PlainSpectrum.Draw(plot, width));
        CheckSvg(SvgSpectrum.Draw(plot));
    }

    [Theory]
    [InlineData(-0.0)]
    [InlineData(double.NaN)]
    [InlineData(5e-324)]
    [InlineData(double.MaxValue)]
    public void Network_of_extreme_weights_is_sound(double weight)
    {
        var network = new NetworkDrawing(
            "Extremes",
            [new DrawnLayer("input", [new DrawnUnit("x\u0001&<")], []), new DrawnLayer("output", [new DrawnUnit("a name that is long", weight)], [weight])]);
        CheckPlain(width => PlainNetwork.Draw(network, width));
        CheckSvg(SvgNetwork.Draw(network));
    }

    [Fact]
    public void Line_plot_of_one_point_shows_it()
    {
        var plot = new LinePlot("One", "t", "loss", [new Curve("a", [0.5], [2])], []);
        Assert.Contains(PlainLinePlot.Draw(plot, 80).Lines, line => line.Any(letter => letter is > '\u2800' and <= '\u28ff'));
        Assert.Matches("d=\"M[0-9. ]+L", SvgLinePlot.Draw(plot));
    }

    [Fact]
    public void Line_plot_without_data_has_axes_and_says_so()
    {
        var plot = new LinePlot("None", "t", "loss", [new Curve("nothing", [0, 1], [null, null])], []);
        Assert.Contains("nothing has no value.", PlainLinePlot.Draw(plot, 80).Lines);
        CheckSvg(SvgLinePlot.Draw(plot));
    }

    [Fact]
    public void Curve_that_differs_by_rounding_is_said_to_be_constant() => Assert.Contains(
        "a is constant to rounding: 0.06000.",
        PlainLinePlot.Draw(new LinePlot("Rounding", "t", "loss", [new Curve("a", [0, 1], [0.06, 0.06 + 1e-17])], []), 80).Lines);

    [Fact]
    public void Cell_without_a_value_differs_from_a_cell_of_zero()
    {
        var map = new HeatMap("Zero and nothing", "barrier", ["a", "b"], [0, 1, null, 0]);
        Assert.Equal("b                 0", PlainHeatMap.Draw(map, 80).Lines[3]);
        Assert.Contains("1 cell without a value", string.Join(' ', PlainHeatMap.Draw(map, 80).Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Matrix_that_is_not_square_is_refused() => Assert.Contains(
        "has 4 values; 3 are given",
        Assert.Throws<ArgumentException>(() => new HeatMap("t", "v", ["a", "b"], [1, 2, 3])).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Grid_with_a_value_too_few_is_refused() => Assert.Throws<ArgumentException>(() => new ContourMap("t", [0, 1], [0, 1, 2], [1, 2, 3, 4, 5]));

    [Fact]
    public void Weights_that_do_not_match_the_units_are_refused() => Assert.Throws<ArgumentException>(
        () => new NetworkDrawing("t", [new DrawnLayer("input", [new DrawnUnit("x")], []), new DrawnLayer("output", [new DrawnUnit("y")], [1, 2])]));

    [Fact]
    public void Svg_is_the_same_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        string expected = SvgContourMap.Draw(SamplePictures.Bowl);
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(string.Empty) { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "~" } };
            Assert.Equal(expected, SvgContourMap.Draw(SamplePictures.Bowl));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static void CheckPlain(Func<int, Canvas> draw)
    {
        foreach (int width in new[] { 40, 80 })
        {
            Assert.All(draw(width).Lines, line =>
            {
                Assert.True(line.Length <= width, line);
                Assert.DoesNotContain("NaN", line, StringComparison.Ordinal);
                Assert.DoesNotContain("∞", line, StringComparison.Ordinal);
            });
        }
    }

    // Every number of a coordinate is finite, and no zero is negative.
    private static void CheckSvg(string svg)
    {
        XElement root = XDocument.Parse(svg).Root!;
        foreach (XAttribute attribute in root.DescendantsAndSelf().Attributes())
        {
            Assert.DoesNotContain("NaN", attribute.Value, StringComparison.Ordinal);
            Assert.DoesNotContain("Infinity", attribute.Value, StringComparison.Ordinal);
            Assert.DoesNotMatch(NegativeZero(), attribute.Value);
        }
    }

    [GeneratedRegex(@"-0(?![.\d])")]
    private static partial Regex NegativeZero();
}
