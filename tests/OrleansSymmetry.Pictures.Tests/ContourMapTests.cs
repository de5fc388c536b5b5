using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using OrleansSymmetry.Pictures.Plain;
using OrleansSymmetry.Pictures.Svg;

namespace OrleansSymmetry.Pictures.Tests;

/// <summary>A grid of 7 x 3 points whose function rises along x alone, or along y alone: transposed, it would be another picture.</summary>
public sealed partial class ContourMapTests
{
    private static readonly double[] X = [0, 1, 2, 3, 4, 5, 6];
    private static readonly double[] Y = [0, 1, 2];

    private static ContourMap AlongX { get; } = new("Along x", X, Y, [.. Y.SelectMany(_ => X.Select(x => (double?)x))]);

    private static ContourMap AlongY { get; } = new("Along y", X, Y, [.. Y.SelectMany(y => X.Select(_ => (double?)y))]);

    [Fact]
    public void Function_of_x_alone_is_shaded_in_columns()
    {
        string[] area = Area(AlongX);
        Assert.Single(area.Distinct());
        Assert.Equal(' ', area[0][0]);
        Assert.Equal('█', area[0][^1]);
    }

    [Fact]
    public void Function_of_y_alone_is_shaded_in_lines_with_the_highest_on_top()
    {
        string[] area = Area(AlongY);
        Assert.All(area, line => Assert.Single(line.Distinct()));
        Assert.Equal('█', area[0][0]);
        Assert.Equal(' ', area[^1][0]);
    }

    [Fact]
    public void Contour_of_x_alone_is_upright_where_its_value_is()
    {
        XElement svg = XDocument.Parse(SvgContourMap.Draw(AlongX)).Root!;
        XElement frame = Elements(svg, "rect").Single(rect => (string?)rect.Attribute("stroke-width") == "1.2");
        double left = Number(frame, "x");
        double width = Number(frame, "width");

        // The region of values of at least 5 begins at five sixths of the width and fills the height.
        (double X, double Y)[] corners = Elements(svg, "path").Select(Corners)
            .Last(all => all.Length == 4 && Math.Abs(all.Min(corner => corner.X) - (left + (width * 5 / 6))) < 0.1);
        Assert.Equal(left + width, corners.Max(corner => corner.X), 0.02);
        Assert.Equal(Number(frame, "height"), corners.Max(corner => corner.Y) - corners.Min(corner => corner.Y), 0.02);
    }

    [Fact]
    public void One_unit_is_as_long_along_both_axes()
    {
        XElement frame = Elements(XDocument.Parse(SvgContourMap.Draw(AlongX)).Root!, "rect").Single(rect => (string?)rect.Attribute("stroke-width") == "1.2");
        Assert.Equal(3, Number(frame, "width") / Number(frame, "height"), 1e-3);
    }

    [Fact]
    public void Needle_of_a_plane_is_not_drawn_to_one_scale_and_says_so()
    {
        var map = new ContourMap("Needle", [0, 100], [0, 1], [0, 1, 2, 3]);
        Assert.Contains("scales of their own", SvgContourMap.Draw(map), StringComparison.Ordinal);
        Assert.Contains("scales of their own", string.Join(' ', PlainContourMap.Draw(map, 80).Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Mark_stands_where_its_coordinates_are()
    {
        ContourMap map = AlongX with { Marks = [new Mark("here", 4.5, 1.5)] };
        XElement svg = XDocument.Parse(SvgContourMap.Draw(map)).Root!;
        XElement frame = Elements(svg, "rect").Single(rect => (string?)rect.Attribute("stroke-width") == "1.2");
        XElement ring = Elements(svg, "circle").Single();
        Assert.Equal(0.75, (Number(ring, "cx") - Number(frame, "x")) / Number(frame, "width"), 1e-3);
        Assert.Equal(0.25, (Number(ring, "cy") - Number(frame, "y")) / Number(frame, "height"), 1e-3);

        string[] area = Area(map);
        int line = Array.FindIndex(area, letters => letters.Contains('A', StringComparison.Ordinal));
        Assert.Equal(0.75, (area[line].IndexOf('A', StringComparison.Ordinal) + 0.5) / area[line].Length, 0.02);
        Assert.Equal(0.25, (line + 0.5) / area.Length, 0.08);
    }

    private static string[] Area(ContourMap map)
    {
        // Full width first: blanks at the end of a line are the lowest shade too.
        IReadOnlyList<string> lines = PlainContourMap.Draw(map, 80).Lines;
        string axis = lines.Single(line => line.Contains('└', StringComparison.Ordinal));
        int left = axis.IndexOf('└', StringComparison.Ordinal) + 1;
        return [.. lines.Where(line => line.IndexOfAny(['│', '┤']) == left - 1).Select(line => line[left..].PadRight(axis.Length - left))];
    }

    private static IEnumerable<XElement> Elements(XElement svg, string name) => svg.Descendants((XNamespace)"http://www.w3.org/2000/svg" + name);

    private static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    private static (double X, double Y)[] Corners(XElement path) =>
        [.. Points().Matches(path.Attribute("d")!.Value).Select(match => (Read(match.Groups[1]), Read(match.Groups[2])))];

    private static double Read(Group group) => double.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"[ML](\S+) ([\d.]+)")]
    private static partial Regex Points();
}
