using System.Text;

namespace OrleansSymmetry.Client.Rendering;

/// <summary>A column of a table.</summary>
internal sealed record Column(string Heading, bool IsText = false);

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

    /// <summary>The headings' line, and the rows' lines.</summary>
    internal (string Head, IReadOnlyList<string> Body) Lay()
    {
        int[] widths = [.. columns.Select((column, i) => _rows.Select(row => row[i].Length).Append(column.Heading.Length).Max())];
        int gap = widths.Sum() + (2 * (widths.Length - 1)) <= Paragraph.Width ? 2 : 1;
        return (Line([.. columns.Select(column => column.Heading)], widths, gap), [.. _rows.Select(row => Line(row, widths, gap))]);
    }

    private string Line(string[] cells, int[] widths, int gap)
    {
        var line = new StringBuilder();
        for (int i = 0; i < cells.Length; i++)
        {
            line.Append(' ', i == 0 ? 0 : gap);
            line.Append(columns[i].IsText ? cells[i].PadRight(widths[i]) : cells[i].PadLeft(widths[i]));
        }

        return line.ToString().TrimEnd();
    }
}
