using OrleansSymmetry.Pictures.Axes;
using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Pictures.Svg;

/// <summary>A line plot as SVG.</summary>
public static class SvgLinePlot
{
    private const double AreaWidth = 600;
    private const double AreaHeight = 340;
    private const double KeyLine = 30;
    private const double KeyRow = 24;

    /// <summary>Dashes that differ where colours repeat or cannot be seen.</summary>
    private static readonly string[] Dashes = ["none", "9 5", "2 4", "12 4 2 4"];

    /// <summary>Draws a plot as an SVG document.</summary>
    public static string Draw(LinePlot plot)
    {
        LinePlotScales scales = LinePlotScales.Of(plot);
        bool hasKey = plot.Curves.Count > 1;
        double left = SvgFrame.LeftRoom(scales.Y.Scale, AreaHeight);
        double key = hasKey ? KeyLine + 34 + plot.Curves.Max(curve => SvgPage.LengthOf(curve.Name)) : 28;
        double areaHeight = Math.Max(AreaHeight, hasKey ? KeyRow * plot.Curves.Count : 0);
        double width = left + AreaWidth + key;
        double foot = SvgFrame.TitleRoom + areaHeight + SvgFrame.FootRoom;
        IReadOnlyList<string> notes = SvgNotes.Fold(scales.Notes.Concat(Outside(plot, scales)), width - left);
        using var page = new SvgPage(width, foot + SvgNotes.Height(notes), plot.Title, DescriptionOf(plot));
        var frame = new SvgFrame(page, scales.X, scales.Y.Scale, left, SvgFrame.TitleRoom, AreaWidth, areaHeight);
        SvgFrame.Title(page, left, plot.Title);
        frame.DrawGrid();
        frame.DrawAxes(plot.XName, scales.Y.IsLogarithmic ? $"{plot.YName} (logarithmic)" : plot.YName);
        for (int i = plot.Curves.Count - 1; i >= 0; i--)
        {
            DrawCurve(frame, plot.Curves[i], i, scales.Y);
        }

        for (int i = 0; hasKey && i < plot.Curves.Count; i++)
        {
            double y = frame.Top + (KeyRow * (i + 0.5));
            page.Line(frame.Right + 16, y, frame.Right + 16 + KeyLine, y, Stroke(i));
            page.Text(frame.Right + 24 + KeyLine, y + 5, plot.Curves[i].Name);
        }

        SvgMarks.Draw(frame, plot.Marks);
        SvgNotes.Draw(page, left, foot, notes);
        return page.Close();
    }

    // A mark that a logarithmic axis cannot hold is already in the axis' own note.
    private static IEnumerable<string> Outside(LinePlot plot, LinePlotScales scales) =>
        plot.Marks.Where(mark => !double.IsFinite(mark.X) || !scales.Y.Holds(mark.Y)).Select(mark => $"{mark.Name} is not shown.");

    private static void DrawCurve(SvgFrame frame, Curve curve, int number, FittedScale ordinate)
    {
        var path = new SvgPath();
        bool isDown = false;
        for (int i = 0; i < curve.X.Count; i++)
        {
            if (curve.Y[i] is not { } value || !ordinate.Holds(value))
            {
                isDown = false;
                continue;
            }

            double x = frame.PixelX(curve.X[i]);
            double y = frame.PixelY(value);
            _ = isDown ? path.Draw(x, y) : path.Move(x, y);
            bool isAlone = !isDown && (i + 1 == curve.X.Count || !ordinate.Holds(curve.Y[i + 1]));
            if (isAlone)
            {
                // A line of no length with round ends is a dot.
                path.Draw(x, y);
            }

            isDown = true;
        }

        if (!path.IsEmpty)
        {
            frame.Page.Path(path.ToString(), [("fill", "none"), .. Stroke(number)]);
        }
    }

    private static (string Name, object Value)[] Stroke(int number)
    {
        (string Name, object Value)[] stroke =
            [("stroke", Palette.OfCurve(number)), ("stroke-width", 2.5), ("stroke-linejoin", "round"), ("stroke-linecap", "round")];
        string dash = Dashes[number % Dashes.Length];
        return dash == "none" ? stroke : [.. stroke, ("stroke-dasharray", dash)];
    }

    private static string DescriptionOf(LinePlot plot)
    {
        IEnumerable<string> curves = plot.Curves.Select(curve => DataRange.Of(curve.Y) is { } range
            ? $"{curve.Name} lies between {Figures.Brief(range.Low)} and {Figures.Brief(range.High)}."
            : $"{curve.Name} has no value.");
        IEnumerable<string> marks = plot.Marks.Select(mark => $"{mark.Name} at ({Figures.Brief(mark.X)}, {Figures.Brief(mark.Y)}).");
        return string.Join(" ", [$"Line plot of {plot.YName} over {plot.XName}.", .. curves, .. marks]);
    }
}
