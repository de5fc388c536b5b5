namespace OrleansSymmetry.Contracts;

/// <summary>How long to wait before what was in vain is tried again: pauses that double up to a longest one, the same for everybody.</summary>
/// <param name="First">The pause after the first failure.</param>
/// <param name="Longest">No pause is longer.</param>
public sealed record Backoff(TimeSpan First, TimeSpan Longest)
{
    /// <summary>
    /// From 0.2 s to 5 s. A silo is declared dead in a few seconds and a store is restarted in as many, so longer pauses only idle whoever waits.
    /// </summary>
    public static Backoff Doubling { get; } = new(TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(5));

    /// <summary>The same pause each time.</summary>
    public static Backoff Constant(TimeSpan pause) => new(pause, pause);

    /// <summary>The pause after a number of failures in a row, from 1.</summary>
    public TimeSpan After(int failures)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failures, 1);
        return TimeSpan.FromTicks((long)Math.Min(Longest.Ticks, First.Ticks * Math.Pow(2, failures - 1)));
    }
}
