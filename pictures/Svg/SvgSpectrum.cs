using OrleansSymmetry.Pictures.Axes;

namespace OrleansSymmetry.Pictures.Svg;

/// <summary>A spectrum as SVG: a stem for each eigenvalue in ascending order; colour and shape are its sign.</summary>
public static class SvgSpectrum
{
    private const double AreaWidth = 600;
    private const double AreaHeight = 340;
    private const double KeyRow = 26;

    /// <summary>Radius of a mark; smaller where there are many.</summary>
    private const double LargestMark = 6;
    private const double SmallestMark = 1.5;

    /// <summary>Draws a spectrum as an SVG document.</summary>
    public static string Draw(SpectrumPlot plot)
    {
        var y = SymmetricLogarithmicScale.Of(plot.Eigenvalues, plot.ZeroUpTo);
        var x = new LinearScale(0, plot.Eigenvalues.Count + 1);
        double left = SvgFrame.LeftRoom(y, AreaHeight);
        (int Sign, string Name)[] key = [(1, $"{plot.Positive} positive"), (0, $"{plot.Zero} zero"), (-1, $"{plot.Negative} negative")];
        double width = left + AreaWidth + 56 + key.Max(entry => SvgPage.LengthOf(entry.Name));
        double foot = SvgFrame.TitleRoom + AreaHeight + SvgFrame.FootRoom;
        IReadOnlyList<string> sentences = [.. SpectrumNotes.Of(plot, y)];
        IReadOnlyList<string> notes = SvgNotes.Fold(sentences, width - left);
        using var page = new SvgPage(width, foot + SvgNotes.Height(notes), plot.Title, $"Stem plot of a spectrum. {string.Join(" ", sentences)}");
        var frame = new SvgFrame(page, x, y, left, SvgFrame.TitleRoom, AreaWidth, AreaHeight);
        SvgFrame.Title(page, left, plot.Title);
        frame.DrawGrid();
        page.Line(frame.Left, frame.PixelY(0), frame.Right, frame.PixelY(0), ("stroke", Palette.Ink), ("stroke-width", 1.2));
        DrawStems(frame, plot);
        frame.DrawAxes("rank", "eigenvalue");
        for (int i = 0; i < key.Length; i++)
        {
            double middle = frame.Top + (KeyRow * (i + 0.5));
            DrawMark(page, frame.Right + 28, middle, LargestMark, key[i].Sign);
            page.Text(frame.Right + 44, middle + 5, key[i].Name);
        }

        SvgNotes.Draw(page, left, foot, notes);
        return page.Close();
    }

    private static void DrawStems(SvgFrame frame, SpectrumPlot plot)
    {
        double spacing = frame.Width / (plot.Eigenvalues.Count + 1);
        double radius = Math.Clamp(0.4 * spacing, SmallestMark, LargestMark);
        for (int i = 0; i < plot.Eigenvalues.Count; i++)
        {
            double value = plot.Eigenvalues[i];
            int sign = plot.SignOf(value);
            double x = frame.PixelX(i + 1);
            if (sign != 0)
            {
                frame.Page.Line(x, frame.PixelY(0), x, frame.PixelY(value), ("stroke", ColourOf(sign)), ("stroke-width", Math.Clamp(radius / 3, 0.5, 2)));
            }

            DrawMark(frame.Page, x, frame.PixelY(value), radius, sign);
        }
    }

    private static Colour ColourOf(int sign) => sign switch
    {
        < 0 => Palette.Negative,
        0 => Palette.Ink,
        _ => Palette.Positive,
    };

    private static void DrawMark(SvgPage page, double x, double y, double radius, int sign)
    {
        if (sign < 0)
        {
            var triangle = new SvgPath();
            triangle.Move(x - radius, y - (0.8 * radius)).Draw(x + radius, y - (0.8 * radius)).Draw(x, y + radius).Shut();
            page.Path(triangle.ToString(), ("fill", ColourOf(sign)));
        }
        else if (sign == 0)
        {
            page.Circle(x, y, 0.85 * radius, ("fill", Palette.Paper), ("stroke", ColourOf(sign)), ("stroke-width", Math.Clamp(radius / 3, 0.5, 2)));
        }
        else
        {
            page.Circle(x, y, radius, ("fill", ColourOf(sign)));
        }
    }
}
