using OrleansSymmetry.Landscape.Symmetry;

namespace OrleansSymmetry.Landscape.Census;

/// <summary>The distance of two orbits.</summary>
internal sealed class OrbitMetric : IMetric<ComparableForm>
{
    public double Scale(ComparableForm item) => OrbitDistance.Scale(item, item);

    public bool AreWithin(ComparableForm a, ComparableForm b, double bound, out double distance) => OrbitDistance.AreWithin(a, b, bound, out distance);
}
