using OrleansSymmetry.Pictures.Axes;

namespace OrleansSymmetry.Pictures.Plain;

/// <summary>A line plot in Braille dots.</summary>
public static class PlainLinePlot
{
    /// <summary>Lines of the plotting area.</summary>
    private const int AreaLines = 16;

    private const string Numbers = "123456789abcdefghijklmnopqrstuvwxyz";

    // Dots that are drawn and left out in turn, so that curves differ without colours.
    private static readonly int[][] Dashes = [[1, 0], [3, 3], [1, 3], [8, 2, 2, 2]];

    /// <summary>Draws a plot on a page with so many letters in a line.</summary>
    public static Canvas Draw(LinePlot plot, int width)
    {
        var canvas = new Canvas(width);
        LinePlotScales scales = LinePlotScales.Of(plot);
        string yName = scales.Y.IsLogarithmic ? $"{plot.YName} (logarithmic)" : plot.YName;
        int columns = PlainFrame.ColumnsLeft(width, scales.Y.Scale, AreaLines);
        PlainFrame frame = PlainFrame.Draw(canvas, plot.Title, (plot.XName, scales.X), (yName, scales.Y.Scale), columns, AreaLines);

        // The first curve is the last one drawn, on top.
        for (int i = plot.Curves.Count - 1; i >= 0; i--)
        {
            DrawCurve(frame, plot.Curves[i], i, scales.Y);
        }

        for (int i = 0; IsNumbered(plot) && i < plot.Curves.Count; i++)
        {
            DrawNumber(frame, plot.Curves[i], i, plot.Curves.Count, scales.Y);
        }

        DrawKey(canvas, plot);
        PlainMarks.Draw(frame, plot.Marks);
        foreach (string note in scales.Notes)
        {
            canvas.AddFolded(note);
        }

        return canvas;
    }

    private static void DrawCurve(PlainFrame frame, Curve curve, int number, FittedScale ordinate)
    {
        var dots = new DotMatrix(frame.Columns, frame.Lines);
        int[] dash = Dashes[number % Dashes.Length];
        int walked = 0;
        (int X, int Y)? last = null;
        for (int i = 0; i < curve.X.Count; i++)
        {
            if (curve.Y[i] is not { } y || !ordinate.Holds(y))
            {
                last = null;
                continue;
            }

            (int X, int Y) here = (PlainFrame.Place(frame.X.At(curve.X[i]), dots.Width), dots.Height - 1 - PlainFrame.Place(frame.Y.At(y), dots.Height));
            walked = Join(dots, last ?? here, here, dash, walked);
            last = here;
        }

        for (int line = 0; line < frame.Lines; line++)
        {
            for (int column = 0; column < frame.Columns; column++)
            {
                if (dots.LetterAt(column, line) is { } letter)
                {
                    frame.Write(column, line, letter, Palette.OfCurve(number));
                }
            }
        }
    }

    // Dashes tell a few curves apart; more of them bear their numbers as well.
    private static bool IsNumbered(LinePlot plot) => plot.Curves.Count > Dashes.Length;

    private static char NumberOf(int curve) => Numbers[curve % Numbers.Length];

    // Each number stands further to the right than the one before, so that they do not heap up in the middle.
    private static void DrawNumber(PlainFrame frame, Curve curve, int number, int count, FittedScale ordinate)
    {
        int[] shown = [.. Enumerable.Range(0, curve.X.Count).Where(i => ordinate.Holds(curve.Y[i]))];
        if (shown.Length > 0)
        {
            int at = shown[(number + 1) * (shown.Length - 1) / (count + 1)];
            frame.Write(frame.ColumnOf(curve.X[at]), frame.LineOf(curve.Y[at]!.Value), NumberOf(number), Palette.OfCurve(number));
        }
    }

    private static int Join(DotMatrix dots, (int X, int Y) from, (int X, int Y) to, int[] dash, int walked)
    {
        int steps = Math.Max(Math.Abs(to.X - from.X), Math.Abs(to.Y - from.Y));
        if (steps == 0)
        {
            if (IsDrawn(dash, walked))
            {
                dots.Set(to.X, to.Y);
            }

            return walked;
        }

        for (int i = 0; i <= steps; i++)
        {
            if (IsDrawn(dash, walked + i))
            {
                dots.Set(
                    from.X + (int)Math.Round((double)i * (to.X - from.X) / steps),
                    from.Y + (int)Math.Round((double)i * (to.Y - from.Y) / steps));
            }
        }

        return walked + steps;
    }

    private static bool IsDrawn(int[] dash, int walked)
    {
        int left = walked % dash.Sum();
        for (int i = 0; ; i++)
        {
            if (left < dash[i])
            {
                return i % 2 == 0;
            }

            left -= dash[i];
        }
    }

    private static void DrawKey(Canvas canvas, LinePlot plot)
    {
        if (plot.Curves.Count < 2)
        {
            return;
        }

        const int SampleColumns = 6;
        for (int i = 0; i < plot.Curves.Count; i++)
        {
            var sample = new DotMatrix(SampleColumns, 1);
            Join(sample, (0, 1), (sample.Width - 1, 1), Dashes[i % Dashes.Length], 0);
            int line = canvas.Height;
            string letters = new([.. Enumerable.Range(0, SampleColumns).Select(column => sample.LetterAt(column, 0) ?? ' ')]);
            string name = IsNumbered(plot) ? $"{NumberOf(i)}  {plot.Curves[i].Name}" : plot.Curves[i].Name;
            canvas.AddFolded(new string(' ', SampleColumns) + "  " + name, new string(' ', SampleColumns + 2));
            canvas.Write(0, line, letters, Palette.OfCurve(i));
        }
    }
}
