using System.Globalization;
using System.Numerics;
using OrleansSymmetry.Landscape.Activations;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Statistics;

namespace OrleansSymmetry.Landscape.Symmetry.Groups;

/// <summary>
/// The group of changes of parameters that leave a landscape's network function, and its objective, unchanged everywhere.
/// It is derived from the traits of the activation, the biases, the penalty, fixed output weights and the loss,
/// never from the name of an architecture.
/// </summary>
public sealed class SymmetryGroup
{
    private SymmetryGroup(Network network, bool softmax, bool penalised)
    {
        Network = network;
        Penalised = penalised;
        Layer last = Network.Layers[^1];
        CentresSoftmax = softmax && !Penalised && last.HasWeights;
        var layers = new LayerSymmetry[Network.HiddenLayers];
        for (int l = 0; l < layers.Length; l++)
        {
            Layer incoming = Network.Layers[l];
            Layer outgoing = Network.Layers[l + 1];
            int degree = !Penalised && outgoing.HasWeights && !Network.Activation.IsLinear ? Network.Activation.Homogeneity : 0;
            layers[l] = new LayerSymmetry(incoming.Outputs, FlipOf(Network.Activation, incoming, outgoing, Penalised), degree);
        }

        Layers = layers;
        DecidedOn = Network.Activation.IsLinear ? DecidedOn.Product : QuadraticGauge.Decides(Network) ? DecidedOn.Form : DecidedOn.Units;
        MixesUnits = DecidedOn == DecidedOn.Product || (DecidedOn == DecidedOn.Form && QuadraticGauge.AlwaysMixes(Network, Penalised));
        int scales = DecidedOn != DecidedOn.Units ? 0 : layers.Sum(layer => layer.ScaleDegree > 0 ? layer.Width : 0);
        int mixtures = DecidedOn switch
        {
            DecidedOn.Product => LinearGauge.Dimension(Network, Penalised, CentresSoftmax),
            DecidedOn.Form => QuadraticGauge.Dimension(Network, Penalised),
            _ => 0,
        };
        int shifts = CentresSoftmax ? last.Inputs + (last.HasBiases ? 1 : 0) : 0;
        GaugeDimension = scales + mixtures + shifts;
        Order = MixesUnits ? BigInteger.One : layers.Aggregate(BigInteger.One, (product, layer) => product * OrderOf(layer));
    }

    /// <summary>The network it acts on.</summary>
    public Network Network { get; }

    /// <summary>Whether l2 is above 0, so that only changes which keep |theta| are symmetries.</summary>
    public bool Penalised { get; }

    /// <summary>Whether one vector may be added to all rows of the last layer (softmax without penalty).</summary>
    public bool CentresSoftmax { get; }

    /// <summary>The hidden layers, from the input.</summary>
    public IReadOnlyList<LayerSymmetry> Layers { get; }

    /// <summary>What decides whether two points are one class.</summary>
    public DecidedOn DecidedOn { get; }

    /// <summary>Whether units mix, so that one orbit is continuous and has no number of copies.</summary>
    public bool MixesUnits { get; }

    /// <summary>
    /// Dimension of the continuous part of a generic orbit: the number of zero modes that a critical point has, unless part of the
    /// group does nothing there (<c>GaugeOrbit.DimensionAt</c>).
    /// </summary>
    public int GaugeDimension { get; }

    /// <summary>Order of the discrete part; 1 where units mix, and one orbit is continuous.</summary>
    public BigInteger Order { get; }

    /// <summary>log10 of <see cref="Order"/>, 12 significant digits.</summary>
    public double Log10 => SignificantDigits.Round(BigInteger.Log10(Order));

    /// <summary>One factor per hidden layer, such as "2^2 2!"; where units mix "GL(2)", "Aff(2)", "O(2)" or "O(p,q), p+q=2".</summary>
    public IReadOnlyList<string> PerLayer => !MixesUnits ? DiscreteFactors
        : DecidedOn == DecidedOn.Form ? [QuadraticGauge.Factor(Network)]
        : LinearGauge.PerLayer(Network, Penalised);

    private IReadOnlyList<string> DiscreteFactors => [.. Layers.Select(layer => layer.HasFlip
        ? string.Create(CultureInfo.InvariantCulture, $"2^{layer.Width} {layer.Width}!")
        : string.Create(CultureInfo.InvariantCulture, $"{layer.Width}!"))];

    /// <summary>The group of a landscape's network.</summary>
    /// <exception cref="NotSupportedException">Its classes cannot be decided (<see cref="SymmetrySupport"/>).</exception>
    public static SymmetryGroup Of(LossLandscape landscape)
    {
        ArgumentNullException.ThrowIfNull(landscape);
        return SymmetrySupport.Refusal(landscape) is { } refusal
            ? throw new NotSupportedException(refusal.Message)
            : OfNetwork(landscape.Network, IsSoftmax(landscape), landscape.Spec.Loss.L2 > 0);
    }

    /// <summary>The group of what the network computes, without regard to the penalty.</summary>
    /// <exception cref="NotSupportedException">Its classes cannot be decided (<see cref="SymmetrySupport"/>).</exception>
    public static SymmetryGroup OfFunction(LossLandscape landscape)
    {
        ArgumentNullException.ThrowIfNull(landscape);
        return SymmetrySupport.Refusal(landscape) is { } refusal
            ? throw new NotSupportedException(refusal.Message)
            : OfNetwork(landscape.Network, IsSoftmax(landscape), penalised: false);
    }

    /// <summary>The group of a network by itself: its order and dimension, whether or not classes can be decided.</summary>
    /// <param name="network">The network.</param>
    /// <param name="softmax">Whether its loss is a cross-entropy over several outputs, which one number added to all of them leaves as it is.</param>
    /// <param name="penalised">Whether |theta| must stay as it is.</param>
    public static SymmetryGroup OfNetwork(Network network, bool softmax, bool penalised)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new SymmetryGroup(network, softmax, penalised);
    }

    private static bool IsSoftmax(LossLandscape landscape) => landscape.Spec.Loss.Kind == LossKind.Softmax;

    private static UnitSymmetry FlipOf(Activation activation, Layer incoming, Layer outgoing, bool penalised)
    {
        if (activation.IsPeriodic && incoming.HasBiases && !penalised)
        {
            return outgoing.HasWeights ? UnitSymmetry.Phase : UnitSymmetry.FixedPhase;
        }

        return activation.Parity switch
        {
            _ when activation.IsLinear => UnitSymmetry.None,
            Parity.Odd when outgoing.HasWeights => UnitSymmetry.OddFlip,
            Parity.Even => UnitSymmetry.EvenFlip,
            Parity.OddAboutHalf when outgoing.HasWeights && outgoing.HasBiases && !penalised => UnitSymmetry.MidFlip,
            _ => UnitSymmetry.None,
        };
    }

    private static BigInteger OrderOf(LayerSymmetry layer)
    {
        BigInteger order = layer.HasFlip ? BigInteger.One << layer.Width : BigInteger.One;
        for (int i = 2; i <= layer.Width; i++)
        {
            order *= i;
        }

        return order;
    }
}
