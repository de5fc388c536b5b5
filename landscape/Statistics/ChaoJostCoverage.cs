namespace OrleansSymmetry.Landscape.Statistics;

/// <summary>Coverage with the correction of Chao and Jost (2012, Ecology 93, 2533, equation 4a).</summary>
public static class ChaoJostCoverage
{
    /// <summary>1 - (f1/n) (n-1) f1 / ((n-1) f1 + 2 f2); 1 where f1 = 0; null where no run ended in a class.</summary>
    public static double? Of(Abundances abundances)
    {
        ArgumentNullException.ThrowIfNull(abundances);
        if (abundances.Runs == 0)
        {
            return null;
        }

        double n = abundances.Runs;
        double f1 = abundances.Singletons;
        double weighted = (n - 1) * f1;
        double denominator = weighted + (2 * abundances.Doubletons);

        // 0 where every class was met three times or more, and where there was one run.
        return denominator == 0 ? 1 - f1 : 1 - (f1 / n * weighted / denominator);
    }
}
