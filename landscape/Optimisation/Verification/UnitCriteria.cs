using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Problems;

namespace OrleansSymmetry.Landscape.Optimisation.Verification;

/// <summary>The criteria that look at the units of a network on a data set; without a data set neither ever holds.</summary>
internal sealed class UnitCriteria
{
    private readonly KinkCriterion? _kink;
    private readonly SaturationCriterion? _saturation;

    private UnitCriteria(KinkCriterion? kink, SaturationCriterion? saturation)
    {
        _kink = kink;
        _saturation = saturation;
    }

    /// <summary>Nothing is known of any units.</summary>
    public static UnitCriteria None { get; } = new(null, null);

    /// <summary>The criteria of a landscape.</summary>
    public static UnitCriteria Of(LossLandscape landscape)
    {
        if (landscape.Data is not DataSet data)
        {
            return None;
        }

        Network network = landscape.Network;
        return new UnitCriteria(
            network.Activation.HasKink ? new KinkCriterion(network, data) : null,
            SaturationCriterion.AppliesTo(network) ? new SaturationCriterion(network, data) : null);
    }

    /// <summary>Whether some unit's argument is 0 on some sample, where its activation has a kink.</summary>
    public bool StandsAtKink(ReadOnlySpan<double> theta) => _kink is not null && _kink.Holds(theta);

    /// <summary>Whether some unit or head is saturated on every sample.</summary>
    public bool AnySaturated(ReadOnlySpan<double> theta) => _saturation is not null && _saturation.Holds(theta);
}
