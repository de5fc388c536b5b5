using System.Globalization;
using System.Text;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Landscape.Problems;

/// <summary>Comma-separated text: an optional heading, then rows of equal length. Cells may stand in double quotes.</summary>
internal sealed class CsvTable
{
    // A thousand columns of numbers at full length take a fortieth of it.
    private const int LongestLine = 1 << 20;
    private const long MostLines = SweepLimits.DataEntries + 1;
    private const int LongestShown = 60;
    private const int MostShown = 20;

    private readonly string[] _heading;
    private readonly List<(int Line, string[] Cells)> _rows;

    private CsvTable(string[] heading, List<(int Line, string[] Cells)> rows)
    {
        _heading = heading;
        _rows = rows;
    }

    /// <summary>Number of rows below the heading.</summary>
    public int Rows => _rows.Count;

    /// <summary>Reads a table.</summary>
    /// <exception cref="InvalidDataException">It is no rectangular table with at least one row.</exception>
    public static CsvTable Parse(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith(Encoding.UTF8.Preamble))
        {
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        }

        List<(int Line, string[] Cells)> rows = [];
        long all = 0;
        int number = 0;
        foreach (Range range in utf8.Split((byte)'\n'))
        {
            if (++number > MostLines)
            {
                throw new InvalidDataException($"The data file has more than {MostLines} lines. "
                    + $"At most {SweepLimits.DataEntries} cells are allowed; take fewer rows.");
            }

            string line = Text(utf8[range].TrimEnd((byte)'\r'), number);
            if (line.AsSpan().Trim().Length > 0)
            {
                string[] cells = Split(line, number);
                if (rows.Count > 0 && cells.Length != rows[0].Cells.Length)
                {
                    throw new InvalidDataException(
                        $"Line {number} of the data file has {cells.Length} cells. It must have {rows[0].Cells.Length}, as the lines above it.");
                }

                all += cells.Length;
                if (all > SweepLimits.DataEntries)
                {
                    throw new InvalidDataException($"The data file has more than {SweepLimits.DataEntries} cells. "
                        + "Take fewer rows, or leave out columns that are not used.");
                }

                rows.Add((number, cells));
            }
        }

        bool headed = rows.Count > 0 && rows[0].Cells.Any(cell => !TryNumber(cell, out _));
        string[] heading = headed ? rows[0].Cells : [];
        if (headed)
        {
            rows.RemoveAt(0);
        }

        return rows.Count > 0 ? new CsvTable(heading, rows) : throw new InvalidDataException("The data file has no rows of data.");
    }

    /// <summary>The index of a column, by its name or its number from 0.</summary>
    /// <exception cref="InvalidDataException">There is no such column.</exception>
    public int Column(string name)
    {
        int column = Array.IndexOf(_heading, name);
        if (column < 0
            && !(int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out column) && column < _rows[0].Cells.Length))
        {
            string known = _heading.Length > 0 ? string.Join(", ", _heading.Take(MostShown).Select(Shown)) : "none by name";
            throw new InvalidDataException(
                $"The data file has no column {Shown(name)}. Its columns are {known}, or 0 to {_rows[0].Cells.Length - 1}.");
        }

        return column;
    }

    /// <summary>Whether every cell of a column is a finite number.</summary>
    public bool IsNumeric(int column) => _rows.TrueForAll(row => TryNumber(row.Cells[column], out _));

    /// <summary>A cell's text.</summary>
    public string Text(int row, int column) => _rows[row].Cells[column];

    /// <summary>A cell's number.</summary>
    /// <exception cref="InvalidDataException">It holds no finite number.</exception>
    public double Number(int row, int column) =>
        TryNumber(_rows[row].Cells[column], out double value)
            ? value
            : throw new InvalidDataException(
                $"Line {_rows[row].Line} of the data file holds '{Shown(_rows[row].Cells[column])}' in column {column}, which is no finite number.");

    private static bool TryNumber(string text, out double value)
    {
        bool parsed = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
        value += 0.0;
        return parsed;
    }

    private static string Text(ReadOnlySpan<byte> line, int number) => line.Length <= LongestLine
        ? Encoding.UTF8.GetString(line)
        : throw new InvalidDataException($"Line {number} of the data file has {line.Length} bytes. At most {LongestLine} are allowed.");

    /// <summary>A cell for a message, which need not hold all of it.</summary>
    private static string Shown(string cell) => cell.Length <= LongestShown ? cell : cell[..LongestShown] + "...";

    private static string[] Split(string line, int number)
    {
        List<string> cells = [];
        int at = 0;
        while (true)
        {
            if (at < line.Length && line[at] == '"')
            {
                var cell = new StringBuilder();
                at++;
                while (at < line.Length && (line[at] != '"' || (at + 1 < line.Length && line[at + 1] == '"')))
                {
                    cell.Append(line[at]);
                    at += line[at] == '"' ? 2 : 1;
                }

                if (at >= line.Length)
                {
                    throw new InvalidDataException($"Line {number} of the data file opens a quote that it does not close.");
                }

                at = line.IndexOf(',', at);
                cells.Add(cell.ToString());
                if (at < 0)
                {
                    break;
                }
            }
            else
            {
                int comma = line.IndexOf(',', at);
                cells.Add((comma < 0 ? line[at..] : line[at..comma]).Trim());
                if (comma < 0)
                {
                    break;
                }

                at = comma;
            }

            at++;
        }

        return [.. cells];
    }
}
