using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Optimisation;

namespace OrleansSymmetry.Grains.Canonicalization;

/// <summary>
/// How the live index of a landscape is shared out by loss. Two runs of one class differ in loss by rounding, so they meet in
/// one shard except where a shard's edge falls between them: the live count may then be one too many, the report never is.
/// </summary>
internal static class LossShards
{
    /// <summary>Shards of a landscape: enough to spread the work of a landscape of many classes over silos.</summary>
    public const int Count = 4;

    /// <summary>Classes that a live view shows.</summary>
    public const int Leading = 10;

    // Wide against the loss tolerance (1e-8), so that edges are rare; narrow against losses, so that shards share the work.
    private const double Width = 1e-3;

    /// <summary>Whether a run ended in a class.</summary>
    public static bool Counts(RunRecord run) => run.Ended is Ended.Minimum or Ended.Saddle;

    /// <summary>The shard of a loss.</summary>
    public static int Of(double loss)
    {
        // The half keeps round losses, 0 above all, away from the edges.
        double bucket = Math.Floor((loss / Width) + 0.5);
        return (int)(Math.Abs(bucket) % Count);
    }

    /// <summary>Key of a shard's grain.</summary>
    public static string Key(string landscape, int shard) => FormattableString.Invariant($"{landscape}/{shard}");

    /// <summary>Reads what <see cref="Key"/> wrote.</summary>
    public static (string Landscape, int Shard) Parse(string key)
    {
        int slash = key.LastIndexOf('/');
        return (key[..slash], int.Parse(key.AsSpan(slash + 1), System.Globalization.CultureInfo.InvariantCulture));
    }
}
