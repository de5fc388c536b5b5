using System.Globalization;

namespace OrleansSymmetry.Landscape.Tables;

/// <summary>What the first line of a table is, by its cells and those below them.</summary>
/// <param name="IsHeading">Whether it is a heading; null where it may be either.</param>
/// <param name="Trouble">Both readings and the key that decides, where it may be either.</param>
internal sealed record FirstLineVerdict(bool? IsHeading, string? Trouble)
{
    // So many rows show what a column holds.
    private const int RowsLookedAt = 1000;

    // Shorter rows of numbers that count up are common as data.
    private const int FewestCounting = 3;

    private const int MostShown = 5;

    /// <summary>
    /// Decides. A word above numbers speaks for a heading. A number above numbers, and a word that comes again in its column, speak for data.
    /// A name that the sweep asks for speaks for a heading. Where nothing speaks, or both do, it may be either.
    /// </summary>
    /// <param name="cells">The cells.</param>
    /// <param name="dialect">How the file is to be read; its rule decides before any cell does.</param>
    /// <param name="named">Columns that are asked for, by name or number.</param>
    public static FirstLineVerdict Of(CsvCells cells, CsvDialect dialect, IReadOnlyList<string> named)
    {
        if (dialect.Header != HeadingRule.Auto)
        {
            return new FirstLineVerdict(dialect.Header == HeadingRule.Present, null);
        }

        if (cells.Rows == 0)
        {
            return new FirstLineVerdict(false, null);
        }

        Evidence[] evidence = [.. Enumerable.Range(0, cells.Width).Select(column => EvidenceOf(cells, dialect, column))];
        bool speaksForHeading = evidence.Contains(Evidence.WordAboveNumbers);
        bool isData = evidence.Contains(Evidence.NumberAboveNumbers) && !speaksForHeading && !evidence.Contains(Evidence.UniqueWord);
        bool isCounting = CountsUp(cells, 0) || CountsUp(cells, 1);
        if (named.Any(name => !IsNumber(name, cells.Width) && Holds(cells, name)))
        {
            return isData && !isCounting && evidence.Contains(Evidence.WordThatComesAgain) ? Either(cells) : new FirstLineVerdict(true, null);
        }

        if (cells.Rows == 1)
        {
            return new FirstLineVerdict(!evidence.All(each => each == Evidence.NumberAboveNumbers), null);
        }

        bool isHeading = speaksForHeading && !evidence.Contains(Evidence.NumberAboveNumbers) && !evidence.Contains(Evidence.WordThatComesAgain);
        return isHeading ? new FirstLineVerdict(true, null)
            : isData && !isCounting ? new FirstLineVerdict(false, null)
            : Either(cells);
    }

    private static bool IsNumber(string name, int width) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < width;

    private static bool Holds(CsvCells cells, string name)
    {
        for (int column = 0; column < cells.Width; column++)
        {
            if (cells[0, column].SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Some programs number the columns where they have no names.</summary>
    private static bool CountsUp(CsvCells cells, int from)
    {
        for (int column = 0; column < cells.Width; column++)
        {
            if (!int.TryParse(cells[0, column], NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number != column + from)
            {
                return false;
            }
        }

        return cells.Width >= FewestCounting;
    }

    private static Evidence EvidenceOf(CsvCells cells, CsvDialect dialect, int column)
    {
        ReadOnlySpan<char> first = cells[0, column].Trim();
        bool isNumber = CellNumber.TryRead(first, dialect.DecimalComma, out _);
        if (!isNumber && (CellNumber.LooksMissing(first) || dialect.Missing.Contains(first.ToString())))
        {
            return Evidence.None;
        }

        int numbers = 0;
        int words = 0;
        bool comesAgain = false;
        for (int row = 1; row < Math.Min(cells.Rows, RowsLookedAt); row++)
        {
            ReadOnlySpan<char> cell = cells[row, column].Trim();
            comesAgain |= cell.Equals(first, StringComparison.OrdinalIgnoreCase);
            if (CellNumber.TryRead(cell, dialect.DecimalComma, out _))
            {
                numbers++;
            }
            else if (!CellNumber.LooksMissing(cell))
            {
                words++;
            }
        }

        return (isNumber, numbers > words || cells.Rows == 1) switch
        {
            (true, true) => Evidence.NumberAboveNumbers,
            (true, false) => Evidence.None,
            (false, true) => Evidence.WordAboveNumbers,
            _ => comesAgain ? Evidence.WordThatComesAgain : Evidence.UniqueWord,
        };
    }

    private static FirstLineVerdict Either(CsvCells cells)
    {
        string[] first = [.. Enumerable.Range(0, Math.Min(cells.Width, MostShown)).Select(column => CellText.Show(cells[0, column]))];
        string shown = CellText.List(first, cells.Width, MostShown);
        return new FirstLineVerdict(
            null,
            $"Line {cells.Line(0)} of the data file holds {shown}: as a heading it leaves {Rows(cells.Rows - 1)} below it, "
            + $"as data there are {Rows(cells.Rows)}. Write header: true or header: false.");
    }

    private static string Rows(int count) => count == 1 ? "1 row" : $"{count} rows";

    private enum Evidence
    {
        None,
        NumberAboveNumbers,
        WordAboveNumbers,
        WordThatComesAgain,
        UniqueWord,
    }
}
