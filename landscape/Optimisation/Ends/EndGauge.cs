using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Symmetry.Gauge;
using OrleansSymmetry.Landscape.Symmetry.Groups;

namespace OrleansSymmetry.Landscape.Optimisation.Ends;

/// <summary>What verification needs of a landscape's continuous symmetries.</summary>
/// <param name="DimensionAt">The number of zero modes that they explain at a balanced point.</param>
/// <param name="Balance">The point of an orbit at which a spectrum is taken.</param>
internal sealed record EndGauge(Func<double[], int> DimensionAt, Func<double[], double[]> Balance)
{
    /// <summary>No continuous symmetry.</summary>
    public static EndGauge None { get; } = new(_ => 0, theta => theta);

    /// <summary>The gauge of a landscape's network.</summary>
    public static EndGauge Of(LossLandscape landscape)
    {
        SymmetryGroup group = SymmetryGroup.Of(landscape);

        // Square units under a penalty mix where their outgoing weights are equal, though not at a generic point.
        return group.GaugeDimension == 0 && group.DecidedOn == DecidedOn.Units
            ? None
            : new EndGauge(balanced => GaugeOrbit.DimensionAt(group, balanced), theta => GaugeFixing.Balanced(group, theta));
    }
}
