using OrleansSymmetry.Landscape.Symmetry.Matching;

namespace OrleansSymmetry.Landscape.Census;

/// <summary>A distance of orbits that can also be measured between different ones.</summary>
internal interface IOrbitMetric : IMetric<ComparableForm>
{
    /// <summary>The absolute distance or, where that costs too much, a number it is not above; infinite where no symmetry connects them.</summary>
    double Between(ComparableForm a, ComparableForm b);

    /// <summary>A number, cheaply found, that the absolute distance is not below.</summary>
    double LowerBound(ComparableForm a, ComparableForm b);
}
