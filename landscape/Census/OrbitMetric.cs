using OrleansSymmetry.Landscape.Symmetry.Matching;

namespace OrleansSymmetry.Landscape.Census;

/// <summary>The distance of two orbits of the network's group.</summary>
internal sealed class OrbitMetric : IOrbitMetric
{
    public double Scale(ComparableForm item) => OrbitDistance.Scale(item, item);

    public bool AreWithin(ComparableForm a, ComparableForm b, double bound, out double distance) => OrbitDistance.AreWithin(a, b, bound, out distance);

    public double Between(ComparableForm a, ComparableForm b) => OrbitDistance.Between(a, b) * OrbitDistance.Scale(a, b);

    public double LowerBound(ComparableForm a, ComparableForm b) => OrbitDistance.LowerBound(a, b);
}
