namespace OrleansSymmetry.Landscape.Statistics;

/// <summary>
/// The expected number of classes among m of the n runs, drawn without replacement: sum_i (1 - C(n - h_i, m)/C(n, m))
/// (Hurlbert 1971, Ecology 52, 577). The ratio of binomials is taken as a product of min(h, m) factors in (0, 1):
/// differences of log-gammas would lose the digits of n log n.
/// </summary>
public static class Rarefaction
{
    /// <summary>A product below this does not change 1 minus it, whatever factors are left.</summary>
    private const double Negligible = 1e-18;

    /// <summary>E[S_m].</summary>
    /// <param name="abundances">The census.</param>
    /// <param name="runs">m, from 0 to n.</param>
    public static double Expected(Abundances abundances, long runs)
    {
        ArgumentNullException.ThrowIfNull(abundances);
        ArgumentOutOfRangeException.ThrowIfNegative(runs);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(runs, abundances.Runs);
        double expected = 0;
        foreach ((long hits, long count) in abundances.Frequencies)
        {
            expected += count * (1 - MissProbability(abundances.Runs, hits, runs));
        }

        return expected;
    }

    /// <summary>The curve at m = 1, 2, 5, 10, 20, 50, ... below n, and at n.</summary>
    public static IReadOnlyList<(long Runs, double Classes)> Curve(Abundances abundances)
    {
        ArgumentNullException.ThrowIfNull(abundances);
        var curve = new List<(long, double)>();
        ReadOnlySpan<long> leads = [1, 2, 5];
        for (long decade = 1; decade < abundances.Runs; decade *= 10)
        {
            foreach (long lead in leads)
            {
                if (lead * decade < abundances.Runs)
                {
                    curve.Add((lead * decade, Expected(abundances, lead * decade)));
                }
            }
        }

        if (abundances.Runs > 0)
        {
            curve.Add((abundances.Runs, abundances.Classes));
        }

        return curve;
    }

    /// <summary>C(n - h, m)/C(n, m) = prod_(i below min(h, m)) (n - max(h, m) - i)/(n - i).</summary>
    internal static double MissProbability(long n, long hits, long runs)
    {
        long fewer = Math.Min(hits, runs);
        long more = Math.Max(hits, runs);
        double product = 1;
        for (long i = 0; i < fewer && product > Negligible; i++)
        {
            product *= Math.Max(0, n - more - i) / (double)(n - i);
        }

        return product;
    }
}
