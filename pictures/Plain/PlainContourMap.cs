using OrleansSymmetry.Pictures.Axes;
using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Pictures.Plain;

/// <summary>A function on a grid in shades of letters.</summary>
public static class PlainContourMap
{
    private const string Shades = " ·░▒▓█";
    private const char NoValue = '?';

    /// <summary>Lines of the area at most and at least.</summary>
    private const int MostLines = 24;
    private const int LeastLines = 8;
    private const int LeastColumns = 20;

    /// <summary>A letter is about twice as high as it is wide.</summary>
    private const double LetterAspect = 2;

    /// <summary>Draws a map on a page with so many letters in a line.</summary>
    public static Canvas Draw(ContourMap map, int width)
    {
        var canvas = new Canvas(width);
        var x = new LinearScale(map.X[0], map.X[^1]);
        var y = new LinearScale(map.Y[0], map.Y[^1]);
        (int columns, int lines, bool isEqual) = Size(width, x, y, map.EqualAspect);
        var bands = Bands.Of([.. map.Values], map.Logarithmic, Shades.Length - 1);
        PlainFrame frame = PlainFrame.Draw(canvas, map.Title, (map.XName, x), (map.YName, y), columns, lines);
        for (int line = 0; line < lines; line++)
        {
            for (int column = 0; column < columns; column++)
            {
                double place = 1 - ((line + 0.5) / lines);
                double? value = ValueAt(map, x.Low + ((column + 0.5) / columns * (x.High - x.Low)), y.Low + (place * (y.High - y.Low)));
                if (value is { } known)
                {
                    int band = bands.Of(known);
                    frame.Write(column, line, Letter(bands, band), Palette.Shade(bands.PlaceOf(band)));
                }
                else
                {
                    frame.Write(column, line, NoValue);
                }
            }
        }

        DrawKey(canvas, map, bands);
        PlainMarks.Draw(frame, map.Marks);
        foreach (string note in ContourNotes.Of(map with { Marks = [] }, bands, isEqual))
        {
            canvas.AddFolded(note);
        }

        return canvas;
    }

    private static (int Columns, int Lines, bool IsEqual) Size(int width, LinearScale x, LinearScale y, bool equal)
    {
        int columns = PlainFrame.ColumnsLeft(width, y, MostLines);
        double ratio = (x.High - x.Low) / (y.High - y.Low) * LetterAspect;
        double lines = columns / ratio;
        if (!equal || lines < LeastLines || MostLines * ratio < LeastColumns)
        {
            return (columns, (int)(MostLines * 0.75), false);
        }

        return lines <= MostLines ? (columns, (int)Math.Round(lines), true) : ((int)Math.Round(MostLines * ratio), MostLines, true);
    }

    private static double? ValueAt(ContourMap map, double x, double y)
    {
        (int i, double shareX) = Cell(map.X, x);
        (int j, double shareY) = Cell(map.Y, y);
        return map.At(i, j) is { } lowerLeft
            && map.At(i + 1, j) is { } lowerRight
            && map.At(i, j + 1) is { } upperLeft
            && map.At(i + 1, j + 1) is { } upperRight
            ? (((lowerLeft * (1 - shareX)) + (lowerRight * shareX)) * (1 - shareY)) + (((upperLeft * (1 - shareX)) + (upperRight * shareX)) * shareY)
            : null;
    }

    private static (int Below, double Share) Cell(IReadOnlyList<double> coordinates, double value)
    {
        int below = 0;
        while (below + 2 < coordinates.Count && coordinates[below + 1] <= value)
        {
            below++;
        }

        return (below, (value - coordinates[below]) / (coordinates[below + 1] - coordinates[below]));
    }

    private static char Letter(Bands bands, int band) => Shades[(int)Math.Round(bands.PlaceOf(band) * (Shades.Length - 1))];

    private static void DrawKey(Canvas canvas, ContourMap map, Bands bands)
    {
        if (bands.Range is not { IsConstant: false } range)
        {
            return;
        }

        IEnumerable<string> steps = bands.Levels.Select((level, i) => $"'{Letter(bands, i + 1)}' from {level.Label}");
        string key = string.Join(", ", [$"'{Letter(bands, 0)}' from {Figures.Brief(range.Low)}", .. steps]);
        canvas.AddFolded($"{map.ValueName}: {key} to {Figures.Brief(range.High)}", "  ");
        if (map.Values.Any(value => value is not { } number || !double.IsFinite(number)))
        {
            canvas.Add($"'{NoValue}' no value");
        }
    }
}
