namespace OrleansSymmetry.Landscape.Census;

/// <summary>A distance that decides which runs are one thing. Symmetric, with the triangle inequality.</summary>
/// <typeparam name="T">A run made ready for comparison.</typeparam>
internal interface IMetric<T>
{
    /// <summary>What relative distances from <paramref name="item"/> are relative to, at least; at least 1.</summary>
    double Scale(T item);

    /// <summary>Whether the absolute distance is at most <paramref name="bound"/>, and then the distance; exact.</summary>
    bool AreWithin(T a, T b, double bound, out double distance);
}
