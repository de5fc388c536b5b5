using System.Globalization;
using OrleansSymmetry.Landscape.Activations;
using OrleansSymmetry.Landscape.Networks;

namespace OrleansSymmetry.Landscape.Symmetry.Groups;

/// <summary>
/// The continuous group that mixes one hidden layer of square units that feed one sum, by name and dimension. The function of such a
/// layer is a quadratic form, and the group keeps the form.
/// </summary>
internal static class QuadraticGauge
{
    /// <summary>Whether a network is such a layer. A single unit is as well decided by itself.</summary>
    public static bool Decides(Network network) =>
        network.Activation is { Parity: Parity.Even, Homogeneity: 2 } && network.HiddenLayers == 1 && network.Outputs == 1 && network.Layers[0].Outputs > 1;

    /// <summary>The layer's factor: "O(3)" with fixed output weights, "O(p,q), p+q=3" with free ones.</summary>
    public static string Factor(Network network)
    {
        int n = network.Layers[0].Outputs;
        return network.FixedOutputWeights
            ? string.Create(CultureInfo.InvariantCulture, $"O({n})")
            : string.Create(CultureInfo.InvariantCulture, $"O(p,q), p+q={n}");
    }

    // The form of rank r keeps O(n) or O(p, q), less what turns the n - r idle units alone. Free outgoing weights add one scale a unit, and
    // a constant that passes to the output's bias where more units than inputs have biases. A penalty with free outgoing weights leaves the
    // eigenvectors of the form, which are isolated.
    /// <summary>Dimension of the orbit of a generic point.</summary>
    public static int Dimension(Network network, bool penalised)
    {
        Layer layer = network.Layers[0];
        int n = layer.Outputs;
        int idle = Math.Max(0, n - layer.Inputs - (layer.HasBiases ? 1 : 0));
        int rotations = (n * (n - 1) / 2) - (idle * (idle - 1) / 2);
        if (network.FixedOutputWeights)
        {
            return rotations;
        }

        return penalised ? 0 : n + rotations + (layer.HasBiases && n > layer.Inputs ? 1 : 0);
    }

    /// <summary>Whether orbits are continuous everywhere; under a penalty with free outgoing weights only where some of these are equal.</summary>
    public static bool AlwaysMixes(Network network, bool penalised) => !penalised || network.FixedOutputWeights;
}
