using System.Globalization;
using OrleansSymmetry.Pictures.Axes;
using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Pictures.Plain;

/// <summary>A matrix in letters: a table of figures with their shades where it fits a page, otherwise shades alone.</summary>
public static class PlainHeatMap
{
    private const string Shades = " ░▒▓█";

    /// <summary>Where shades stand alone a blank is an empty cell.</summary>
    private const string ShadesAlone = ".░▒▓█";

    /// <summary>Up to this many rows the cells hold their figures.</summary>
    private const int MostWithFigures = 12;

    /// <summary>Letters of a label that are kept in the heading of a column of figures.</summary>
    private const int FigureColumns = 7;

    private const int ShadeColumns = 2;

    /// <summary>Every so many columns of shades bear their number.</summary>
    private const int NumberedColumns = 5;

    /// <summary>A value that a logarithmic scale cannot hold.</summary>
    private const string NoShade = "-";

    /// <summary>Draws a matrix on a page with so many letters in a line.</summary>
    public static Canvas Draw(HeatMap map, int width)
    {
        var canvas = new Canvas(width);
        canvas.AddFolded(map.Title);
        if (map.TrianglesText is { } triangles)
        {
            canvas.AddFolded(triangles);
        }

        FittedScale shades = FittedScale.Over(map.Values.ToArray(), map.Logarithmic);
        if (DataRange.Of(map.Values) is null)
        {
            canvas.Add("No cell has a value.");
            return canvas;
        }

        DrawTable(canvas, map, shades, map.Labels.Count <= MostWithFigures);
        DrawKey(canvas, map, shades);
        return canvas;
    }

    // A matrix that is wider than the page is cut into blocks of columns below each other.
    private static void DrawTable(Canvas canvas, HeatMap map, FittedScale shades, bool hasFigures)
    {
        int longest = map.Labels.Max(label => label.Length);
        int numbers = Number(map.Labels.Count).Length;
        int cell = hasFigures ? Math.Max(FigureColumns, longest) + 2 : ShadeColumns;
        int head = hasFigures ? longest + 1 : numbers + longest + 2;
        int perBlock = Math.Max(1, (canvas.Width - head) / cell);
        for (int from = 0; from < map.Labels.Count; from += perBlock)
        {
            int to = Math.Min(from + perBlock, map.Labels.Count);
            int top = canvas.Height;
            canvas.Add();
            for (int column = from; column < to; column++)
            {
                if (hasFigures)
                {
                    canvas.Write(head + ((column - from) * cell), top, map.Labels[column].PadLeft(cell - 1));
                }
                else if ((column + 1) % NumberedColumns == 0)
                {
                    string number = Number(column + 1);
                    canvas.Write(head + ((column - from + 1) * cell) - number.Length, top, number);
                }
            }

            for (int row = 0; row < map.Labels.Count; row++)
            {
                int line = top + 1 + row;
                canvas.Write(0, line, hasFigures ? map.Labels[row] : $"{Number(row + 1).PadLeft(numbers)} {map.Labels[row]}");
                for (int column = from; column < to; column++)
                {
                    DrawCell(canvas, head + ((column - from) * cell), line, map.At(row, column), shades, hasFigures ? cell : 0);
                }
            }
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void DrawCell(Canvas canvas, int column, int line, double? value, FittedScale shades, int figureColumns)
    {
        if (value is not { } known)
        {
            return;
        }

        bool isShaded = shades.Holds(known);
        Colour? colour = isShaded ? Palette.Shade(shades.Scale.At(known)) : null;
        if (figureColumns > 0)
        {
            canvas.Write(column, line, CellFigure.Of(known).PadLeft(figureColumns - 1));
            canvas.Write(column + figureColumns - 1, line, isShaded ? Letter(Shades, shades.Scale.At(known)) : " ", colour);
        }
        else
        {
            string letter = isShaded ? Letter(ShadesAlone, shades.Scale.At(known)) : NoShade;
            canvas.Write(column, line, letter + letter, colour);
        }
    }

    private static string Letter(string shades, double place) => shades[Math.Clamp((int)(place * shades.Length), 0, shades.Length - 1)].ToString();

    private static void DrawKey(Canvas canvas, HeatMap map, FittedScale shades)
    {
        DataRange range = DataRange.Of(map.Values)!.Value;
        string ramp = map.Labels.Count <= MostWithFigures ? Shades : ShadesAlone;
        string said = range.IsConstant
            ? $"{map.ValueName}: all {Figures.Brief(range.Low)}"
            : $"{map.ValueName}: '{ramp[0]}' to '{ramp[^1]}' from {Figures.Brief(shades.Scale.Low)} to {Figures.Brief(range.High)}"
                + (shades.IsLogarithmic ? ", logarithmic" : string.Empty);
        // The diagonal of a picture of two triangles belongs to neither.
        int count = map.Labels.Count;
        int empty = map.Values
            .Where((_, i) => map.TrianglesText is null || i / count != i % count)
            .Count(value => value is not { } number || !double.IsFinite(number));
        canvas.AddFolded(empty == 0 ? said : $"{said}; {Figures.Counted(empty, "cell", "cells")} without a value empty");
        if (shades.Note is { } note)
        {
            canvas.AddFolded(note);
        }
    }
}
