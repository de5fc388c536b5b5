using OrleansSymmetry.Pictures.Axes;
using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Pictures.Svg;

/// <summary>A matrix as SVG: one rectangle a cell, its figure in it where there is room.</summary>
public static class SvgHeatMap
{
    /// <summary>Up to this size cells hold their figures.</summary>
    private const int MostWithFigures = 12;

    private const double WideCell = 58;
    private const double TallCell = 36;
    private const double LargestMap = 480;
    private const double LeastCell = 8;
    private const double FigureSize = 12;

    /// <summary>Draws a matrix as an SVG document.</summary>
    public static string Draw(HeatMap map)
    {
        int count = map.Labels.Count;
        bool hasFigures = count <= MostWithFigures;
        double cellWidth = hasFigures ? WideCell : Math.Max(LeastCell, LargestMap / count);
        double cellHeight = hasFigures ? TallCell : cellWidth;
        FittedScale shades = FittedScale.Over(map.Values.ToArray(), map.Logarithmic);
        double longest = map.Labels.Select(label => SvgPage.LengthOf(label)).DefaultIfEmpty(0).Max();
        bool isTurned = longest > cellWidth - 4;
        double left = longest + 28;
        double top = SvgFrame.TitleRoom + (isTurned ? longest : SvgPage.FontSize) + 10;
        double height = Math.Max(count * cellHeight, 3 * TallCell);
        double bar = SvgShadeBar.Room(SvgShadeBar.TicksOf(shades.Scale, height).Select(tick => tick.Label));
        double width = Math.Max(left + (count * cellWidth) + bar, SvgPage.LengthOf(map.Title, SvgPage.TitleSize) + left);
        double foot = top + height + 16;
        IReadOnlyList<string> notes = SvgNotes.Fold(Notes(map, shades), width - left);
        using var page = new SvgPage(width, foot + SvgNotes.Height(notes), map.Title, DescriptionOf(map));
        SvgFrame.Title(page, left, map.Title);
        var grid = new Cells(map, shades, left, top, cellWidth, cellHeight);
        DrawCells(page, grid, hasFigures);
        DrawLabels(page, grid, isTurned);
        if (DataRange.Of(map.Values) is not null)
        {
            SvgShadeBar.Draw(page, shades.Scale, map.ValueName, left + (count * cellWidth), top, height);
        }

        SvgNotes.Draw(page, left, foot, notes);
        return page.Close();
    }

    private static void DrawCells(SvgPage page, Cells grid, bool hasFigures)
    {
        for (int row = 0; row < grid.Map.Labels.Count; row++)
        {
            for (int column = 0; column < grid.Map.Labels.Count; column++)
            {
                double x = grid.Left + (column * grid.Width);
                double y = grid.Top + (row * grid.Height);
                double? value = grid.Map.At(row, column);
                if (!grid.Shades.Holds(value))
                {
                    page.Rectangle(x, y, grid.Width, grid.Height, ("fill", Palette.Paper), ("stroke", Palette.GridLine));
                }

                Colour? shade = grid.Shades.Holds(value) ? Palette.Shade(grid.Shades.Scale.At(value!.Value)) : null;
                if (shade is { } colour)
                {
                    page.Rectangle(x, y, grid.Width, grid.Height, ("fill", colour), ("stroke", Palette.Paper), ("stroke-width", hasFigures ? 1 : 0.3));
                }

                if (hasFigures && value is { } figure)
                {
                    page.Text(
                        x + (grid.Width / 2), y + (grid.Height / 2) + 4, SvgPage.Typeset(CellFigure.Of(figure)),
                        ("text-anchor", "middle"), ("font-size", FigureSize), ("fill", shade?.Ink ?? Palette.Ink));
                }
            }
        }
    }

    private static void DrawLabels(SvgPage page, Cells grid, bool isTurned)
    {
        // Labels stand at least a line apart; where cells are smaller, every so many are named.
        int stride = (int)Math.Ceiling(SvgPage.FontSize / grid.Height);
        for (int i = 0; i < grid.Map.Labels.Count; i += stride)
        {
            double x = grid.Left + ((i + 0.5) * grid.Width);
            double y = grid.Top + ((i + 0.5) * grid.Height);
            page.Text(grid.Left - 8, y + 5, grid.Map.Labels[i], ("text-anchor", "end"));
            if (isTurned)
            {
                page.Text(x + 5, grid.Top - 8, grid.Map.Labels[i], ("transform", $"rotate(-90 {SvgPage.Number(x + 5)} {SvgPage.Number(grid.Top - 8)})"));
            }
            else
            {
                page.Text(x, grid.Top - 8, grid.Map.Labels[i], ("text-anchor", "middle"));
            }
        }
    }

    private static IEnumerable<string> Notes(HeatMap map, FittedScale shades)
    {
        if (map.TrianglesText is { } triangles)
        {
            yield return char.ToUpperInvariant(triangles[0]) + triangles[1..] + ".";
        }

        if (shades.Note is { } note)
        {
            yield return note;
        }

        if (DataRange.Of(map.Values) is null)
        {
            yield return "No cell has a value.";
        }
    }

    private static string DescriptionOf(HeatMap map)
    {
        int empty = map.Values.Count - map.Values.Count(value => value is { } number && double.IsFinite(number));
        string range = DataRange.Of(map.Values) is { } known ? $" from {Figures.Brief(known.Low)} to {Figures.Brief(known.High)}" : string.Empty;
        string triangles = map.TrianglesText is { } said ? $" {char.ToUpperInvariant(said[0])}{said[1..]}." : string.Empty;
        return $"Heat map of {map.ValueName}{range} between {map.Labels.Count} rows and columns, {Figures.Counted(empty, "cell", "cells")} empty.{triangles}";
    }

    private sealed record Cells(HeatMap Map, FittedScale Shades, double Left, double Top, double Width, double Height);
}
