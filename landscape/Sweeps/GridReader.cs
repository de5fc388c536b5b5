using System.Text.Json.Nodes;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Sweeps;

/// <summary>Reads `grid`: keys of a landscape, each with a list of values.</summary>
internal static class GridReader
{
    private const string Key = "grid";

    /// <summary>One axis of the grid.</summary>
    public sealed record Axis(string Path, SpecOrigin Origin, IReadOnlyList<SpecNode> Values);

    /// <summary>Reads the axes that can be applied to <paramref name="tree"/>; keys without values go to <paramref name="broken"/>.</summary>
    public static List<Axis> ReadAxes(SpecMap tree, SpecNode node, FaultList faults, List<string> broken)
    {
        const string Allowed = "It must be a map from keys to lists of values, such as { network.hidden: [[2], [3]] }.";
        List<Axis> axes = [];
        if (node is not SpecMap { Entries.Count: > 0 } map)
        {
            faults.Refuse(Key, node, $"{Allowed} Without a grid, remove the key.");
            return axes;
        }

        foreach (SpecEntry entry in map.Entries.DistinctBy(entry => entry.Key))
        {
            string path = $"{Key}.{entry.Key}";
            string head = entry.Key.Split('.')[0];
            if (!LandscapeReader.Keys.Contains(head))
            {
                faults.Add(
                    path,
                    entry.KeyOrigin,
                    $"{path} ({entry.KeyOrigin}) is not a key that a grid can vary. {Spelling.Hint(head, LandscapeReader.Keys)}"
                        + $"It must begin with one of {string.Join(", ", LandscapeReader.Keys)}.");
                continue;
            }

            if (entry.Value is not SpecList { Items.Count: > 0 } list)
            {
                faults.Refuse(path, entry.Value, "It must be a list of at least one value, such as [[2], [3]] for network.hidden.");
                broken.Add(entry.Key);
                continue;
            }

            Axis? inside = axes.Find(axis => IsUnder(axis.Path, entry.Key) || IsUnder(entry.Key, axis.Path));
            if (inside is not null)
            {
                faults.Add(
                    path, entry.KeyOrigin, $"{path} ({entry.KeyOrigin}) overlaps {Key}.{inside.Path} ({inside.Origin}). Remove one: they set the same value.");
                continue;
            }

            _ = SpecPath.Set(tree, entry.Key, list.Items[0], out string? objection);
            if (objection is not null)
            {
                faults.Add(path, entry.KeyOrigin, $"{path} ({entry.KeyOrigin}) leads nowhere. {objection}");
                continue;
            }

            axes.Add(new Axis(entry.Key, entry.KeyOrigin, list.Items));
        }

        long points = axes.Aggregate(1L, (product, axis) => Math.Min(product * axis.Values.Count, int.MaxValue));
        if (points > SweepLimits.Landscapes)
        {
            faults.Add(Key, node.Origin, $"{Key} ({node.Origin}) has {points} combinations. At most {SweepLimits.Landscapes} are allowed; "
                + "cut it into several sweeps.");
            return [.. axes.Select(axis => axis with { Values = [axis.Values[0]] })];
        }

        return axes;
    }

    /// <summary>All combinations, the last axis varying fastest.</summary>
    public static IEnumerable<IReadOnlyList<SpecNode>> Combinations(IReadOnlyList<Axis> axes)
    {
        IEnumerable<IReadOnlyList<SpecNode>> combinations = [[]];
        foreach (Axis axis in axes)
        {
            combinations = combinations.SelectMany(_ => axis.Values, IReadOnlyList<SpecNode> (head, value) => [.. head, value]);
        }

        return combinations;
    }

    /// <summary>The tree with a combination's values in their places. No axis lies under another, so each place is there.</summary>
    public static SpecMap Apply(SpecMap tree, IReadOnlyList<Axis> axes, IReadOnlyList<SpecNode> values)
    {
        SpecNode node = tree;
        for (int i = 0; i < axes.Count; i++)
        {
            node = SpecPath.Set(node, axes[i].Path, values[i], out _);
        }

        return (SpecMap)node;
    }

    /// <summary>A combination as the report names it.</summary>
    public static ValueList<KeyValuePair<string, JsonNode?>> Label(IReadOnlyList<Axis> axes, IReadOnlyList<SpecNode> values) =>
        ValueList.Of<KeyValuePair<string, JsonNode?>>(
            [.. axes.Select((axis, i) => KeyValuePair.Create(axis.Path, SpecText.ToJson(values[i])))]);

    private static bool IsUnder(string path, string other) => path == other || other.StartsWith(path + ".", StringComparison.Ordinal);
}
