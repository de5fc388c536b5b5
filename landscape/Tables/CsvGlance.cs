using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Tables;

/// <summary>What the cells of a column are.</summary>
public enum ColumnKind
{
    /// <summary>Numbers, and cells that look like missing values.</summary>
    Numbers,

    /// <summary>Words, and cells that look like missing values.</summary>
    Words,

    /// <summary>Numbers and words.</summary>
    Mixed,

    /// <summary>Nothing but cells that look like missing values.</summary>
    Empty,
}

/// <summary>One column of a table that nobody has described yet.</summary>
/// <param name="Number">Its number, from 0.</param>
/// <param name="Name">Its name in the heading; its number where there is none.</param>
/// <param name="Kind">What its cells are.</param>
/// <param name="Different">Number of different cells, as text and without missing ones; at most <see cref="MostDifferent"/> are counted.</param>
/// <param name="Examples">The first different cells, at most five.</param>
/// <param name="Words">The first different cells of a mixed column that are no numbers, at most five.</param>
/// <param name="MissingWords">The different cells that look like missing values, such as "?"; an empty text for empty cells.</param>
/// <param name="MissingCells">How many cells look like missing values.</param>
public sealed record CsvColumn(
    int Number,
    string Name,
    ColumnKind Kind,
    int Different,
    IReadOnlyList<string> Examples,
    IReadOnlyList<string> Words,
    IReadOnlyList<string> MissingWords,
    long MissingCells)
{
    /// <summary>Where counting different cells ends.</summary>
    public const int MostDifferent = 1000;

    /// <summary>Whether all cells say the same.</summary>
    public bool IsConstant => Different <= 1;
}

/// <summary>
/// What can be said of a delimited text file before anybody has said what its columns mean: what parts its cells, whether it has a
/// heading, what its columns hold. Where two readings are possible it takes the one with more numbers and says that there are two.
/// </summary>
/// <param name="Separator">What parts the cells.</param>
/// <param name="Separators">Everything that parts every line into as many cells; more than one where only its author knows.</param>
/// <param name="DecimalComma">Whether more cells are numbers with a comma before the decimals than with a dot.</param>
/// <param name="IsHeading">Whether the first line is a heading; null where it may be either, and is counted as a row.</param>
/// <param name="HeadingTrouble">Both readings of the first line, where it may be either.</param>
/// <param name="Rows">Rows below the heading.</param>
/// <param name="Columns">The columns.</param>
public sealed record CsvGlance(
    CellSeparator Separator,
    IReadOnlyList<CellSeparator> Separators,
    bool DecimalComma,
    bool? IsHeading,
    string? HeadingTrouble,
    int Rows,
    IReadOnlyList<CsvColumn> Columns)
{
    // More classes than this, or more than half as many as rows, are names and no classes.
    private const int MostClasses = 20;
    private const int MostShown = 5;

    private static readonly bool[] Decimals = [false, true];

    /// <summary>Numbers of the columns that may be the target, the likeliest first: classes, then numbers, the last columns before the first ones.</summary>
    public IReadOnlyList<int> TargetCandidates => [.. Columns
        .Where(column => !column.IsConstant && (column.Kind == ColumnKind.Numbers || IsClass(column)))
        .OrderByDescending(IsClass)
        .ThenByDescending(column => column.Number)
        .Select(column => column.Number)];

    /// <summary>Looks at a file.</summary>
    /// <exception cref="DataFileException">It is no table; the message names every line that is at fault.</exception>
    public static CsvGlance Of(ReadOnlyMemory<byte> file)
    {
        CellSeparator[] separators = [.. CsvTable.SeparatorsOf(file)];
        (CsvTable table, _) = (
            from separator in separators
            from decimalComma in Decimals
            let dialect = CsvDialect.Usual with { Separator = separator, DecimalComma = decimalComma }
            where !(decimalComma && separator == CellSeparator.Comma)
            let read = CsvTable.Look(file, dialect, [])
            let numbers = CountNumbers(read)
            orderby numbers descending
            select (read, numbers)).First();
        return new CsvGlance(
            table.Separator,
            separators,
            table.Dialect.DecimalComma,
            table.FirstLine.IsHeading,
            table.FirstLine.Trouble,
            table.Rows,
            [.. Enumerable.Range(0, table.Columns).Select(column => Column(table, column))]);
    }

    private bool IsClass(CsvColumn column) =>
        column.Kind == ColumnKind.Words && column.Different is >= 2 and <= MostClasses && 2 * column.Different <= Rows;

    private static double CountNumbers(CsvTable table)
    {
        long numbers = 0;
        for (int row = 0; row < table.Rows; row++)
        {
            for (int column = 0; column < table.Columns; column++)
            {
                numbers += table.TryNumber(row, column, out _) ? 1 : 0;
            }
        }

        return (double)numbers / ((long)table.Rows * table.Columns);
    }

    private static CsvColumn Column(CsvTable table, int column)
    {
        var different = new HashSet<string>(StringComparer.Ordinal);
        var missingWords = new SortedSet<string>(StringComparer.Ordinal);
        List<string> examples = [];
        List<string> odd = [];
        long numbers = 0;
        long words = 0;
        long missing = 0;
        for (int row = 0; row < table.Rows; row++)
        {
            ReadOnlySpan<char> cell = table[row, column].Trim();
            if (CellNumber.LooksMissing(cell))
            {
                missing++;
                missingWords.Add(cell.ToString());
                continue;
            }

            bool isNumber = table.TryNumber(row, column, out _);
            (numbers, words) = isNumber ? (numbers + 1, words) : (numbers, words + 1);
            bool isNew = different.Count < CsvColumn.MostDifferent && different.Add(cell.ToString());
            if (isNew && examples.Count < MostShown)
            {
                examples.Add(CellText.Show(cell));
            }

            if (isNew && !isNumber && odd.Count < MostShown)
            {
                odd.Add(CellText.Show(cell));
            }
        }

        ColumnKind kind = (numbers, words) switch
        {
            (0, 0) => ColumnKind.Empty,
            (_, 0) => ColumnKind.Numbers,
            (0, _) => ColumnKind.Words,
            _ => ColumnKind.Mixed,
        };
        return new CsvColumn(
            column,
            table.NameOf(column),
            kind,
            different.Count,
            examples,
            kind == ColumnKind.Mixed ? odd : [],
            [.. missingWords],
            missing);
    }
}
