using System.Text.Json;
using OrleansSymmetry.Landscape.Tables;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Problems;

/// <summary>The keys that say how a delimited text file is read: `header`, `separator`, `decimal`, `missing`.</summary>
internal static class CsvKeys
{
    private const string Auto = "auto";
    private const string HeaderAllowed = "It must be auto, true or false.";
    private const string MissingAllowed = "It must be a list of words as they stand in the file, such as ['?', NA]; '' is the empty cell.";

    private static readonly string[] Decimals = [".", ","];

    /// <summary>Reads them.</summary>
    public static CsvDialect Read(SpecMapReader keys) => new(
        ReadHeader(keys),
        ReadSeparator(keys),
        keys.Name("decimal", Decimals[0], Decimals) == Decimals[1],
        ReadMissing(keys));

    /// <summary>Writes them.</summary>
    public static void Write(Utf8JsonWriter writer, CsvDialect dialect)
    {
        if (dialect.Header == HeadingRule.Auto)
        {
            writer.WriteString("header", Auto);
        }
        else
        {
            writer.WriteBoolean("header", dialect.Header == HeadingRule.Present);
        }

        writer.WriteString("separator", dialect.Separator is { } separator ? CsvDialect.WordOf(separator) : Auto);
        writer.WriteString("decimal", Decimals[dialect.DecimalComma ? 1 : 0]);
        ColumnList.Write(writer, "missing", dialect.Missing);
    }

    private static HeadingRule ReadHeader(SpecMapReader keys)
    {
        switch (keys.Find("header"))
        {
            case null or SpecScalar { Text: Auto }:
                return HeadingRule.Auto;
            case { } node when SpecText.TryBoolean(node, out bool value):
                return value ? HeadingRule.Present : HeadingRule.Absent;
            case { } node:
                keys.Faults.Refuse(keys.PathOf("header"), node, HeaderAllowed);
                return HeadingRule.Auto;
        }
    }

    private static CellSeparator? ReadSeparator(SpecMapReader keys)
    {
        // A tab between quotes is the letter itself.
        if (keys.Find("separator") is SpecScalar { Text: "\t" })
        {
            return CellSeparator.Tab;
        }

        string word = keys.Name("separator", Auto, CsvDialect.Separators.Select(each => each.Word).Prepend(Auto));
        return word == Auto ? null : CsvDialect.Separators.First(each => each.Word == word).Separator;
    }

    private static string[] ReadMissing(SpecMapReader keys)
    {
        if (keys.Find("missing") is not { } node)
        {
            return [];
        }

        IReadOnlyList<SpecNode> items = node is SpecList list ? list.Items : [node];
        if (items.Any(item => item is not SpecScalar))
        {
            keys.Faults.Refuse(keys.PathOf("missing"), node, MissingAllowed);
            return [];
        }

        // YAML reads null, ~ and nothing at all as one value; the file may hold any of the three.
        if (items.Any(SpecText.IsNull))
        {
            keys.Faults.Refuse(keys.PathOf("missing"), node, $"It has an item that YAML takes for nothing. Put it in quotes. {MissingAllowed}");
            return [];
        }

        string[] words = [.. items.Cast<SpecScalar>().Select(item => item.Text.Trim())];
        if (words.Distinct(StringComparer.Ordinal).Count() < words.Length)
        {
            keys.Faults.Refuse(keys.PathOf("missing"), node, "It must name every word once.");
        }

        return words;
    }
}
