namespace OrleansSymmetry.Pictures.Svg;

/// <summary>Named points: a ring with its name beside it, kept inside the area and apart from each other.</summary>
internal static class SvgMarks
{
    private const double Radius = 5;

    /// <summary>Points nearer than this share their ring and are named together.</summary>
    private const double Together = 4;

    private const double LineHeight = 1.3 * SvgPage.FontSize;

    /// <summary>Draws the points that lie inside the area; says which do not.</summary>
    internal static IReadOnlyList<string> Draw(SvgFrame frame, IReadOnlyList<Mark> marks)
    {
        List<(double X, double Y, string Name)> points = [];
        List<string> outside = [];
        foreach (Mark mark in marks)
        {
            double x = frame.PixelX(mark.X);
            double y = frame.PixelY(mark.Y);
            if (!(x >= frame.Left - 1 && x <= frame.Right + 1 && y >= frame.Top - 1 && y <= frame.Bottom + 1))
            {
                outside.Add($"{mark.Name} lies outside the picture.");
            }
            else if (points.FindIndex(point => Math.Abs(point.X - x) < Together && Math.Abs(point.Y - y) < Together) is >= 0 and var same)
            {
                points[same] = points[same] with { Name = $"{points[same].Name}, {mark.Name}" };
            }
            else
            {
                points.Add((x, y, mark.Name));
            }
        }

        List<SvgBox> taken = [.. points.Select(point => new SvgBox(point.X - Radius, point.Y - Radius, 2 * Radius, 2 * Radius))];
        foreach ((double x, double y, _) in points)
        {
            frame.Page.Circle(x, y, Radius, ("fill", Palette.Paper), ("stroke", Palette.Ink), ("stroke-width", 2));
        }

        // Names wear a rim of paper, so that they can be read on every shade.
        frame.Page.BeginGroup(("stroke", Palette.Paper), ("stroke-width", 3.5), ("stroke-linejoin", "round"), ("paint-order", "stroke"));
        foreach ((double x, double y, string name) in points)
        {
            SvgBox box = Free(frame, x, y, SvgPage.LengthOf(name), taken);
            taken.Add(box);
            frame.Page.Text(box.X, box.Y + SvgPage.FontSize, name);
        }

        frame.Page.EndGroup();
        return outside;
    }

    // Above, below, right, left and the corners; the first place that is inside and free.
    private static SvgBox Free(SvgFrame frame, double x, double y, double width, List<SvgBox> taken)
    {
        const double Gap = Radius + 3;
        double centre = x - (width / 2);
        double middle = y - (LineHeight / 2);
        SvgBox[] places =
        [
            new(centre, y - Gap - LineHeight, width, LineHeight), new(centre, y + Gap, width, LineHeight),
            new(x + Gap, middle, width, LineHeight), new(x - Gap - width, middle, width, LineHeight),
            new(x + Gap, y - LineHeight - 2, width, LineHeight), new(x - Gap - width, y - LineHeight - 2, width, LineHeight),
            new(x + Gap, y + 2, width, LineHeight), new(x - Gap - width, y + 2, width, LineHeight),
        ];
        SvgBox[] inside = [.. places.Where(place => place.X >= frame.Left + 2 && place.X + width <= frame.Right - 2
            && place.Y >= frame.Top + 1 && place.Y + LineHeight <= frame.Bottom - 1)];
        return SvgBox.FirstFree(inside.Length > 0 ? inside : places, taken);
    }
}
