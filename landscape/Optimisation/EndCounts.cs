using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Optimisation;

/// <summary>
/// Numbers of runs by how they ended, in the order of <see cref="Ended"/>: minimum, degenerate, saddle, diverging, unconverged, failed.
/// </summary>
public sealed class EndCounts
{
    private readonly long[] _runs = new long[Ways];

    private EndCounts()
    {
    }

    /// <summary>The words for the ways to end.</summary>
    public static Vocabulary<Ended> Words { get; } = new(
        ("minimum", Ended.Minimum),
        ("degenerate", Ended.Degenerate),
        ("saddle", Ended.Saddle),
        ("diverging", Ended.Diverging),
        ("unconverged", Ended.Unconverged),
        ("failed", Ended.Failed));

    /// <summary>No runs.</summary>
    public static EndCounts None { get; } = new();

    /// <summary>Number of all runs.</summary>
    public long All => _runs.Sum();

    /// <summary>Number of runs that ended so.</summary>
    public long this[Ended ended] => _runs[(int)ended];

    /// <summary>Each way to end by its word, in order.</summary>
    public IEnumerable<(string Word, long Runs)> ByWord => Words.Words.Zip(_runs);

    private static int Ways => Enum.GetValues<Ended>().Length;

    /// <summary>Counts runs.</summary>
    public static EndCounts Of(IEnumerable<RunRecord> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        return Of(runs.Select(run => run.Ended));
    }

    /// <summary>Counts ends.</summary>
    public static EndCounts Of(IEnumerable<Ended> ends)
    {
        ArgumentNullException.ThrowIfNull(ends);
        var counts = new EndCounts();
        foreach (Ended ended in ends)
        {
            counts._runs[(int)ended]++;
        }

        return counts;
    }

    /// <summary>Counts as they were given in order, by <see cref="ToArray"/> or by a figure for each way.</summary>
    /// <exception cref="ArgumentException">There is not one number for each way to end.</exception>
    public static EndCounts InOrder(IReadOnlyList<long> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (runs.Count != Ways)
        {
            throw new ArgumentException($"{runs.Count} numbers of runs were given; there are {Ways} ways to end.", nameof(runs));
        }

        var counts = new EndCounts();
        for (int i = 0; i < Ways; i++)
        {
            counts._runs[i] = runs[i];
        }

        return counts;
    }

    /// <summary>The runs of both.</summary>
    public EndCounts Plus(EndCounts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return InOrder([.. _runs.Zip(other._runs, (mine, others) => mine + others)]);
    }

    /// <summary>The numbers in order.</summary>
    public long[] ToArray() => [.. _runs];
}
