using OrleansSymmetry.Landscape.Activations;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Landscape.Symmetry.Groups;

/// <summary>The one place that says which landscapes' classes can be decided.</summary>
public static class SymmetrySupport
{
    /// <summary>Why the classes of a landscape cannot be decided; null where they can.</summary>
    /// <param name="network">The network part of the sweep.</param>
    /// <param name="outputs">n_L.</param>
    /// <param name="modulo">What is to be divided out.</param>
    public static SymmetryRefusal? Refusal(NetworkSpec network, int outputs, Modulo modulo = Modulo.Network)
    {
        ArgumentNullException.ThrowIfNull(network);
        Activation activation = ActivationRegistry.Create(network.Activation, network.Slope);
        return FixedLinear(activation, network)
            ?? FormsDecide(activation, network, outputs)
            ?? (modulo == Modulo.NetworkAndProblem ? OutsideThePermutations(activation) ?? FormWithProblem(activation, network, outputs) : null);
    }

    /// <summary>As above, for a landscape that was built.</summary>
    public static SymmetryRefusal? Refusal(LossLandscape landscape, Modulo modulo = Modulo.Network)
    {
        ArgumentNullException.ThrowIfNull(landscape);
        return Refusal(landscape.Spec.Network, landscape.Network.Outputs, modulo);
    }

    // The matrices that keep a row of ones form no reductive group: orbits need not be closed, and products do not tell them apart.
    private static SymmetryRefusal? FixedLinear(Activation activation, NetworkSpec network) =>
        activation.IsLinear && network.FixedOutputWeights && network.Hidden.Count > 1
            ? new SymmetryRefusal(
                "network.outputWeights",
                "ones",
                $"It must be free: the classes of a linear network of {network.Hidden.Count} hidden layers with fixed output weights are not decided. "
                    + "One hidden layer is possible with ones.")
            : null;

    private static SymmetryRefusal? OutsideThePermutations(Activation activation) => activation.IsLinear
        ? new SymmetryRefusal(
            "modulo",
            "network+problem",
            "It must be network with a linear activation: the loss of a linear network depends on second moments alone. They have "
                + "more symmetries than the signed permutations that can be divided out.")
        : null;

    private static SymmetryRefusal? FormWithProblem(Activation activation, NetworkSpec network, int outputs) =>
        IsSquare(activation) && network.Hidden is [> 1] && outputs == 1
            ? new SymmetryRefusal(
                "modulo",
                "network+problem",
                "It must be network: square units that feed one sum are compared by their quadratic form. "
                    + "Symmetries of the problem are not searched for there.")
            : null;

    // Below a form the units of another layer permute, and the form with them: two forms are then not compared entry by entry.
    private static SymmetryRefusal? FormsDecide(Activation activation, NetworkSpec network, int outputs)
    {
        for (int l = 0; l < network.Hidden.Count && IsSquare(activation) && network.Hidden.Count > 1; l++)
        {
            bool isLast = l == network.Hidden.Count - 1;
            int next = isLast ? outputs : network.Hidden[l + 1];
            if (network.Hidden[l] > 1 && next == 1)
            {
                return new SymmetryRefusal(
                    "network.activation",
                    activation.Name,
                    $"Hidden layer {l + 1} of {network.Hidden.Count} has {network.Hidden[l]} units that feed one sum, so only their quadratic form matters. "
                        + "Forms are compared only in networks of one hidden layer. "
                        + "Take one hidden layer, or one unit there, or two units or more after it, or another activation.");
            }
        }

        return null;
    }

    private static bool IsSquare(Activation activation) => activation is { Parity: Parity.Even, Homogeneity: 2 };
}

/// <summary>A key of a sweep that asks for a symmetry which cannot be divided out.</summary>
/// <param name="Path">The key.</param>
/// <param name="Value">Its value, as a sweep file writes it.</param>
/// <param name="Sentence">What is needed, why, and what to do.</param>
public sealed record SymmetryRefusal(string Path, string Value, string Sentence)
{
    /// <summary>The whole message.</summary>
    public string Message => $"{Path} is {Value}. {Sentence}";
}
