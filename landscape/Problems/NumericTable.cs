using System.Globalization;
using System.Text;

namespace OrleansSymmetry.Landscape.Problems;

/// <summary>Reads a rectangular table of numbers from a data file: rows of numbers with commas between them.</summary>
internal static class NumericTable
{
    /// <summary>The table, row-major.</summary>
    /// <exception cref="InvalidDataException">It has another shape, or holds what is no finite number.</exception>
    public static double[] Read(ReadOnlyMemory<byte> file, int rows, int columns)
    {
        string[] lines = Encoding.UTF8.GetString(file.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length != rows)
        {
            throw new InvalidDataException($"The file has {lines.Length} rows. It must have {rows} rows of {columns} numbers.");
        }

        List<double> values = [];
        for (int row = 0; row < rows; row++)
        {
            string[] cells = lines[row].Split(',');
            if (cells.Length != columns)
            {
                throw new InvalidDataException($"Row {row + 1} of the file has {cells.Length} columns. It must have {columns}.");
            }

            foreach (string cell in cells)
            {
                values.Add(double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
                    ? value
                    : throw new InvalidDataException($"Row {row + 1} of the file holds '{cell.Trim()}', which is no finite number."));
            }
        }

        return [.. values];
    }
}
