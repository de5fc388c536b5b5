using OrleansSymmetry.Pictures.Axes;

namespace OrleansSymmetry.Pictures.Plain;

/// <summary>The axes of a picture in letters, and where its plotting area lies.</summary>
internal sealed class PlainFrame
{
    /// <summary>Letters between two labels of the abscissa, at least.</summary>
    private const int LabelGap = 3;

    /// <summary>Lines of the area for each label of the ordinate.</summary>
    private const int LinesPerLabel = 4;

    private PlainFrame(Canvas canvas, Scale x, Scale y, int left, int top, int columns, int lines)
    {
        Canvas = canvas;
        X = x;
        Y = y;
        Left = left;
        Top = top;
        Columns = columns;
        Lines = lines;
    }

    internal Canvas Canvas { get; }

    internal Scale X { get; }

    internal Scale Y { get; }

    /// <summary>First column of the area.</summary>
    internal int Left { get; }

    /// <summary>First line of the area.</summary>
    internal int Top { get; }

    /// <summary>Columns of the area.</summary>
    internal int Columns { get; }

    /// <summary>Lines of the area.</summary>
    internal int Lines { get; }

    /// <summary>Columns that labels and axis leave for the area.</summary>
    internal static int ColumnsLeft(int width, Scale y, int lines) => width - LabelWidth(y, lines) - 2;

    /// <summary>Draws title and axes below what the canvas holds.</summary>
    internal static PlainFrame Draw(Canvas canvas, string title, (string Name, Scale Scale) x, (string Name, Scale Scale) y, int columns, int lines)
    {
        canvas.AddFolded(title);
        canvas.Add(y.Name);
        int left = LabelWidth(y.Scale, lines) + 2;
        var frame = new PlainFrame(canvas, x.Scale, y.Scale, left, canvas.Height, columns, lines);
        frame.DrawOrdinate();
        frame.DrawAbscissa(x.Name);
        return frame;
    }

    /// <summary>The column of the area for an abscissa; outside the area for values outside the scale.</summary>
    internal int ColumnOf(double x) => Place(X.At(x), Columns);

    /// <summary>The line of the area for an ordinate, from the top.</summary>
    internal int LineOf(double y) => Lines - 1 - Place(Y.At(y), Lines);

    /// <summary>Writes into the area.</summary>
    internal void Write(int column, int line, char letter, Colour? colour = null) => Canvas.Write(Left + column, Top + line, letter.ToString(), colour);

    /// <summary>The cell, of so many from end to end, that holds a place from 0 to 1; the end belongs to the last one.</summary>
    internal static int Place(double place, int cells) => place is > 1 and < 1 + 1e-9
        ? cells - 1
        : Math.Min((int)Math.Floor(place * cells), place <= 1 ? cells - 1 : cells);

    private static int LabelWidth(Scale y, int lines) => y.Ticks(LabelsOn(lines)).Select(tick => tick.Label.Length).DefaultIfEmpty(0).Max();

    private static int LabelsOn(int lines) => Math.Max(2, lines / LinesPerLabel);

    private void DrawOrdinate()
    {
        for (int line = 0; line < Lines; line++)
        {
            Canvas.Write(Left - 1, Top + line, "│");
        }

        foreach (Tick tick in Y.Ticks(LabelsOn(Lines)))
        {
            int line = Top + LineOf(tick.Value);
            Canvas.Write(Left - 2 - tick.Label.Length, line, tick.Label);
            Canvas.Write(Left - 1, line, "┤");
        }
    }

    private void DrawAbscissa(string name)
    {
        int axis = Top + Lines;
        Canvas.Write(Left - 1, axis, "└" + new string('─', Columns));
        foreach ((int column, string label, int from) in Labels())
        {
            Canvas.Write(Left + column, axis, "┬");
            Canvas.Write(from, axis + 1, label);
        }

        Canvas.Write(Math.Max(0, Left + ((Columns - name.Length) / 2)), axis + 2, name);
    }

    // As many round labels as stand apart from each other.
    private List<(int Column, string Label, int From)> Labels()
    {
        const int MostLabels = 9;
        for (int wanted = MostLabels; wanted > 1; wanted--)
        {
            List<(int Column, string Label, int From)> labels = [.. X.Ticks(wanted).Select(tick => Labelled(ColumnOf(tick.Value), tick.Label))];
            if (labels.Zip(labels.Skip(1)).All(pair => pair.First.From + pair.First.Label.Length + LabelGap <= pair.Second.From))
            {
                return labels;
            }
        }

        return [.. X.Ticks(1).Take(1).Select(tick => Labelled(ColumnOf(tick.Value), tick.Label))];
    }

    private (int Column, string Label, int From) Labelled(int column, string label)
    {
        int centred = Left + column - ((label.Length - 1) / 2);
        return (column, label, Math.Clamp(centred, 0, Math.Max(0, Canvas.Width - label.Length)));
    }
}
