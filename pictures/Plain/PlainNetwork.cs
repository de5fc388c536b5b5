using System.Globalization;
using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Pictures.Plain;

/// <summary>A network in letters: one table for each layer, each weight with a bar as high as its size.</summary>
public static class PlainNetwork
{
    private const string Bars = "▁▂▃▄▅▆▇█";

    /// <summary>Units of a layer that are listed.</summary>
    private const int MostUnits = 12;

    /// <summary>Blocks of columns below each other; a layer that needs more of them is no table to be read.</summary>
    private const int MostBlocks = 4;

    /// <summary>Letters of a weight with its bar.</summary>
    private const int FigureColumns = 9;

    /// <summary>Letters of a label that are kept.</summary>
    private const int LongestLabel = 16;

    /// <summary>Draws a network on a page with so many letters in a line.</summary>
    public static Canvas Draw(NetworkDrawing network, int width)
    {
        var canvas = new Canvas(width);
        canvas.AddFolded(network.Title);
        double largest = network.LargestWeight;
        for (int l = 1; l < network.Layers.Count; l++)
        {
            canvas.Add();
            canvas.AddFolded($"{network.Layers[l - 1].Name} -> {network.Layers[l].Name}");
            DrawLayer(canvas, network.Layers[l - 1], network.Layers[l], largest);
        }

        canvas.Add();
        canvas.AddFolded(largest == 0
            ? "All weights are 0."
            : $"Bars show the size of a weight, in eighths of the largest ({CellFigure.Of(largest)}).");
        return canvas;
    }

    private static void DrawLayer(Canvas canvas, DrawnLayer before, DrawnLayer layer, double largest)
    {
        bool hasBias = layer.Units.Any(unit => unit.Bias is not null);
        DrawnUnit[] rows = [.. layer.Units.Take(MostUnits)];
        int head = rows.Select(unit => Named(unit).Length).DefaultIfEmpty(0).Max() + 1;
        int cell = Math.Max(FigureColumns, before.Units.Select(unit => Short(unit.Label).Length).DefaultIfEmpty(0).Max()) + 2;
        int first = hasBias ? 1 : 0;
        int perBlock = Math.Max(1, ((canvas.Width - head) / cell) - first);
        int columns = Math.Min(before.Units.Count, MostBlocks * perBlock);

        // A layer that is wider than the page is cut into blocks of columns below each other; biases stand in the first.
        for (int from = 0; from < columns; from += perBlock)
        {
            int to = Math.Min(from + perBlock, columns);
            int heading = canvas.Height;
            canvas.Add();
            if (hasBias && from == 0)
            {
                canvas.Write(head, heading, "bias".PadLeft(cell - 2));
            }

            for (int column = from; column < to; column++)
            {
                DrawnUnit source = before.Units[column];
                canvas.Write(head + ((column - from + first) * cell), heading, Short(source.Label).PadLeft(cell - 2), source.IsWasted ? Palette.Wasted : null);
            }

            for (int row = 0; row < rows.Length; row++)
            {
                int line = heading + 1 + row;
                canvas.Write(0, line, Named(rows[row]), rows[row].IsWasted ? Palette.Wasted : null);
                if (rows[row].Bias is { } bias && from == 0)
                {
                    canvas.Write(head, line, Signed(bias).PadLeft(cell - 2));
                }

                for (int column = from; column < to; column++)
                {
                    bool isWasted = rows[row].IsWasted || before.Units[column].IsWasted;
                    double weight = layer.Weights[(row * before.Units.Count) + column];
                    DrawWeight(canvas, head + ((column - from + first) * cell), line, cell, weight, largest, isWasted);
                }
            }
        }

        AddMore(canvas, layer.Units.Count - rows.Length, "row", "rows");
        AddMore(canvas, before.Units.Count - columns, "column", "columns");
    }

    private static void AddMore(Canvas canvas, int more, string one, string many)
    {
        if (more > 0)
        {
            canvas.Add($"... {Figures.Count(more)} more {(more == 1 ? one : many)}");
        }
    }

    private static void DrawWeight(Canvas canvas, int column, int line, int cell, double weight, double largest, bool isWasted)
    {
        canvas.Write(column, line, Signed(weight).PadLeft(cell - 2));
        if (double.IsFinite(weight) && Math.Abs(weight) > NetworkDrawing.Rounding * largest)
        {
            int bar = Math.Clamp((int)Math.Ceiling(Bars.Length * (Math.Abs(weight) / largest)) - 1, 0, Bars.Length - 1);
            Colour colour = (isWasted, weight < 0) switch
            {
                (true, _) => Palette.Wasted,
                (false, true) => Palette.Negative,
                _ => Palette.Positive,
            };
            canvas.Write(column + cell - 2, line, Bars[bar].ToString(), colour);
        }
    }

    private static string Named(DrawnUnit unit) => unit.IsWasted ? Short(unit.Label) + " (wasted)" : Short(unit.Label);

    private static string Short(string label) => label.Length <= LongestLabel ? label : string.Concat(label.AsSpan(0, LongestLabel - 2), "..");

    private static string Signed(double value) => value switch
    {
        0 => "0",
        > 0 => string.Create(CultureInfo.InvariantCulture, $"+{CellFigure.Of(value)}"),
        _ => CellFigure.Of(value),
    };
}
