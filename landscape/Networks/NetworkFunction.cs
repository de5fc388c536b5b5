using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Activations;
using OrleansSymmetry.Landscape.Lanes;

namespace OrleansSymmetry.Landscape.Networks;

/// <summary>
/// The function of one network on many inputs: lanes are samples here, where an objective's lanes are seeds. Every unit adds up
/// in the order in which the objective does, so both see the same bits.
/// </summary>
public static class NetworkFunction
{
    /// <summary>Outputs and hidden pre-activations.</summary>
    /// <param name="network">The network.</param>
    /// <param name="theta">Its P parameters.</param>
    /// <param name="inputs">[sample, n_0] row-major.</param>
    /// <exception cref="ArgumentException">A length does not fit the network.</exception>
    public static NetworkResponse Evaluate(Network network, ReadOnlySpan<double> theta, ReadOnlySpan<double> inputs)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (theta.Length != network.ParameterCount)
        {
            throw new ArgumentException($"It has {theta.Length} entries; the network has {network.ParameterCount} parameters.", nameof(theta));
        }

        if (inputs.Length % network.Inputs != 0)
        {
            throw new ArgumentException($"It has {inputs.Length} entries; it must have a multiple of the network's {network.Inputs} inputs.", nameof(inputs));
        }

        int samples = inputs.Length / network.Inputs;
        double[] outputs = new double[samples * network.Outputs];
        double[][] preActivations = [.. network.Layers.Take(network.HiddenLayers).Select(layer => new double[samples * layer.Outputs])];
        int width = Math.Max(network.Inputs, network.Layers.Max(layer => layer.Outputs));
        var activations = new LaneBuffer(width);
        var sums = new LaneBuffer(width);
        for (int first = 0; first < samples; first += LaneBuffer.LaneCount)
        {
            int count = Math.Min(LaneBuffer.LaneCount, samples - first);
            Gather(inputs.Slice(first * network.Inputs, count * network.Inputs), count, network.Inputs, activations);
            for (int l = 0; l < network.Layers.Count; l++)
            {
                Layer layer = network.Layers[l];
                Affine(layer, theta, activations.Vectors, sums.Vectors);
                Span<LaneVector> z = sums.Vectors[..layer.Outputs];
                if (l < network.HiddenLayers)
                {
                    Scatter(sums, count, layer.Outputs, preActivations[l].AsSpan(first * layer.Outputs));
                    network.Activation.Evaluate(z, activations.Vectors);
                }
                else
                {
                    ApplyHead(network.Head, z, activations.Vectors);
                    Scatter(activations, count, layer.Outputs, outputs.AsSpan(first * layer.Outputs));
                }
            }
        }

        return new NetworkResponse(outputs, preActivations);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Affine(in Layer layer, ReadOnlySpan<double> theta, ReadOnlySpan<LaneVector> input, Span<LaneVector> z)
    {
        for (int i = 0; i < layer.Outputs; i++)
        {
            LaneVector sum = layer.HasBiases ? Vector512.Create(theta[layer.Biases + i]) : LaneVector.Zero;
            for (int j = 0; j < layer.Inputs; j++)
            {
                double weight = layer.HasWeights ? theta[layer.Weights + (i * layer.Inputs) + j] : 1;
                sum = Vector512.FusedMultiplyAdd(Vector512.Create(weight), input[j], sum);
            }

            z[i] = sum;
        }
    }

    private static void ApplyHead(OutputHead head, ReadOnlySpan<LaneVector> z, Span<LaneVector> outputs)
    {
        switch (head)
        {
            case OutputHead.Sigmoid: new PointwiseActivation<Sigmoid>().Evaluate(z, outputs); break;
            case OutputHead.Tanh: new PointwiseActivation<Tanh>().Evaluate(z, outputs); break;
            default: z.CopyTo(outputs); break;
        }
    }

    private static void Gather(ReadOnlySpan<double> rows, int count, int width, LaneBuffer destination)
    {
        Span<double> lanes = destination.Doubles;
        for (int s = 0; s < count; s++)
        {
            for (int j = 0; j < width; j++)
            {
                lanes[(j * LaneBuffer.LaneCount) + s] = rows[(s * width) + j];
            }
        }
    }

    private static void Scatter(LaneBuffer source, int count, int width, Span<double> rows)
    {
        ReadOnlySpan<double> lanes = source.Doubles;
        for (int s = 0; s < count; s++)
        {
            for (int j = 0; j < width; j++)
            {
                rows[(s * width) + j] = lanes[(j * LaneBuffer.LaneCount) + s];
            }
        }
    }
}
