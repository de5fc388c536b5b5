using System.Text;
using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Client.Views;

/// <summary>A column of a table.</summary>
/// <param name="Heading">Its name.</param>
/// <param name="IsText">Whether it is set to the left, as text is.</param>
/// <param name="Spare">On a narrow page, columns with higher numbers go first; 0 stays.</param>
internal sealed record Column(string Heading, bool IsText = false, int Spare = 0);

/// <summary>
/// A table as lines of plain text: columns as wide as their widest cell, numbers to the right, text to the left, two blanks between
/// (one where two would not fit the page), nothing after the last letter of a line.
/// </summary>
internal sealed class TextTable(params Column[] columns)
{
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row; one cell per column.</summary>
    internal void Add(params string[] cells)
    {
        if (cells.Length != columns.Length)
        {
            throw new ArgumentException($"A row has {cells.Length} cells; the table has {columns.Length} columns.", nameof(cells));
        }

        _rows.Add(cells);
    }

    /// <summary>The headings' line, the rows' lines, and the headings of the columns for which a page of this width has no room.</summary>
    internal (string Head, IReadOnlyList<string> Body, IReadOnlyList<string> Omitted) Lay(int width = Paragraph.Width)
    {
        int[] widths = [.. columns.Select((column, i) => _rows.Select(row => row[i].Length).Append(column.Heading.Length).Max())];
        List<int> kept = [.. Enumerable.Range(0, columns.Length)];
        List<string> omitted = [];
        while (WidthOf(kept, widths, gap: 1) > width && kept.MaxBy(i => columns[i].Spare) is var spare && columns[spare].Spare > 0)
        {
            kept.Remove(spare);
            omitted.Add(columns[spare].Heading);
        }

        int gap = WidthOf(kept, widths, gap: 2) <= width ? 2 : 1;
        return (Line([.. columns.Select(column => column.Heading)], kept, widths, gap), [.. _rows.Select(row => Line(row, kept, widths, gap))], omitted);
    }

    private static int WidthOf(List<int> kept, int[] widths, int gap) => kept.Sum(i => widths[i]) + (gap * (kept.Count - 1));

    private string Line(string[] cells, List<int> kept, int[] widths, int gap)
    {
        var line = new StringBuilder();
        foreach (int i in kept)
        {
            line.Append(' ', line.Length == 0 ? 0 : gap);
            line.Append(columns[i].IsText ? cells[i].PadRight(widths[i]) : cells[i].PadLeft(widths[i]));
        }

        return line.ToString().TrimEnd();
    }
}
