using System.Xml.Linq;
using OrleansSymmetry.Pictures.Plain;
using OrleansSymmetry.Pictures.Svg;

namespace OrleansSymmetry.Pictures.Tests;

/// <summary>Every picture in both targets, as agreed.</summary>
public sealed class PictureGoldenTests
{
    private const int Page = 80;
    private const int NarrowPage = 40;

    private static readonly Dictionary<string, (Func<int, Canvas> Plain, Func<string> Svg)> Pictures = new()
    {
        ["lines"] = (width => PlainLinePlot.Draw(SamplePictures.Ridges, width), () => SvgLinePlot.Draw(SamplePictures.Ridges)),
        ["lines-logarithmic"] = (width => PlainLinePlot.Draw(SamplePictures.Logarithmic, width), () => SvgLinePlot.Draw(SamplePictures.Logarithmic)),
        ["lines-many"] = (width => PlainLinePlot.Draw(SamplePictures.ManyRidges, width), () => SvgLinePlot.Draw(SamplePictures.ManyRidges)),
        ["heat"] = (width => PlainHeatMap.Draw(SamplePictures.Barriers, width), () => SvgHeatMap.Draw(SamplePictures.Barriers)),
        ["heat-many"] = (width => PlainHeatMap.Draw(SamplePictures.ManyBarriers, width), () => SvgHeatMap.Draw(SamplePictures.ManyBarriers)),
        ["contours"] = (width => PlainContourMap.Draw(SamplePictures.Bowl, width), () => SvgContourMap.Draw(SamplePictures.Bowl)),
        ["contours-saddle"] = (width => PlainContourMap.Draw(SamplePictures.Saddle, width), () => SvgContourMap.Draw(SamplePictures.Saddle)),
        ["spectrum"] = (width => PlainSpectrum.Draw(SamplePictures.Spectrum, width), () => SvgSpectrum.Draw(SamplePictures.Spectrum)),
        ["network"] = (width => PlainNetwork.Draw(SamplePictures.Network, width), () => SvgNetwork.Draw(SamplePictures.Network)),
        ["network-large"] = (width => PlainNetwork.Draw(SamplePictures.LargeNetwork, width), () => SvgNetwork.Draw(SamplePictures.LargeNetwork)),
    };

    public static TheoryData<string> Names => [.. Pictures.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Picture_in_letters_reads_as_agreed(string name) =>
        GoldenFile.Check($"picture-{name}.txt", string.Join('\n', Pictures[name].Plain(Page).Lines) + "\n");

    [Theory]
    [MemberData(nameof(Names))]
    public void Picture_on_a_narrow_page_reads_as_agreed(string name) =>
        GoldenFile.Check($"picture-{name}-narrow.txt", string.Join('\n', Pictures[name].Plain(NarrowPage).Lines) + "\n");

    [Theory]
    [MemberData(nameof(Names))]
    public void Picture_as_svg_is_as_agreed(string name) => GoldenFile.Check($"picture-{name}.svg", Pictures[name].Svg());

    [Theory]
    [MemberData(nameof(Names))]
    public void Svg_is_well_formed_and_says_what_it_shows(string name)
    {
        XElement svg = XDocument.Parse(Pictures[name].Svg()).Root!;
        XNamespace space = "http://www.w3.org/2000/svg";
        Assert.Equal(space + "svg", svg.Name);
        Assert.NotEmpty(svg.Element(space + "title")!.Value);
        Assert.NotEmpty(svg.Element(space + "desc")!.Value);
        Assert.DoesNotContain("NaN", svg.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("∞", svg.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Picture_in_letters_fits_its_page_without_blanks_at_the_ends(string name)
    {
        foreach (int width in new[] { NarrowPage, Page, 100 })
        {
            Assert.All(Pictures[name].Plain(width).Lines, line =>
            {
                Assert.True(line.Length <= width, $"{line.Length} letters: {line}");
                Assert.Equal(line.TrimEnd(), line);
                Assert.DoesNotContain(line, char.IsControl);
            });
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Coloured_lines_without_their_colours_are_the_lines(string name)
    {
        Canvas canvas = Pictures[name].Plain(Page);
        Assert.Equal(canvas.Lines, canvas.ColouredLines.Select(line => string.Concat(line.Select(run => run.Letters))));
        Assert.All(canvas.ColouredLines, line => Assert.All(line.Zip(line.Skip(1)), pair => Assert.NotEqual(pair.First.Colour, pair.Second.Colour)));
    }
}
