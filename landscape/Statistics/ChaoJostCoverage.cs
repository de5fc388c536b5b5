namespace OrleansSymmetry.Landscape.Statistics;

/// <summary>Coverage with the correction of Chao and Jost (2012, Ecology 93, 2533, equation 4a).</summary>
public static class ChaoJostCoverage
{
    /// <summary>
    /// 1 - (f1/n) (n-1) f1 / ((n-1) f1 + 2 f2), and where f2 = 0, 1 - (f1/n) (n-1) (f1-1) / ((n-1) (f1-1) + 2), as the authors'
    /// package iNEXT has it; 1 where f1 = 0; null where no run ended in a class. It is an estimate and no bound: a single run gives 1.
    /// </summary>
    public static double? Of(Abundances abundances)
    {
        ArgumentNullException.ThrowIfNull(abundances);
        return abundances.Runs == 0 ? null : 1 - (abundances.Singletons / (double)abundances.Runs * Shrinkage(abundances));
    }

    /// <summary>By how much a further run shrinks what is missing, by expectation: the factor A of the authors' equation 12.</summary>
    internal static double Shrinkage(Abundances abundances)
    {
        double f1 = abundances.Singletons;
        double f2 = abundances.Doubletons;
        (double pairs, double twice) = f2 > 0 ? (f1, 2 * f2) : (f1 - 1, 2);

        // Without singletons nothing is missing by this estimate, and the factor has no meaning.
        double weighted = (abundances.Runs - 1) * Math.Max(0, pairs);
        return weighted / (weighted + twice);
    }
}
