namespace OrleansSymmetry.Landscape.Symmetry.Matching;

/// <summary>
/// The distance of two orbits, min over g of |g theta - theta'|_inf, absolute or relative to max(1, |theta|_inf, |theta'|_inf),
/// in the coordinates of <see cref="ComparableForm"/>. The group acts there without changing distances, so this is symmetric
/// and obeys the triangle inequality.
/// </summary>
public static class OrbitDistance
{
    /// <summary>What relative distances are relative to.</summary>
    public static double Scale(ComparableForm a, ComparableForm b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return Math.Max(1, Math.Max(a.LargestEntry, b.LargestEntry));
    }

    /// <summary>
    /// The relative distance: exact for one hidden layer, an upper bound for more (each layer in turn takes its best matching).
    /// Infinite where the cores have different widths.
    /// </summary>
    public static double Between(ComparableForm a, ComparableForm b)
    {
        double scale = Scale(a, b);
        var matching = new OrbitMatching(a, b);
        return matching.HasEqualWidths ? matching.GreedyDistance(double.MaxValue) / scale : double.PositiveInfinity;
    }

    /// <summary>Whether the two are equal: relative distance at most <paramref name="tolerance"/>. Exact for any number of layers.</summary>
    /// <param name="a">One point.</param>
    /// <param name="b">The other.</param>
    /// <param name="tolerance">Relative.</param>
    /// <param name="distance">The relative distance under the symmetry that was found; infinite where they are not equal.</param>
    public static bool AreEqual(ComparableForm a, ComparableForm b, double tolerance, out double distance)
    {
        double scale = Scale(a, b);
        bool areEqual = AreWithin(a, b, tolerance * scale, out distance);
        distance /= scale;
        return areEqual;
    }

    /// <summary>Whether the absolute distance is at most <paramref name="bound"/>. Exact for any number of layers.</summary>
    public static bool AreWithin(ComparableForm a, ComparableForm b, double bound, out double distance)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        distance = double.PositiveInfinity;
        var matching = new OrbitMatching(a, b);
        if (!matching.HasEqualWidths || LowerBound(a, b) > bound)
        {
            return false;
        }

        distance = matching.GreedyDistance(bound);
        bool isDecided = distance <= bound || a.Weights.HiddenLayers <= 1;
        return isDecided ? distance <= bound : matching.TryFind(bound, out distance);
    }

    /// <summary>A number that the absolute distance is not below, to rounding: the mean difference of the entries' absolute values.</summary>
    public static double LowerBound(ComparableForm a, ComparableForm b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        double bound = 0;
        for (int l = 0; l < a.MatrixSums.Length; l++)
        {
            int entries = a.Weights.Matrices[l].Length;
            if (entries > 0)
            {
                double difference = Math.Abs(a.MatrixSums[l] - b.MatrixSums[l]);
                double rounding = 1e-15 * entries * (a.MatrixSums[l] + b.MatrixSums[l]);
                bound = Math.Max(bound, (difference - rounding) / entries);
            }
        }

        return bound;
    }
}
