namespace OrleansSymmetry.Landscape.Statistics;

/// <summary>The quantile of the 95 % intervals.</summary>
internal static class NormalQuantile95
{
    /// <summary>z with Phi(z) = 0.975.</summary>
    public const double Value = 1.959963984540054;
}
