using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Witnesses.Textbook;

namespace OrleansSymmetry.Landscape.Tests.Symmetry;

/// <summary>What a network computes, written down once more from the definition with the textbook's functions.</summary>
internal static class ForwardPass
{
    public static double[] Outputs(LossLandscape landscape, double[] theta, double[] x)
    {
        Network network = landscape.Network;
        double[] a = x;
        for (int l = 0; l < network.Layers.Count; l++)
        {
            Layer layer = network.Layers[l];
            var z = new double[layer.Outputs];
            for (int r = 0; r < z.Length; r++)
            {
                z[r] = layer.HasBiases ? theta[layer.Biases + r] : 0;
                for (int c = 0; c < layer.Inputs; c++)
                {
                    z[r] += (layer.HasWeights ? theta[layer.Weights + (r * layer.Inputs) + c] : 1) * a[c];
                }
            }

            a = l < network.HiddenLayers ? [.. z.Select(v => Activate(landscape, v))] : z;
        }

        return a;
    }

    private static double Activate(LossLandscape landscape, double z)
    {
        NetworkSpec network = landscape.Spec.Network;
        return (network.Activation == "leaky-relu" ? TextbookActivations.Piecewise(network.Slope) : TextbookActivations.Of(network.Activation)).Value(z).High;
    }
}
