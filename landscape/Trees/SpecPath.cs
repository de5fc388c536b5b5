using System.Globalization;

namespace OrleansSymmetry.Landscape.Trees;

/// <summary>
/// Paths such as "network.hidden" and "train.0.steps" into a tree: keys of maps and indices of lists, joined by dots.
/// </summary>
public static class SpecPath
{
    /// <summary>
    /// The tree with the value at <paramref name="path"/> replaced; maps on the way are made where they are missing.
    /// A problem given by its name alone is the map { kind: NAME }.
    /// </summary>
    /// <param name="root">The tree; it is not changed.</param>
    /// <param name="path">The path.</param>
    /// <param name="value">The new value.</param>
    /// <param name="objection">Why the path leads nowhere: a sentence; null when it does not.</param>
    public static SpecNode Set(SpecNode root, string path, SpecNode value, out string? objection)
    {
        objection = null;
        string[] steps = Steps(path);
        if (steps.Length > TreeLimits.Depth)
        {
            objection = $"It has {steps.Length} keys. At most {TreeLimits.Depth} are allowed; no value of a sweep lies deeper.";
            return root;
        }

        return Set(root, steps, 0, value, ref objection);
    }

    /// <summary>The tree without the entry at <paramref name="path"/>, where there is one.</summary>
    public static SpecNode Remove(SpecNode root, string path) => Remove(root, Steps(path), 0);

    /// <summary>Where the value at <paramref name="path"/> was written, or the nearest that encloses it.</summary>
    internal static SpecOrigin OriginOf(SpecNode root, string path) => Nearest(root, path, out _).Origin;

    /// <summary>The value at <paramref name="path"/>, or null.</summary>
    internal static SpecNode? Find(SpecNode root, string path)
    {
        SpecNode node = Nearest(root, path, out bool found);
        return found ? node : null;
    }

    /// <summary>The steps of a path. A key of the grid is itself a path, and one step.</summary>
    private static string[] Steps(string path) => path.StartsWith("grid.", StringComparison.Ordinal) ? path.Split('.', 2) : path.Split('.');

    private static SpecNode Remove(SpecNode node, string[] steps, int depth)
    {
        if (node is not SpecMap map)
        {
            return node;
        }

        IEnumerable<SpecEntry> entries = depth == steps.Length - 1
            ? map.Entries.Where(entry => entry.Key != steps[depth])
            : map.Entries.Select(entry => entry.Key == steps[depth] ? entry with { Value = Remove(entry.Value, steps, depth + 1) } : entry);
        return map with { Entries = [.. entries] };
    }

    private static SpecNode Nearest(SpecNode root, string path, out bool found)
    {
        SpecNode node = root;
        foreach (string step in Steps(path))
        {
            SpecNode? next = node switch
            {
                SpecMap map => map.Find(step),
                SpecList list when TryIndex(step, list.Items.Count, out int index) => list.Items[index],
                SpecScalar when step == "kind" => node,
                _ => null,
            };
            if (next is null)
            {
                found = false;
                return node;
            }

            node = next;
        }

        found = true;
        return node;
    }

    private static SpecNode Set(SpecNode node, string[] steps, int depth, SpecNode value, ref string? objection)
    {
        if (depth == steps.Length)
        {
            return value;
        }

        string step = steps[depth];
        string here = string.Join('.', steps[..depth]);
        if (step.Length == 0)
        {
            objection = "It must be keys joined by single dots, such as loss.l2.";
            return node;
        }

        switch (node)
        {
            case SpecScalar when SpecText.IsNull(node):
                return SetEntry(new SpecMap([], node.Origin), steps, depth, value, ref objection);
            case SpecScalar when here == "problem":
                var named = new SpecMap([new SpecEntry("kind", node.Origin, node)], node.Origin);
                return SetEntry(named, steps, depth, value, ref objection);
            case SpecMap map:
                return SetEntry(map, steps, depth, value, ref objection);
            case SpecList list when TryIndex(step, list.Items.Count, out int index):
                SpecNode[] items = [.. list.Items];
                items[index] = Set(items[index], steps, depth + 1, value, ref objection);
                return list with { Items = items };
            case SpecList list:
                objection = $"{here} is a list of {list.Items.Count} ({list.Origin}); the next key must be an index from 0 to {list.Items.Count - 1}.";
                return node;
            default:
                objection = $"{here} is {SpecText.Describe(node)} ({node.Origin}), which has no keys.";
                return node;
        }
    }

    private static SpecMap SetEntry(SpecMap map, string[] steps, int depth, SpecNode value, ref string? objection)
    {
        string step = steps[depth];
        int at = map.Entries.ToList().FindIndex(entry => entry.Key == step);
        SpecNode old = at >= 0 ? map.Entries[at].Value : new SpecMap([], value.Origin);
        SpecOrigin keyOrigin = at >= 0 ? map.Entries[at].KeyOrigin : value.Origin;
        var entry = new SpecEntry(step, keyOrigin, Set(old, steps, depth + 1, value, ref objection));
        List<SpecEntry> entries = [.. map.Entries];
        if (at >= 0)
        {
            entries[at] = entry;
        }
        else
        {
            entries.Add(entry);
        }

        return map with { Entries = entries };
    }

    private static bool TryIndex(string step, int count, out int index) =>
        int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out index) && index < count;
}
