using System.Globalization;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Tables;

/// <summary>A delimited text file as a table: rows of cells of equal number, below a heading or not.</summary>
internal sealed class CsvTable
{
    private const int MostNames = 20;

    private readonly CsvCells _cells;
    private readonly int _firstRow;
    private readonly double[] _missingNumbers;

    private CsvTable(CsvCells cells, CsvDialect dialect, CellSeparator separator, FirstLineVerdict firstLine)
    {
        _cells = cells;
        Dialect = dialect;
        Separator = separator;
        FirstLine = firstLine;
        _missingNumbers =
            [.. dialect.Missing.Select(word => CellNumber.TryRead(word, dialect.DecimalComma, out double number) ? number : double.NaN).Where(double.IsFinite)];
        _firstRow = firstLine.IsHeading == true ? 1 : 0;
        Heading = firstLine.IsHeading == true ? [.. Enumerable.Range(0, cells.Width).Select(column => cells[0, column].ToString())] : [];
    }

    /// <summary>How it was asked to be read.</summary>
    public CsvDialect Dialect { get; }

    /// <summary>What parts its cells.</summary>
    public CellSeparator Separator { get; }

    /// <summary>What its first line is.</summary>
    public FirstLineVerdict FirstLine { get; }

    /// <summary>The names of its columns; empty without a heading.</summary>
    public IReadOnlyList<string> Heading { get; }

    /// <summary>Rows below the heading.</summary>
    public int Rows => _cells.Rows - _firstRow;

    /// <summary>Number of columns.</summary>
    public int Columns => _cells.Width;

    /// <summary>A cell below the heading.</summary>
    public ReadOnlySpan<char> this[int row, int column] => _cells[row + _firstRow, column];

    /// <summary>Reads a table.</summary>
    /// <param name="file">The file.</param>
    /// <param name="dialect">How it is to be read.</param>
    /// <param name="named">Columns that are asked for, by name or number: a heading has the names.</param>
    /// <exception cref="DataFileException">It is no such table, or can be read in two ways; the message names all that is wrong.</exception>
    public static CsvTable Read(ReadOnlyMemory<byte> file, CsvDialect dialect, IReadOnlyList<string> named)
    {
        CsvTable table = Look(file, dialect, named);
        return table.FirstLine.Trouble is not { } trouble
            ? table
            : throw new DataFileException([new DataFault("header", trouble)]);
    }

    /// <summary>Reads a table whose first line may be undecided; then it is taken for data.</summary>
    /// <exception cref="DataFileException">It is no such table, or its cells can be parted in two ways.</exception>
    public static CsvTable Look(ReadOnlyMemory<byte> file, CsvDialect dialect, IReadOnlyList<string> named)
    {
        CsvText text = CsvText.Read(file);
        CellSeparator separator = dialect.Separator ?? SeparatorOf(text);
        CsvCells cells = CsvCells.Read(text, separator);
        RefuseExcelLine(cells);
        RefuseTwoMeaningsOfComma(text, dialect, separator, cells);
        FirstLineVerdict firstLine = FirstLineVerdict.Of(cells, dialect, named);
        return cells.Rows > (firstLine.IsHeading == true ? 1 : 0)
            ? new CsvTable(cells, dialect, separator, firstLine)
            : throw DataFileException.OfFile(cells.Rows == 0 ? "The data file has no rows of data." : "The data file has no rows of data below its heading.");
    }

    /// <summary>What may part the cells of a file, at least one.</summary>
    /// <exception cref="DataFileException">It is no text.</exception>
    public static IReadOnlyList<CellSeparator> SeparatorsOf(ReadOnlyMemory<byte> file)
    {
        SeparatorCount separators = CsvText.Read(file).Separators;
        return separators switch
        {
            { Regular.Count: > 0 } => separators.Regular,
            { Everywhere.Count: > 0 } => [separators.Everywhere[0]],
            { HasRegularBlanks: true } => [CellSeparator.Blanks],
            _ => [CellSeparator.Comma],
        };
    }

    /// <summary>A column's name in a message: that of the heading, or its number from 0.</summary>
    public string NameOf(int column) => Heading.Count > 0 && Heading[column].Length > 0 ? CellText.Show(Heading[column]) : Number(column);

    /// <summary>The line of a row, from 1.</summary>
    public int LineOf(int row) => _cells.Line(row + _firstRow);

    /// <summary>Whether a cell is one of the words that say that a value is missing; where a word is a number, whether it is that number.</summary>
    public bool IsMissing(int row, int column)
    {
        ReadOnlySpan<char> cell = this[row, column].Trim();
        foreach (string word in Dialect.Missing)
        {
            if (cell.SequenceEqual(word))
            {
                return true;
            }
        }

        return _missingNumbers.Length > 0 && TryNumber(row, column, out double number) && _missingNumbers.Contains(number);
    }

    /// <summary>The number of a cell; false where it holds no finite number.</summary>
    public bool TryNumber(int row, int column, out double value) => CellNumber.TryRead(this[row, column], Dialect.DecimalComma, out value);

    /// <summary>The column of a name or of a number from 0; null with a fault.</summary>
    /// <param name="name">The name or number.</param>
    /// <param name="key">The key that asks for it.</param>
    /// <param name="faults">Where the fault goes.</param>
    public int? Column(string name, string key, List<DataFault> faults)
    {
        int[] byName = [.. Enumerable.Range(0, Heading.Count).Where(column => Heading[column] == name)];
        bool isNumber = int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < Columns;
        string? trouble = byName switch
        {
            { Length: > 1 } =>
                $"The data file has {byName.Length} columns that are named {CellText.Show(name)}: {string.Join(" and ", byName)}. Give the number of one.",
            [int column] when isNumber && column != number =>
                $"{name} is the name of column {column} of the data file, and the number of the column {NameOf(number)}. Give the columns other names.",
            [] when !isNumber => $"The data file has no column {CellText.Show(name)}. {Near(name)}Its columns are {KnownColumns()}, or 0 to {Columns - 1}.",
            _ => null,
        };
        if (trouble is not null)
        {
            faults.Add(new DataFault(key, trouble));
            return null;
        }

        return byName is [int only] ? only : number;
    }

    private static string Number(int column) => column.ToString(CultureInfo.InvariantCulture);

    private static CellSeparator SeparatorOf(CsvText text)
    {
        IReadOnlyList<CellSeparator> regular = text.Separators.Regular;
        if (regular.Count > 1)
        {
            string readings = string.Join(" or ", regular.Select(each => $"separator: {Quoted(each)}"));
            throw new DataFileException([new DataFault(
                "separator",
                $"Each line of the data file can be parted by {string.Join(" or by ", regular.Select(each => $"the {CsvDialect.NameOf(each)}"))}. "
                    + $"Write {readings}.")]);
        }

        // Where no letter parts all rows alike, the one that stands in all of them names the rows that are at fault.
        return regular is [CellSeparator only] ? only
            : text.Separators.Everywhere is [CellSeparator common] ? common
            : text.Separators.HasRegularBlanks && text.Separators.Everywhere.Count == 0
                ? throw new DataFileException([new DataFault(
                    "separator", "The lines of the data file hold blanks and no commas. Write separator: blanks, or separator: ',' for a single column.")])
                : CellSeparator.Comma;
    }

    private static string Quoted(CellSeparator separator) =>
        CsvDialect.WordOf(separator) is { Length: 1 } letter ? $"'{letter}'" : CsvDialect.WordOf(separator);

    /// <summary>Excel writes the separator into a first line, which would be taken for a heading.</summary>
    private static void RefuseExcelLine(CsvCells cells)
    {
        if (cells is { Rows: > 0, Width: > 0 } && cells[0, 0].StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
        {
            throw DataFileException.OfFile($"Line {cells.Line(0)} of the data file names the separator, as Excel reads it, and is no row. "
                + "Remove the line, and write the separator into the sweep file.");
        }
    }

    private static void RefuseTwoMeaningsOfComma(CsvText text, CsvDialect dialect, CellSeparator separator, CsvCells cells)
    {
        if (!dialect.DecimalComma || separator != CellSeparator.Comma || cells.Width == 0)
        {
            return;
        }

        for (int row = 0; row < cells.Rows; row++)
        {
            for (int column = 0; column < cells.Width; column++)
            {
                if (cells[row, column].Contains(','))
                {
                    return;
                }
            }
        }

        throw new DataFileException([new DataFault(
            "decimal",
            text.Separators.Everywhere.Contains(CellSeparator.Comma)
                ? "Commas part the cells of the data file, and no cell in quotes holds one, so no comma can stand before decimals. Remove the key, or write "
                    + "the separator."
                : "No cell of the data file holds a comma. Remove the key.")]);
    }

    private string Near(string name)
    {
        string[] near = [.. Heading.Where(each => each.Trim().Equals(name.Trim(), StringComparison.OrdinalIgnoreCase)).Take(1)];
        return near.Length > 0 ? $"Did you mean {CellText.Show(near[0])}? " : Spelling.Hint(name, Heading);
    }

    private string KnownColumns() =>
        Heading.Count > 0 ? CellText.List(Heading.Select(each => CellText.Show(each)), Heading.Count, MostNames) : "none by name: its first line is data";
}
