using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Randomness;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Landscape.Training;

/// <summary>
/// The initial parameters of a seed. Each seed has a stream of its own, and parameters are drawn in the order of theta
/// (parameters that are set to 0 draw nothing), so a seed's start depends on the seed and the landscape alone.
/// </summary>
public static class Initialisation
{
    /// <summary>Draws the initial parameters.</summary>
    /// <param name="landscape">The landscape; its spec names the distribution.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="theta">P entries.</param>
    public static void Draw(LossLandscape landscape, long seed, Span<double> theta)
    {
        ArgumentNullException.ThrowIfNull(landscape);
        ArgumentOutOfRangeException.ThrowIfNotEqual(theta.Length, landscape.Network.ParameterCount);
        InitialisationSpec init = landscape.Spec.Init;
        var stream = new CounterStream((ulong)seed, StreamPurpose.Initialisation);
        foreach (Layer layer in landscape.Network.Layers)
        {
            if (layer.HasWeights)
            {
                Fill(theta.Slice(layer.Weights, layer.Inputs * layer.Outputs), init.Kind, Scale(init, layer), stream);
            }

            if (!layer.HasBiases)
            {
                continue;
            }

            Span<double> biases = theta.Slice(layer.Biases, layer.Outputs);
            if (init.Kind is InitialisationKind.Normal or InitialisationKind.Uniform)
            {
                Fill(biases, init.Kind, init.Scale, stream);
            }
            else
            {
                biases.Clear();
            }
        }
    }

    /// <summary>Standard deviation, or half-width, of a layer's weights.</summary>
    private static double Scale(InitialisationSpec init, Layer layer)
    {
        double fanIn = layer.Inputs;
        double fanOut = layer.Outputs;
        return init.Scale * init.Kind switch
        {
            InitialisationKind.Normal or InitialisationKind.Uniform => 1,
            InitialisationKind.GlorotNormal => Math.Sqrt(2 / (fanIn + fanOut)),
            InitialisationKind.GlorotUniform => Math.Sqrt(6 / (fanIn + fanOut)),
            InitialisationKind.HeNormal => Math.Sqrt(2 / fanIn),
            InitialisationKind.FanInNormal => Math.Sqrt(1 / fanIn),
            _ => throw new ArgumentOutOfRangeException(nameof(init), init.Kind, "Unknown kind of initialisation."),
        };
    }

    private static void Fill(Span<double> target, InitialisationKind kind, double scale, CounterStream stream)
    {
        bool uniform = kind is InitialisationKind.Uniform or InitialisationKind.GlorotUniform;
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = uniform ? scale * ((2 * stream.NextUniform()) - 1) : scale * stream.NextNormal();
        }
    }
}
