using System.Runtime.InteropServices;
using System.Text;
using nietras.SeparatedValues;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Tables;

/// <summary>
/// The cells of a delimited text, row by row, without their quotes (RFC 4180, strictly): a cell stands in double quotes as a whole or holds
/// none. Blanks around a cell are no part of it; blanks inside its quotes are. Lines of blanks alone are passed over.
/// </summary>
internal sealed class CsvCells
{
    // Of faults that many lines have; who has more sees the pattern.
    private const int MostFaults = 10;

    private const char Quote = '"';

    private readonly StringBuilder _scratch = new();
    private readonly List<int> _ends = [0];
    private readonly List<int> _firstCells = [0];
    private readonly List<int> _lines = [];
    private readonly List<string> _faults = [];
    private readonly char[] _text;
    private int _faultCount;

    // No text has more letters than bytes of UTF-8.
    private CsvCells(int bytes) => _text = new char[bytes];

    /// <summary>Number of rows, a heading among them.</summary>
    public int Rows => _lines.Count;

    /// <summary>Cells of each row, which are as many in every row.</summary>
    public int Width => Rows == 0 ? 0 : _firstCells[1];

    /// <summary>The line, from 1, on which a row begins.</summary>
    public int Line(int row) => _lines[row];

    /// <summary>A cell.</summary>
    public ReadOnlySpan<char> this[int row, int column]
    {
        get
        {
            int cell = _firstCells[row] + column;
            return _text.AsSpan(_ends[cell]..(_ends[cell + 1]));
        }
    }

    /// <summary>Cuts a text into cells.</summary>
    /// <exception cref="DataFileException">A quote stands where none may, or rows have different numbers of cells; every such line is named.</exception>
    public static CsvCells Read(CsvText text, CellSeparator separator)
    {
        var cells = new CsvCells(text.Bytes.Length);
        cells.Fill(text, separator);
        cells.CheckWidths(separator);
        return cells._faults.Count == 0 ? cells : throw new DataFileException([.. cells.Faults().Select(fault => new DataFault("file", fault))]);
    }

    private IEnumerable<string> Faults() =>
        _faultCount <= _faults.Count ? _faults : _faults.Append($"The data file has {_faultCount - _faults.Count} more such lines.");

    private void Fill(CsvText text, CellSeparator separator)
    {
        char letter = separator switch
        {
            CellSeparator.Comma => ',',
            CellSeparator.Semicolon => ';',
            CellSeparator.Tab => '\t',
            CellSeparator.Bar => '|',
            _ => ' ',
        };
        using MemoryStream stream = MemoryMarshal.TryGetArray(text.Bytes, out ArraySegment<byte> bytes)
            ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false)
            : new MemoryStream(text.Bytes.ToArray(), writable: false);
        using var letters = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false);

        // Quotes stay in the cells, so that what is wrong with them can be seen here; so do uneven rows.
        using SepReader reader = Sep.New(letter).Reader(options => options with { HasHeader = false, Unescape = false, DisableColCountCheck = true })
            .From(letters);
        foreach (SepReader.Row row in reader)
        {
            if (row.Span.IsWhiteSpace())
            {
                continue;
            }

            // Without a heading of its own Sep gives the end of the first row.
            int line = row.RowIndex == 0 ? 1 : row.LineNumberFrom;

            for (int i = 0; i < row.ColCount; i++)
            {
                if (separator == CellSeparator.Blanks)
                {
                    AddRuns(row[i].Span, line);
                }
                else
                {
                    Add(row[i].Span.Trim(" \t"), line);
                }
            }

            _firstCells.Add(_ends.Count - 1);
            _lines.Add(line);
            if (_ends.Count - 1 > SweepLimits.DataEntries)
            {
                throw DataFileException.OfFile($"The data file has more than {SweepLimits.DataEntries} cells. "
                    + "Take fewer rows, or leave out columns that are not used.");
            }
        }
    }

    /// <summary>Adds what tabs part, outside quotes; nothing stands between two blanks.</summary>
    private void AddRuns(ReadOnlySpan<char> cells, int line)
    {
        bool isQuoted = false;
        int from = 0;
        for (int i = 0; i <= cells.Length; i++)
        {
            isQuoted ^= i < cells.Length && cells[i] == Quote;
            if (i == cells.Length || (!isQuoted && cells[i] == '\t'))
            {
                if (i > from)
                {
                    Add(cells[from..i], line);
                }

                from = i + 1;
            }
        }
    }

    private void Add(ReadOnlySpan<char> cell, int line)
    {
        int quote = cell.IndexOf(Quote);
        if (quote < 0)
        {
            Store(cell);
            return;
        }

        if (quote > 0)
        {
            Refuse($"Line {line} of the data file holds '{CellText.Show(cell)}', with a quote inside a cell that does not begin with one. "
                + "Put the whole cell in quotes, and write each quote inside it twice.");
        }
        else if (Unquote(cell) is { } rest)
        {
            Refuse($"Line {line} of the data file holds '{CellText.Show(cell)}', with '{CellText.Show(rest)}' after the closing quote. "
                + "Put the whole cell in quotes, or nothing of it.");
        }

        Store(quote > 0 ? cell : _scratch.ToString());
    }

    /// <summary>Reads a quoted cell into the scratch text; returns what follows its closing quote, or null where nothing does.</summary>
    private string? Unquote(ReadOnlySpan<char> cell)
    {
        _scratch.Clear();
        for (int i = 1; i < cell.Length; i++)
        {
            if (cell[i] != Quote)
            {
                _scratch.Append(cell[i]);
            }
            else if (i + 1 < cell.Length && cell[i + 1] == Quote)
            {
                _scratch.Append(Quote);
                i++;
            }
            else
            {
                return i + 1 == cell.Length ? null : cell[(i + 1)..].ToString();
            }
        }

        return null;
    }

    private void Store(ReadOnlySpan<char> cell)
    {
        cell.CopyTo(_text.AsSpan(_ends[^1]));
        _ends.Add(_ends[^1] + cell.Length);
    }

    private void CheckWidths(CellSeparator separator)
    {
        if (Rows < 2)
        {
            return;
        }

        int[] widths = [.. Enumerable.Range(0, Rows).Select(row => _firstCells[row + 1] - _firstCells[row])];
        IGrouping<int, int>[] byWidth = [.. widths.GroupBy(width => width).OrderByDescending(group => group.Count()).ThenBy(group => group.Key)];
        if (byWidth.Length == 1)
        {
            return;
        }

        // Which rows are at fault where two widths are as frequent, nobody can tell: the first row counts.
        int usual = byWidth[0].Count() == byWidth[1].Count() ? widths[0] : byWidth[0].Key;
        if (widths[0] != usual && widths.Skip(1).All(width => width == usual))
        {
            Refuse(FirstLineFault(widths[0], usual, separator));
            return;
        }

        for (int row = 0; row < Rows; row++)
        {
            if (widths[row] != usual)
            {
                Refuse($"Line {_lines[row]} of the data file has {Cells(widths[row])}. It must have {usual}, as the other lines have.");
            }
        }
    }

    private string FirstLineFault(int width, int usual, CellSeparator separator)
    {
        string first = CellText.Show(this[0, 0]);
        string advice = first switch
        {
            _ when first.StartsWith('#') => "It is a comment, which no data file here has; remove the line.",
            _ when first.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) => "Remove the line, and write the separator into the sweep file.",
            _ when width == usual - 1 && EndEmpty() =>
                $"Each line below ends with a {CsvDialect.NameOf(separator)}; end the first line with one too, or remove the others.",
            _ when width == usual - 1 => "Other programs write a heading without a name for the column of row names; put a name before it, such as row.",
            _ => $"Cells are parted by a {CsvDialect.NameOf(separator)} here.",
        };
        return $"Line {_lines[0]} of the data file has {Cells(width)}, and all lines below it have {usual}. {advice}";
    }

    /// <summary>Whether the last cell of every row but the first is empty.</summary>
    private bool EndEmpty() => Enumerable.Range(1, Rows - 1).All(row => _ends[_firstCells[row + 1]] == _ends[_firstCells[row + 1] - 1]);

    private static string Cells(int count) => count == 1 ? "1 cell" : $"{count} cells";

    private void Refuse(string fault)
    {
        _faultCount++;
        if (_faults.Count < MostFaults)
        {
            _faults.Add(fault);
        }
    }
}
