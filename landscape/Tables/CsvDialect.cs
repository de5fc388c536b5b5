using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Tables;

/// <summary>How a delimited text file is to be read.</summary>
/// <param name="Header">Whether the first line is a heading.</param>
/// <param name="Separator">What stands between cells; null: whatever alone parts every line into as many cells.</param>
/// <param name="DecimalComma">Whether a comma, and not a dot, stands before the decimals of a number.</param>
/// <param name="Missing">Cells that say that a value is missing, as they stand in the file; a number stands for all ways to write it.</param>
public sealed record CsvDialect(HeadingRule Header, CellSeparator? Separator, bool DecimalComma, IReadOnlyList<string> Missing)
{
    /// <summary>What is taken where no key says otherwise.</summary>
    public static CsvDialect Usual { get; } = new(HeadingRule.Auto, null, false, []);

    /// <summary>Cells that say that a value is missing.</summary>
    public IReadOnlyList<string> Missing { get; init => field = ValueList.Of(value); } = ValueList.Of(Missing);

    /// <summary>The separators with their words in a sweep file.</summary>
    public static IReadOnlyList<(string Word, CellSeparator Separator, string Name)> Separators { get; } =
    [
        (",", CellSeparator.Comma, "comma"),
        (";", CellSeparator.Semicolon, "semicolon"),
        ("tab", CellSeparator.Tab, "tab"),
        ("|", CellSeparator.Bar, "vertical bar"),
        ("blanks", CellSeparator.Blanks, "run of blanks"),
    ];

    /// <summary>The word of a separator in a sweep file.</summary>
    public static string WordOf(CellSeparator separator) => Separators.First(each => each.Separator == separator).Word;

    /// <summary>A separator's name in a sentence, without an article.</summary>
    public static string NameOf(CellSeparator separator) => Separators.First(each => each.Separator == separator).Name;
}
