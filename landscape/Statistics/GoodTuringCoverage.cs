namespace OrleansSymmetry.Landscape.Statistics;

/// <summary>Coverage, the probability that the next run that ends in a class ends in a seen one (Good 1953, Biometrika 40, 237).</summary>
public static class GoodTuringCoverage
{
    /// <summary>1 - f1/n; null where no run ended in a class.</summary>
    public static double? Of(Abundances abundances)
    {
        ArgumentNullException.ThrowIfNull(abundances);
        return abundances.Runs == 0 ? null : 1 - (abundances.Singletons / (double)abundances.Runs);
    }
}
