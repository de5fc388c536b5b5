using OrleansSymmetry.Landscape.Symmetry;

namespace OrleansSymmetry.Landscape.Optimisation.Verification;

/// <summary>What verification needs of a landscape's continuous symmetries.</summary>
/// <param name="Dimension">Zero modes that every critical point has.</param>
/// <param name="Balance">The point of an orbit at which a spectrum is taken.</param>
internal sealed record EndGauge(int Dimension, Func<double[], double[]> Balance)
{
    /// <summary>No continuous symmetry.</summary>
    public static EndGauge None { get; } = new(0, theta => theta);

    /// <summary>The gauge of a landscape's network.</summary>
    public static EndGauge Of(LossLandscape landscape)
    {
        SymmetryGroup group = SymmetryGroup.Of(landscape);
        return group.GaugeDimension == 0 ? None : new EndGauge(group.GaugeDimension, theta => GaugeFixing.Balanced(group, theta));
    }
}
