using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Sweeps;

namespace OrleansSymmetry.Landscape.Symmetry;

/// <summary>The one place that says which landscapes' classes can be decided.</summary>
public static class SymmetrySupport
{
    /// <summary>
    /// Why the classes of <paramref name="landscape"/> cannot be decided, in a sentence for the user; null where they can.
    /// </summary>
    public static string? Refusal(LossLandscape landscape, Modulo modulo)
    {
        ArgumentNullException.ThrowIfNull(landscape);
        return Refusal(landscape) ?? (modulo == Modulo.NetworkAndProblem
            ? "modulo is network+problem. It must be network: the symmetries of the problem are not divided out yet."
            : null);
    }

    /// <summary>As above, for the network's own group.</summary>
    public static string? Refusal(LossLandscape landscape)
    {
        ArgumentNullException.ThrowIfNull(landscape);
        Network network = landscape.Network;
        if (network.Activation.IsLinear)
        {
            return $"network.activation is {network.Activation.Name}. It must not be linear: its optima are classes of matrix products, "
                + "which are not compared yet.";
        }

        for (int l = 0; l < network.HiddenLayers; l++)
        {
            Layer next = network.Layers[l + 1];
            bool oneForm = next.Outputs == 1 || !next.HasWeights;
            if (network.Activation is { Parity: Parity.Even, Homogeneity: 2 } && oneForm && next.Inputs > 1)
            {
                return $"network.activation is {network.Activation.Name} and hidden layer {l + 1} ({next.Inputs} units) feeds one output. "
                    + "It must have one unit, or the next layer two or more with free weights: otherwise its optima are classes of quadratic forms, "
                    + "which are not compared yet.";
            }
        }

        return null;
    }
}
