namespace OrleansSymmetry.Landscape.Statistics;

/// <summary>
/// The abundance-based coverage estimate (ACE) of the number of classes (Chao and Lee 1992, J. Am. Stat. Assoc. 87, 210).
/// </summary>
public static class AbundanceCoverage
{
    /// <summary>A class with at most this many hits is rare; the value that the authors recommend.</summary>
    public const int RareHits = 10;

    /// <summary>The estimate; Chao1 where all rare classes are singletons, or there are none; null where no run ended in a class.</summary>
    public static double? Of(Abundances abundances)
    {
        ArgumentNullException.ThrowIfNull(abundances);
        if (abundances.Runs == 0)
        {
            return null;
        }

        double rareClasses = 0;
        double rareRuns = 0;
        double pairs = 0;
        foreach ((long k, long count) in abundances.Frequencies)
        {
            if (k <= RareHits)
            {
                rareClasses += count;
                rareRuns += (double)k * count;
                pairs += (double)k * (k - 1) * count;
            }
        }

        double singletons = abundances.Singletons;
        if (singletons == rareRuns)
        {
            return Chao1.Of(abundances)!.Estimate;
        }

        double coverage = 1 - (singletons / rareRuns);
        double variation = Math.Max(0, (rareClasses / coverage * pairs / (rareRuns * (rareRuns - 1))) - 1);
        return abundances.Classes - rareClasses + (rareClasses / coverage) + (singletons / coverage * variation);
    }
}
