using OrleansSymmetry.Pictures.Axes;

namespace OrleansSymmetry.Pictures.Plain;

/// <summary>A spectrum in letters: one letter for an eigenvalue, heaped where they lie together; -, 0 and + are their signs.</summary>
public static class PlainSpectrum
{
    private const int LeastLines = 4;
    private const int MostLines = 12;

    /// <summary>Draws a spectrum on a page with so many letters in a line.</summary>
    public static Canvas Draw(SpectrumPlot plot, int width)
    {
        var canvas = new Canvas(width);
        var x = SymmetricLogarithmicScale.Of(plot.Eigenvalues, plot.ZeroUpTo);

        // The labels of the heaps have a few digits at most: the room for them does not depend on the heaps.
        const int RoomForCounts = 8;
        int columns = width - RoomForCounts;
        List<double>[] heaps = [.. Enumerable.Range(0, columns).Select(_ => new List<double>())];
        foreach (double value in plot.Eigenvalues)
        {
            heaps[PlainFrame.Place(x.At(value), columns)].Add(value);
        }

        int highest = Math.Max(1, heaps.Max(heap => heap.Count));
        int lines = Math.Clamp(highest, LeastLines, MostLines);
        int perLetter = (highest + lines - 1) / lines;

        // The letter on line k from the bottom, counted from 1, is the k-th: it is the middle of a line that is labelled.
        var y = new LinearScale(0.5 * perLetter, (lines + 0.5) * perLetter);
        PlainFrame frame = PlainFrame.Draw(canvas, plot.Title, ("eigenvalue", x), ("count", y), columns, lines);
        for (int column = 0; column < columns; column++)
        {
            for (int k = 0; k * perLetter < heaps[column].Count; k++)
            {
                int sign = plot.SignOf(heaps[column][k * perLetter]);
                (char letter, Colour? colour) = sign switch
                {
                    < 0 => ('-', Palette.Negative),
                    0 => ('0', (Colour?)null),
                    _ => ('+', Palette.Positive),
                };
                frame.Write(column, lines - 1 - k, letter, colour);
            }
        }

        foreach (string note in SpectrumNotes.Of(plot, x))
        {
            canvas.AddFolded(note);
        }

        if (perLetter > 1)
        {
            canvas.AddFolded($"A letter stands for up to {perLetter} eigenvalues.");
        }

        return canvas;
    }
}
