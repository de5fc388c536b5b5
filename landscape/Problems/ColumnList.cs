using System.Text.Json;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Problems;

/// <summary>Names or indices of columns.</summary>
internal static class ColumnList
{
    /// <summary>Reads a list of columns, or a single one; empty with a fault.</summary>
    public static IReadOnlyList<string> Read(SpecMapReader keys, string key)
    {
        const string Allowed = "It must be a list of column names, or of column indices from 0.";
        if (keys.Require(key, Allowed) is not { } node)
        {
            return [];
        }

        IReadOnlyList<SpecNode> items = node is SpecList list ? list.Items : [node];
        if (items.Count == 0 || items.Any(item => item is not SpecScalar || SpecText.IsNull(item)))
        {
            keys.Faults.Refuse(keys.PathOf(key), node, Allowed);
            return [];
        }

        string[] names = [.. items.Cast<SpecScalar>().Select(item => item.Text)];
        if (names.Distinct(StringComparer.Ordinal).Count() < names.Length)
        {
            keys.Faults.Refuse(keys.PathOf(key), node, "It must name every column once.");
        }

        return names;
    }

    public static void Write(Utf8JsonWriter writer, string key, IReadOnlyList<string> columns)
    {
        writer.WriteStartArray(key);
        foreach (string column in columns)
        {
            writer.WriteStringValue(column);
        }

        writer.WriteEndArray();
    }
}
