using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Sweeps;

/// <summary>A sweep as it was read: the sweep, or everything that is wrong with it.</summary>
/// <param name="Sweep">The sweep; null when there are faults.</param>
/// <param name="Faults">All faults, by line; those of options last.</param>
public sealed record SweepReading(SweepSpec? Sweep, IReadOnlyList<SpecFault> Faults)
{
    /// <summary>What was read for each problem of the sweep; empty when there are faults.</summary>
    public IReadOnlyDictionary<Problem, DataSummary> Data { get; init; } = new Dictionary<Problem, DataSummary>();
}

/// <summary>
/// Reads a sweep from its neutral tree: checks all of it, applies defaults and expands the grid. What it accepts can be
/// trained; what it refuses, it refuses with every fault at once.
/// Two forms are read: a file as a person writes it, with `grid`, and the canonical form, whose `landscapes` lists every
/// landscape with all its keys.
/// </summary>
public static partial class SweepReader
{
    private const string Keys = "name, problem and network";

    /// <summary>Reads a sweep.</summary>
    /// <param name="root">The tree.</param>
    /// <param name="files">The data files that came with it.</param>
    public static SweepReading Read(SpecNode root, DataFiles files)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(files);
        if (SweepShape.Fault(root) is { } fault)
        {
            return new SweepReading(null, [fault]);
        }

        var faults = new FaultList();
        SweepSpec? sweep = ReadRoot(SweepDefaults.Complete(root), files, faults, out IReadOnlyDictionary<Problem, DataSummary> data);
        return faults.Count == 0 ? new SweepReading(sweep, []) { Data = data } : new SweepReading(null, faults.Sorted());
    }

    /// <summary>Reads a sweep's canonical JSON.</summary>
    public static SweepReading Read(ReadOnlySpan<byte> json, DataFiles files)
    {
        SpecNode root;
        try
        {
            root = JsonSpec.Parse(json);
        }
        catch (InvalidDataException e)
        {
            return new SweepReading(null, [new SpecFault("", 1, e.Message)]);
        }

        return Read(root, files);
    }

    /// <summary>
    /// What a sweep's canonical JSON says of its landscapes, in their order, without the data files that came with the sweep. Empty where the
    /// text is no sweep of this version.
    /// </summary>
    public static IReadOnlyList<LandscapeOutline> Outlines(ReadOnlySpan<byte> json)
    {
        SpecNode root;
        try
        {
            root = JsonSpec.Parse(json);
        }
        catch (InvalidDataException)
        {
            return [];
        }

        var faults = new FaultList();
        IReadOnlyList<SpecNode> landscapes = root is SpecMap map && map.Find("landscapes") is SpecList list ? list.Items : [];
        LandscapeOutline[] outlines =
            [.. landscapes.OfType<SpecMap>().Select(keys => LandscapeReader.ReadOutline(new SpecMapReader(keys, "", faults))).OfType<LandscapeOutline>()];
        return outlines.Length == landscapes.Count ? outlines : [];
    }

    private static SweepSpec? ReadRoot(SpecNode root, DataFiles files, FaultList faults, out IReadOnlyDictionary<Problem, DataSummary> data)
    {
        data = new Dictionary<Problem, DataSummary>();
        if (SpecText.IsNull(root))
        {
            faults.Add("", root.Origin, $"The sweep is empty ({root.Origin}). It must give {Keys}; client/sweeps/xor.yaml shows how.");
            return null;
        }

        if (root is not SpecMap map)
        {
            faults.Refuse("The sweep", root, $"It must be a map that gives {Keys}; client/sweeps/xor.yaml shows how.");
            return null;
        }

        RefuseDuplicates(map, "", faults);
        var keys = new SpecMapReader(map, "", faults);
        string? name = ReadName(keys);
        SeedPlan? seeds = keys.Require("seeds", "It must be a range such as 0..4095, or a number of seeds such as 4096.") is { } node
            ? SeedReader.Read(node, faults)
            : null;
        Modulo modulo = keys.Word("modulo", Modulo.Network, SweepWords.Modulos);
        var reader = new LandscapeReader(files, modulo);
        List<GridPoint> points = keys.Find("landscapes") is { } listed
            ? ReadListed(listed, keys, reader)
            : ReadGrid(map, keys, reader);
        data = reader.Data;
        keys.Close();
        RefuseTwins(points, SpecPath.OriginOf(map, keys.Has("landscapes") ? "landscapes" : "grid"), faults);
        return name is null || seeds is null ? null : new SweepSpec(name, seeds, modulo, points);
    }

    private static string? ReadName(SpecMapReader keys)
    {
        const string Allowed = "It must be 1 to 64 small letters, digits, dots, dashes and underscores, beginning with a letter or digit.";
        if (keys.Require("name", Allowed) is not { } node)
        {
            return null;
        }

        if (node is SpecScalar scalar && NamePattern().IsMatch(scalar.Text))
        {
            return scalar.Text;
        }

        keys.Faults.Refuse("name", node, Allowed);
        return null;
    }

    private static List<GridPoint> ReadGrid(SpecMap map, SpecMapReader keys, LandscapeReader reader)
    {
        List<string> broken = [];
        List<GridReader.Axis> axes = [];
        SpecNode? grid = map.Find("grid");
        if (grid is not null)
        {
            axes = GridReader.ReadAxes(map, grid, keys.Faults, broken);
        }

        foreach (string key in LandscapeReader.Keys.Append("grid"))
        {
            _ = keys.Find(key);
        }

        List<GridPoint> points = [];
        foreach (IReadOnlyList<SpecNode> values in GridReader.Combinations(axes))
        {
            var faults = new FaultList();
            SpecMap tree = GridReader.Apply(map, axes, values);
            if (reader.Read(new SpecMapReader(tree, "", faults), tree) is { } landscape)
            {
                points.Add(new GridPoint(GridReader.Label(axes, values), landscape));
            }

            keys.Faults.AddRange(faults, broken);
        }

        return points;
    }

    private static List<GridPoint> ReadListed(SpecNode node, SpecMapReader keys, LandscapeReader reader)
    {
        const string Allowed = "It must be a list of landscapes, each a map with set, problem, network, loss, init, train, saddles and tolerance.";
        foreach (string key in LandscapeReader.Keys.Append("grid"))
        {
            keys.Forbid(key, "Leave it out beside landscapes: each landscape has its own.");
        }

        if (node is not SpecList { Items.Count: >= 1 and <= SweepLimits.Landscapes } list)
        {
            keys.Faults.Refuse("landscapes", node, $"{Allowed} At most {SweepLimits.Landscapes}.");
            return [];
        }

        List<GridPoint> points = [];
        for (int i = 0; i < list.Items.Count; i++)
        {
            if (list.Items[i] is not SpecMap map)
            {
                keys.Faults.Refuse($"landscapes.{i}", list.Items[i], Allowed);
                continue;
            }

            var faults = new FaultList();
            var landscapeKeys = new SpecMapReader(map, "", faults);
            IReadOnlyList<KeyValuePair<string, JsonNode?>> set = landscapeKeys.Find("set") is SpecMap values
                ? [.. values.Entries.Select(entry => KeyValuePair.Create(entry.Key, SpecText.ToJson(entry.Value)))]
                : [];
            LandscapeSpec? landscape = reader.Read(landscapeKeys, map);
            landscapeKeys.Close();
            keys.Faults.AddRange(faults, []);
            if (landscape is not null)
            {
                points.Add(new GridPoint(set, landscape));
            }
        }

        return points;
    }

    private static void RefuseTwins(List<GridPoint> points, SpecOrigin origin, FaultList faults)
    {
        Dictionary<LandscapeSpec, GridPoint> seen = [];
        foreach (GridPoint point in points)
        {
            if (!seen.TryAdd(point.Landscape, point))
            {
                string first = GridLabel.Of(seen[point.Landscape].Set);
                faults.Add("grid", origin, $"grid ({origin}) gives the same landscape twice: {first} and {GridLabel.Of(point.Set)}. Leave one of them out.");
            }
        }
    }

    private static void RefuseDuplicates(SpecNode node, string path, FaultList faults)
    {
        switch (node)
        {
            case SpecMap map:
                Dictionary<string, SpecOrigin> seen = [];
                foreach (SpecEntry entry in map.Entries)
                {
                    string here = path.Length == 0 ? entry.Key : $"{path}.{entry.Key}";
                    if (!seen.TryAdd(entry.Key, entry.KeyOrigin))
                    {
                        faults.Add(here, entry.KeyOrigin, $"{here} is given twice ({seen[entry.Key]} and {entry.KeyOrigin}). Keep one of them.");
                    }

                    RefuseDuplicates(entry.Value, here, faults);
                }

                break;
            case SpecList list:
                for (int i = 0; i < list.Items.Count; i++)
                {
                    RefuseDuplicates(list.Items[i], $"{path}.{i}", faults);
                }

                break;
        }
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{0,63}\\z")]
    private static partial Regex NamePattern();
}
