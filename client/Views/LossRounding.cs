using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Client.Views;

/// <summary>The size of a loss that is nothing but rounding, so that a perfect fit is printed as 0 and not as 9.6e-35.</summary>
internal static class LossRounding
{
    /// <summary>Half a unit in the last place of 1.</summary>
    private const double Epsilon = 1.1102230246251565e-16;

    /// <summary>
    /// Over the length of its weights the objective of a class changes by max eigenvalue times |theta|^2 / 2. A loss of less than an epsilon of
    /// that cannot be told from 0. The largest such loss of all classes of a landscape.
    /// </summary>
    internal static double Of(LandscapeReport landscape) => landscape.Classes
        .Select(found => Epsilon * (found.MaxEigenvalue ?? 0) * found.Norm * found.Norm / 2)
        .Where(double.IsFinite)
        .Append(Figures.RoundingOfSquares)
        .Max();
}
