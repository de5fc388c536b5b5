namespace OrleansSymmetry.Landscape.Statistics;

/// <summary>The 95 % score interval of a proportion (Wilson 1927, J. Am. Stat. Assoc. 22, 209).</summary>
public static class WilsonInterval
{
    /// <summary>hits/runs with its interval, within [0, 1].</summary>
    /// <param name="hits">0 to runs.</param>
    /// <param name="runs">At least 1.</param>
    public static (double Estimate, double Low, double High) Of(long hits, long runs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hits, runs);
        double n = runs;
        double p = hits / n;
        double z = NormalQuantile95.Value;
        double centre = p + (z * z / (2 * n));
        double halfWidth = z * Math.Sqrt((p * (1 - p) / n) + (z * z / (4 * n * n)));
        double scale = 1 + (z * z / n);
        double low = hits == 0 ? 0 : Math.Max(0, (centre - halfWidth) / scale);
        double high = hits == runs ? 1 : Math.Min(1, (centre + halfWidth) / scale);
        return (p, low, high);
    }
}
