using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Landscape.Optimisation.Ends;

/// <summary>
/// The criteria that look at a network and its data set, in the units of the sweep. Without a data set nobody looks for kinks and saturation.
/// </summary>
internal sealed class DataCriteria
{
    private readonly KinkCriterion? _kink;
    private readonly SaturationCriterion? _saturation;

    private DataCriteria(Network? network, KinkCriterion? kink, SaturationCriterion? saturation, double separatedBelow)
    {
        SeparatedBelow = separatedBelow;
        Network = network;
        _kink = kink;
        _saturation = saturation;
    }

    /// <summary>Nothing is known of any data.</summary>
    public static DataCriteria None { get; } = new(null, null, null, double.NegativeInfinity);

    /// <summary>The network; null where nothing is known of it.</summary>
    public Network? Network { get; }

    /// <summary>A loss below this proves that the data are separated and the minimum lies at infinity; minus infinity where nothing does.</summary>
    public double SeparatedBelow { get; }

    /// <summary>The criteria of a landscape.</summary>
    public static DataCriteria Of(LossLandscape landscape)
    {
        Network network = landscape.Network;
        if (landscape.Data is not DataSet data)
        {
            return new DataCriteria(network, null, null, double.NegativeInfinity);
        }

        return new DataCriteria(
            network,
            network.Activation.HasKink ? new KinkCriterion(network, data, landscape.Spec.Loss.L2 > 0 ? landscape.Spec.Tolerance.Distance : 0) : null,
            SaturationCriterion.AppliesTo(network) ? new SaturationCriterion(network, data) : null,
            SeparationCriterion.SeparatedBelow(landscape));
    }

    /// <summary>Whether some unit's argument is 0 on some sample, where its activation has a kink.</summary>
    public bool StandsAtKink(ReadOnlySpan<double> theta) => _kink is not null && _kink.Holds(theta);

    /// <summary>Whether some unit or head is saturated on every sample.</summary>
    public bool AnySaturated(ReadOnlySpan<double> theta) => _saturation is not null && _saturation.Holds(theta);
}
