namespace OrleansSymmetry.Landscape.Statistics;

/// <summary>
/// How many runs that end in a class a coverage takes by expectation: coverage among fewer runs than were made by rarefaction, among more by
/// extrapolation (Chao and Jost 2012, Ecology 93, 2533, equations 4a, 4b and 12).
/// </summary>
public static class RunsForCoverage
{
    /// <summary>Extrapolation beyond so many times the runs made says little; the authors stop at two to three times.</summary>
    public const int LargestFactor = 1000;

    /// <summary>
    /// The least number of runs whose expected coverage is at least <paramref name="coverage"/>; null where at most one run ended in a
    /// class, which says nothing of the next one, and where it lies beyond <see cref="LargestFactor"/> times the runs made.
    /// </summary>
    /// <param name="abundances">The census.</param>
    /// <param name="coverage">In (0, 1).</param>
    public static long? Needed(Abundances abundances, double coverage)
    {
        ArgumentNullException.ThrowIfNull(abundances);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(coverage, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(coverage, 1);
        if (abundances.Runs <= 1)
        {
            return null;
        }

        long low = 0;
        long high = abundances.Runs;
        while (Expected(abundances, high) < coverage)
        {
            low = high;
            high *= 2;
            if (high > LargestFactor * abundances.Runs)
            {
                return null;
            }
        }

        while (high - low > 1)
        {
            long middle = low + ((high - low) / 2);
            (low, high) = Expected(abundances, middle) < coverage ? (middle, high) : (low, middle);
        }

        return high;
    }

    /// <summary>The expected coverage among m runs.</summary>
    /// <param name="abundances">The census, not empty.</param>
    /// <param name="runs">m, at least 1.</param>
    public static double Expected(Abundances abundances, long runs)
    {
        ArgumentNullException.ThrowIfNull(abundances);
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 1);
        double n = abundances.Runs;
        if (runs >= abundances.Runs)
        {
            // Each run more shrinks what is missing by the same factor.
            double missing = 1 - ChaoJostCoverage.Of(abundances)!.Value;
            double factor = ChaoJostCoverage.Shrinkage(abundances);
            return 1 - (missing * Math.Pow(factor, runs - n));
        }

        double uncovered = 0;
        foreach ((long hits, long count) in abundances.Frequencies)
        {
            uncovered += count * (hits / n) * Rarefaction.MissProbability(abundances.Runs - 1, hits - 1, runs);
        }

        return 1 - uncovered;
    }
}
