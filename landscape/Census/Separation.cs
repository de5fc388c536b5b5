using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Statistics;
using OrleansSymmetry.Landscape.Symmetry.Matching;

namespace OrleansSymmetry.Landscape.Census;

/// <summary>How clearly classes are apart: the widest class against the closest pair of classes of neighbouring losses.</summary>
internal static class Separation
{
    /// <summary>Losses within this many tolerances are in the same or in neighbouring buckets.</summary>
    private const double Buckets = 2;

    /// <summary>
    /// Classes whose losses differ by what weights this many tolerances apart explain are neighbours too: runs that stopped short
    /// of one optimum have losses of their own, and would pass for classes far apart.
    /// </summary>
    private const double Reach = DoubtfulTolerances;

    /// <summary>Where the closest classes are within this many times the widest one, the count hangs on the tolerance.</summary>
    private const double DoubtfulRatio = 1e3;

    /// <summary>
    /// The same in tolerances, for classes that no second run found: points blurred by a thousand tolerances lie that far apart
    /// in one weight or another.
    /// </summary>
    private const double DoubtfulTolerances = 1e4;

    /// <summary>Measures it.</summary>
    /// <param name="landscape">The landscape: when distances and losses are one, and their natural units.</param>
    /// <param name="classes">The classes.</param>
    /// <param name="forms">Their representatives made ready for comparison, in natural units.</param>
    /// <param name="metric">Their distance.</param>
    public static SeparationReport Of(
        LossLandscape landscape, IReadOnlyList<RunClass> classes, IReadOnlyList<ComparableForm> forms, IOrbitMetric metric)
    {
        ToleranceSpec tolerance = landscape.Spec.Tolerance;
        double? within = classes.Max(found => found.LargestWithin);
        double? between = SmallestBetween(landscape, classes, forms, metric);
        double? decades = within > 0 && between > 0 ? SignificantDigits.Round(Math.Log10(between.Value / within.Value)) : null;
        bool isDoubtful = between < Math.Max(DoubtfulRatio * (within ?? 0), DoubtfulTolerances * tolerance.Distance);
        return new SeparationReport(within, between, decades) { IsDoubtful = isDoubtful };
    }

    private static double? SmallestBetween(
        LossLandscape landscape, IReadOnlyList<RunClass> classes, IReadOnlyList<ComparableForm> forms, IOrbitMetric metric)
    {
        ToleranceSpec tolerance = landscape.Spec.Tolerance;
        double unit = landscape.Units.Loss;
        var neighbours = new LossTolerance(Buckets * tolerance.Loss, unit);
        int[] byLoss = [.. Enumerable.Range(0, classes.Count).OrderBy(i => classes[i].Representative.Loss)];
        double smallest = double.PositiveInfinity;
        for (int i = 0; i < byLoss.Length; i++)
        {
            for (int j = i + 1; j < byLoss.Length; j++)
            {
                RunRecord lower = classes[byLoss[i]].Representative;
                RunRecord upper = classes[byLoss[j]].Representative;
                ComparableForm a = forms[byLoss[i]];
                ComparableForm b = forms[byLoss[j]];
                double scale = Math.Max(metric.Scale(a), metric.Scale(b));
                if (!neighbours.AreEqual(lower.Loss, upper.Loss) && upper.Loss - lower.Loss > unit * Explained(lower, Reach * tolerance.Distance * scale))
                {
                    break;
                }

                if (metric.LowerBound(a, b) / scale < smallest)
                {
                    smallest = Math.Min(smallest, metric.Between(a, b) / scale);
                }
            }
        }

        return double.IsFinite(smallest) ? smallest : null;
    }

    /// <summary>The rise of the loss, in natural units and to second order, where every weight is off by <paramref name="distance"/> at most.</summary>
    private static double Explained(RunRecord run, double distance) =>
        run.Inertia is { Largest: var curvature } && double.IsFinite(curvature) ? 0.5 * curvature * run.Theta.Length * distance * distance : 0;
}
