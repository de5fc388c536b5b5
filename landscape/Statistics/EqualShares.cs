using OrleansSymmetry.Landscape.Randomness;

namespace OrleansSymmetry.Landscape.Statistics;

/// <summary>Whether classes are hit with equal probability.</summary>
public static class EqualShares
{
    /// <summary>
    /// Pearson's chi-square test against equal probabilities; its p-value by random allocations of as many hits (Monte Carlo,
    /// p = (1 + at least as uneven) / (1 + allocations)), which is right for few hits per class too.
    /// </summary>
    /// <param name="hits">Hits of each class, classes never met included.</param>
    /// <param name="allocations">Number of random allocations.</param>
    /// <returns>The p-value; 1 where there is nothing to test.</returns>
    public static double PValue(IReadOnlyList<long> hits, int allocations)
    {
        ArgumentNullException.ThrowIfNull(hits);
        ArgumentOutOfRangeException.ThrowIfLessThan(allocations, 1);
        long total = hits.Sum();

        // With equal expectations the statistic grows with the sum of squares.
        long here = hits.Sum(count => count * count);
        var stream = new CounterStream(0, StreamPurpose.EqualShares);
        var drawn = new long[hits.Count];
        int atLeast = 0;
        for (int i = 0; i < allocations; i++)
        {
            Array.Clear(drawn);
            for (long hit = 0; hit < total; hit++)
            {
                drawn[(int)(stream.NextUniform() * drawn.Length)]++;
            }

            atLeast += drawn.Sum(count => count * count) >= here ? 1 : 0;
        }

        return (1.0 + atLeast) / (1.0 + allocations);
    }
}
