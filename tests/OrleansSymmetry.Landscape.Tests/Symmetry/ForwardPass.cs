using OrleansSymmetry.Landscape.Networks;

namespace OrleansSymmetry.Landscape.Tests.Symmetry;

/// <summary>What a network computes, written down once more from the definition with the library's functions.</summary>
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

    private static double Activate(LossLandscape landscape, double z) => landscape.Spec.Network.Activation switch
    {
        "tanh" => Math.Tanh(z),
        "sigmoid" => 1 / (1 + Math.Exp(-z)),
        "relu" => Math.Max(0, z),
        "leaky-relu" => z > 0 ? z : landscape.Spec.Network.Slope * z,
        "sin" => Math.Sin(z),
        "abs" => Math.Abs(z),
        "square" => z * z,
        "identity" => z,
        "softplus" => Math.Log(1 + Math.Exp(z)),
        "arctan" => Math.Atan(z),
        "softsign" => z / (1 + Math.Abs(z)),
        string other => throw new NotSupportedException(other),
    };
}
