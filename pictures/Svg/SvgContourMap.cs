using OrleansSymmetry.Pictures.Axes;
using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Pictures.Svg;

/// <summary>A function on a grid as SVG: filled contours with their lines, and named points.</summary>
public static class SvgContourMap
{
    private const int MostLevels = 12;
    private const double LargestWidth = 600;
    private const double LargestHeight = 460;

    /// <summary>A side shorter than this holds no picture; axes then have scales of their own.</summary>
    private const double Shortest = 140;

    /// <summary>Draws a map as an SVG document.</summary>
    public static string Draw(ContourMap map)
    {
        var x = new LinearScale(map.X[0], map.X[^1]);
        var y = new LinearScale(map.Y[0], map.Y[^1]);
        (double areaWidth, double areaHeight, bool isEqual) = Size((x.High - x.Low) / (y.High - y.Low), map.EqualAspect);
        var bands = Bands.Of([.. map.Values], map.Logarithmic, MostLevels);
        double left = SvgFrame.LeftRoom(y, areaHeight);
        double width = left + areaWidth + SvgShadeBar.Room(SvgShadeBar.LabelsOf(bands).Select(label => label.Label));
        width = Math.Max(width, left + SvgPage.LengthOf(map.Title, SvgPage.TitleSize) + SvgFrame.RightRoom);
        double foot = SvgFrame.TitleRoom + areaHeight + SvgFrame.FootRoom;
        IReadOnlyList<string> notes = SvgNotes.Fold(ContourNotes.Of(map, bands, isEqual), width - left);
        using var page = new SvgPage(width, foot + SvgNotes.Height(notes), map.Title, DescriptionOf(map, bands));
        var frame = new SvgFrame(page, x, y, left, SvgFrame.TitleRoom, areaWidth, areaHeight);
        SvgFrame.Title(page, left, map.Title);
        if (bands.Range is not null)
        {
            DrawBands(frame, map, bands);
            DrawHoles(frame, map);
            SvgShadeBar.Draw(page, bands, map.ValueName, frame.Right, frame.Top, frame.Height);
        }

        frame.DrawAxes(map.XName, map.YName);
        SvgMarks.Draw(frame, map.Marks);
        SvgNotes.Draw(page, left, foot, notes);
        return page.Close();
    }

    private static (double Width, double Height, bool IsEqual) Size(double ratio, bool equal)
    {
        if (!equal)
        {
            return (LargestWidth, LargestHeight, false);
        }

        double width = Math.Min(LargestWidth, LargestHeight * ratio);
        double height = width / ratio;
        return Math.Min(width, height) >= Shortest ? (width, height, true) : (LargestWidth, LargestHeight, false);
    }

    private static void DrawBands(SvgFrame frame, ContourMap map, Bands bands)
    {
        frame.Page.Rectangle(frame.Left, frame.Top, frame.Width, frame.Height, ("fill", Palette.Shade(bands.PlaceOf(0))));
        double Value(int i, int j) => map.At(i, j) is { } value ? Level(value, map.Logarithmic) : double.NegativeInfinity;
        for (int i = 0; i < bands.Levels.Count; i++)
        {
            var path = new SvgPath();
            double level = Level(bands.Levels[i].Value, map.Logarithmic);
            foreach (IReadOnlyList<(double X, double Y)> loop in ContourLoops.Of(map.X.Count, map.Y.Count, Value, level))
            {
                Outline(path, [.. loop.Select(point => (frame.PixelX(Between(map.X, point.X)), frame.PixelY(Between(map.Y, point.Y))))]);
            }

            // Bands lie on each other from the lowest to the highest: no gap can open between two of them.
            Colour shade = Palette.Shade(bands.PlaceOf(i + 1));
            frame.Page.Path(
                path.ToString(), ("fill", shade), ("fill-rule", "evenodd"),
                ("stroke", shade.Ink), ("stroke-opacity", 0.55), ("stroke-width", 0.8), ("stroke-linejoin", "round"));
        }
    }

    private static double Level(double value, bool logarithmic) => (logarithmic, value) switch
    {
        (false, _) => value,
        (true, > 0) => Math.Log10(value),
        _ => double.NegativeInfinity,
    };

    private static double Between(IReadOnlyList<double> coordinates, double place)
    {
        int below = Math.Min((int)place, coordinates.Count - 2);
        return coordinates[below] + ((place - below) * (coordinates[below + 1] - coordinates[below]));
    }

    // Corners alone: points within a straight side, as along the border, say nothing.
    private static void Outline(SvgPath path, IReadOnlyList<(double X, double Y)> loop)
    {
        (double X, double Y)[] points = [.. loop.Where((point, i) => point != loop[(i + loop.Count - 1) % loop.Count])];
        bool isBegun = false;
        for (int i = 0; i < points.Length; i++)
        {
            (double x, double y) = points[i];
            (double beforeX, double beforeY) = points[(i + points.Length - 1) % points.Length];
            (double afterX, double afterY) = points[(i + 1) % points.Length];
            if ((x == beforeX && x == afterX) || (y == beforeY && y == afterY))
            {
                continue;
            }

            _ = isBegun ? path.Draw(x, y) : path.Move(x, y);
            isBegun = true;
        }

        if (isBegun)
        {
            path.Shut();
        }
    }

    // A cell with a corner that has no value is a hole.
    private static void DrawHoles(SvgFrame frame, ContourMap map)
    {
        var path = new SvgPath();
        for (int j = 0; j + 1 < map.Y.Count; j++)
        {
            for (int i = 0; i + 1 < map.X.Count; i++)
            {
                int from = i;
                while (i + 1 < map.X.Count && IsHole(map, i, j))
                {
                    i++;
                }

                if (i > from)
                {
                    double top = frame.PixelY(map.Y[j + 1]);
                    double bottom = frame.PixelY(map.Y[j]);
                    path.Move(frame.PixelX(map.X[from]), bottom).Draw(frame.PixelX(map.X[i]), bottom)
                        .Draw(frame.PixelX(map.X[i]), top).Draw(frame.PixelX(map.X[from]), top).Shut();
                }
            }
        }

        if (!path.IsEmpty)
        {
            frame.Page.Path(path.ToString(), ("fill", Palette.Paper), ("stroke", Palette.Paper));
        }
    }

    private static bool IsHole(ContourMap map, int i, int j) =>
        map.At(i, j) is null || map.At(i + 1, j) is null || map.At(i, j + 1) is null || map.At(i + 1, j + 1) is null;

    private static string DescriptionOf(ContourMap map, Bands bands)
    {
        string range = bands.Range is { } known ? $" from {Figures.Brief(known.Low)} to {Figures.Brief(known.High)}" : string.Empty;
        IEnumerable<string> marks = map.Marks.Select(mark => $"{mark.Name} at ({Figures.Brief(mark.X)}, {Figures.Brief(mark.Y)}).");
        return string.Join(" ", [$"Contours of {map.ValueName}{range} over {map.XName} and {map.YName}, {map.X.Count} x {map.Y.Count} points.", .. marks]);
    }
}
