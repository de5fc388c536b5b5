using OrleansSymmetry.Landscape.Formats;
using OrleansSymmetry.Landscape.Statistics;
using OrleansSymmetry.Landscape.Symmetry;

namespace OrleansSymmetry.Landscape.Census;

/// <summary>How clearly classes are apart: the widest class against the closest pair of classes of neighbouring losses.</summary>
internal static class Separation
{
    /// <summary>Losses within this many tolerances are in the same or in neighbouring buckets.</summary>
    private const double Buckets = 2;

    /// <summary>Measures it.</summary>
    /// <param name="classes">The classes.</param>
    /// <param name="forms">Their representatives made ready for comparison.</param>
    /// <param name="metric">Their distance.</param>
    /// <param name="lossTolerance">When losses are one.</param>
    public static SeparationReport Of(
        IReadOnlyList<RunClass> classes, IReadOnlyList<ComparableForm> forms, IOrbitMetric metric, LossTolerance lossTolerance)
    {
        double? within = classes.Max(found => found.LargestWithin);
        double? between = SmallestBetween(classes, forms, metric, new LossTolerance(Buckets * lossTolerance.Value));
        double? decades = within > 0 && between > 0 ? SignificantDigits.Round(Math.Log10(between.Value / within.Value)) : null;
        return new SeparationReport(within, between, decades);
    }

    private static double? SmallestBetween(
        IReadOnlyList<RunClass> classes, IReadOnlyList<ComparableForm> forms, IOrbitMetric metric, LossTolerance neighbours)
    {
        int[] byLoss = [.. Enumerable.Range(0, classes.Count).OrderBy(i => classes[i].Representative.Loss)];
        double smallest = double.PositiveInfinity;
        for (int i = 0; i < byLoss.Length; i++)
        {
            for (int j = i + 1; j < byLoss.Length; j++)
            {
                if (!neighbours.AreEqual(classes[byLoss[i]].Representative.Loss, classes[byLoss[j]].Representative.Loss))
                {
                    break;
                }

                ComparableForm a = forms[byLoss[i]];
                ComparableForm b = forms[byLoss[j]];
                double scale = Math.Max(metric.Scale(a), metric.Scale(b));
                if (metric.LowerBound(a, b) / scale < smallest)
                {
                    smallest = Math.Min(smallest, metric.Between(a, b) / scale);
                }
            }
        }

        return double.IsFinite(smallest) ? smallest : null;
    }
}
