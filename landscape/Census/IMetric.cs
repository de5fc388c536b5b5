namespace OrleansSymmetry.Landscape.Census;

/// <summary>A distance that decides which runs are one thing. Symmetric, with the triangle inequality.</summary>
/// <typeparam name="T">A run made ready for comparison.</typeparam>
internal interface IMetric<T>
{
    /// <summary>What relative distances from <paramref name="item"/> are relative to, at least; at least 1.</summary>
    double Scale(T item);

    /// <summary>
    /// Whether the absolute distance is at most <paramref name="bound"/>: exact. The distance told then is not above the bound. For
    /// networks with one hidden layer it is the least one. For deeper ones, and under the problem's symmetries, it is that of the
    /// symmetry that was found, which may be another one for another bound: a figure of two runs is asked with one bound only.
    /// </summary>
    bool AreWithin(T a, T b, double bound, out double distance);
}
