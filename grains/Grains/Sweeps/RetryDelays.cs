namespace OrleansSymmetry.Grains.Sweeps;

/// <summary>How long to wait before work that was lost is tried again.</summary>
internal static class RetryDelays
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.2);

    // A silo is declared dead in a few seconds; waiting longer than that only idles the others.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>The wait after the given number of losses in a row (from 1): doubling from 0.2 s to 5 s.</summary>
    public static TimeSpan After(int losses) =>
        TimeSpan.FromTicks(Math.Min(Longest.Ticks, Shortest.Ticks << Math.Min(losses - 1, 10)));
}
