using System.Globalization;
using System.Text;

namespace OrleansSymmetry.Landscape.Problems;

/// <summary>Reads a rectangular table of numbers from a data file: rows of numbers with commas between them.</summary>
internal static class NumericTable
{
    private const int LongestShown = 60;

    // Twice what a double takes with all its digits, for blanks and empty lines.
    private const int BytesOfNumber = 64;

    /// <summary>The table, row-major.</summary>
    /// <exception cref="InvalidDataException">It has another shape, or holds what is no finite number.</exception>
    public static double[] Read(ReadOnlyMemory<byte> file, int rows, int columns)
    {
        if (file.Length > (long)rows * columns * BytesOfNumber)
        {
            throw new InvalidDataException($"The file has {file.Length} bytes. "
                + $"It must have {rows} rows of {columns} numbers, {BytesOfNumber} bytes each at most.");
        }

        ReadOnlySpan<byte> text = file.Span;
        List<double> values = [];
        int row = 0;
        foreach (Range range in text.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = text[range].Trim(" \t\r"u8);
            if (line.IsEmpty)
            {
                continue;
            }

            if (++row > rows)
            {
                throw new InvalidDataException($"The file has more than {rows} rows. It must have {rows} rows of {columns} numbers.");
            }

            int count = line.Count((byte)',') + 1;
            if (count != columns)
            {
                throw new InvalidDataException($"Row {row} of the file has {count} columns. It must have {columns}.");
            }

            foreach (string cell in Encoding.UTF8.GetString(line).Split(','))
            {
                values.Add(double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
                    ? value
                    : throw new InvalidDataException($"Row {row} of the file holds '{Shown(cell.Trim())}', which is no finite number."));
            }
        }

        return row == rows ? [.. values] : throw new InvalidDataException($"The file has {row} rows. It must have {rows} rows of {columns} numbers.");
    }

    private static string Shown(string cell) => cell.Length <= LongestShown ? cell : cell[..LongestShown] + "...";
}
