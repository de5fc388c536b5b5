using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Sweeps;

/// <summary>
/// What a sweep file need not say: its seeds and its phases of training. They are put into the tree itself, so that a grid or an option can
/// change a part of them as if they had been written.
/// </summary>
public static class SweepDefaults
{
    // Enough that a class of one run in a hundred is met by all but one census in 30 000, and a small network takes seconds.
    private const string Seeds = "1024";

    private static readonly SpecOrigin Origin = new(0, "by default");

    // Adam walks near an optimum, Newton lands on it: at 1e-11 many decades separate an optimum from its neighbours.
    private static readonly SpecList Train = new(
        [Map(("method", "adam"), ("steps", "2000"), ("step", "0.01")), Map(("method", "newton"), ("steps", "200"), ("gradient", "1e-11"))], Origin);

    /// <summary>The tree with `seeds` and `train` where a sweep file leaves them out; any other tree as it is.</summary>
    public static SpecNode Complete(SpecNode root)
    {
        // The canonical form says everything; what it lacks was lost.
        return root is SpecMap { Entries.Count: > 0 } map && map.Find("landscapes") is null
            ? With(With(map, "seeds", new SpecScalar(Seeds, Quoted: false, Origin)), "train", Train)
            : root;
    }

    private static SpecMap With(SpecMap map, string key, SpecNode value) => map.Find(key) switch
    {
        null => map with { Entries = [.. map.Entries, new SpecEntry(key, Origin, value)] },
        { } written when SpecText.IsNull(written) => map with
        {
            Entries = [.. map.Entries.Select(entry => ReferenceEquals(entry.Value, written) ? entry with { Value = value } : entry)],
        },
        _ => map,
    };

    private static SpecMap Map(params (string Key, string Value)[] entries) =>
        new([.. entries.Select(entry => new SpecEntry(entry.Key, Origin, new SpecScalar(entry.Value, Quoted: false, Origin)))], Origin);
}
