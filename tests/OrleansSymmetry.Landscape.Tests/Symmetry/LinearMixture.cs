using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;

namespace OrleansSymmetry.Landscape.Tests.Symmetry;

/// <summary>
/// Random elements of the group of a linear network, written down from the definition: z -> M z + t in each hidden layer, by
/// shears, scales and permutations (or plane rotations) so that the inverse is at hand.
/// </summary>
internal static class LinearMixture
{
    /// <summary>A random copy of a point.</summary>
    public static double[] Copy(LossLandscape landscape, double[] theta, Random random)
    {
        var copy = (double[])theta.Clone();
        Network network = landscape.Network;
        bool rotates = landscape.Spec.Loss.L2 > 0;
        for (int l = 0; l < network.HiddenLayers; l++)
        {
            int n = network.Layers[l].Outputs;
            for (int step = 0; step < 2 * n * n; step++)
            {
                int i = random.Next(n);
                int j = random.Next(n);
                double amount = (2 * random.NextDouble()) - 1;
                if (i == j && !rotates)
                {
                    Transform(network, copy, l, i, j, 0.3 * amount, -0.3 * amount / (1 + (0.3 * amount)));
                }
                else if (i != j && !rotates)
                {
                    Transform(network, copy, l, i, j, 0.5 * amount, -0.5 * amount);
                }
                else if (i != j)
                {
                    // A rotation by three shears (Paeth 1986).
                    double tangent = Math.Tan(amount / 2);
                    Transform(network, copy, l, i, j, -tangent, tangent);
                    Transform(network, copy, l, j, i, Math.Sin(amount), -Math.Sin(amount));
                    Transform(network, copy, l, i, j, -tangent, tangent);
                }
            }

            for (int i = 0; i < n && !rotates && network.Layers[l].HasBiases; i++)
            {
                Shift(network, copy, l, i, random.NextDouble() - 0.5);
            }
        }

        return copy;
    }

    /// <summary>Unit i gets <paramref name="amount"/> times unit j; what it feeds takes <paramref name="inverse"/> times its weight to unit j's.</summary>
    private static void Transform(Network network, double[] theta, int l, int i, int j, double amount, double inverse)
    {
        Layer incoming = network.Layers[l];
        Layer outgoing = network.Layers[l + 1];
        for (int c = 0; c < incoming.Inputs; c++)
        {
            theta[incoming.Weights + (i * incoming.Inputs) + c] += amount * theta[incoming.Weights + (j * incoming.Inputs) + c];
        }

        if (incoming.HasBiases)
        {
            theta[incoming.Biases + i] += amount * theta[incoming.Biases + j];
        }

        for (int r = 0; r < outgoing.Outputs; r++)
        {
            theta[outgoing.Weights + (r * outgoing.Inputs) + j] += inverse * theta[outgoing.Weights + (r * outgoing.Inputs) + i];
        }
    }

    private static void Shift(Network network, double[] theta, int l, int unit, double amount)
    {
        Layer outgoing = network.Layers[l + 1];
        theta[network.Layers[l].Biases + unit] += amount;
        for (int r = 0; r < outgoing.Outputs; r++)
        {
            theta[outgoing.Biases + r] -= amount * theta[outgoing.Weights + (r * outgoing.Inputs) + unit];
        }
    }
}
