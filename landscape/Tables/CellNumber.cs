using System.Globalization;

namespace OrleansSymmetry.Landscape.Tables;

/// <summary>The number that a cell writes.</summary>
internal static class CellNumber
{
    private const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    // What other programs write for a value that is not there. Some of these are words too, so none is taken for one without being asked.
    private static readonly string[] UsualMissing = ["", "?", "na", "n/a", "#n/a", "nan", "-nan", "null"];

    private static readonly NumberFormatInfo Dot = NumberFormatInfo.InvariantInfo;
    private static readonly NumberFormatInfo Comma = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    /// <summary>Reads a finite number, without separators of thousands; -0 is 0.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="decimalComma">Whether a comma stands before the decimals.</param>
    /// <param name="value">The number.</param>
    public static bool TryRead(ReadOnlySpan<char> cell, bool decimalComma, out double value)
    {
        cell = cell.Trim();
        bool parsed = double.TryParse(cell, Styles, decimalComma ? Comma : Dot, out value) && double.IsFinite(value);
        value += 0.0;

        // 1e-400 is less than any double above 0: it would be read as another number.
        return parsed && (value != 0 || !NamesMoreThanZero(cell));
    }

    /// <summary>Whether a cell is empty or is a word that many programs write for a missing value.</summary>
    public static bool LooksMissing(ReadOnlySpan<char> cell)
    {
        cell = cell.Trim();
        foreach (string word in UsualMissing)
        {
            if (cell.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool NamesMoreThanZero(ReadOnlySpan<char> cell) =>
        cell[..(cell.IndexOfAny('e', 'E') is >= 0 and int end ? end : cell.Length)].IndexOfAnyInRange('1', '9') >= 0;
}
