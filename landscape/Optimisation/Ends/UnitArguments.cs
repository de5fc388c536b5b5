using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Landscape.Optimisation.Ends;

/// <summary>
/// The arguments z of every unit of one network on every sample, samples along the lanes; the last block is padded with
/// copies of the last sample.
/// </summary>
internal sealed class UnitArguments
{
    private const int LaneCount = LaneBuffer.LaneCount;

    private readonly Network _network;
    private readonly LaneBuffer _inputs;
    private readonly LaneBuffer[] _arguments;
    private readonly LaneBuffer[] _values;

    /// <param name="network">The network.</param>
    /// <param name="data">The samples.</param>
    public UnitArguments(Network network, DataSet data)
    {
        _network = network;
        Samples = data.Samples;
        Blocks = (data.Samples + LaneCount - 1) / LaneCount;
        _inputs = new LaneBuffer(network.Inputs * Blocks);
        Span<double> inputs = _inputs.Doubles;
        for (int i = 0; i < network.Inputs; i++)
        {
            for (int s = 0; s < Blocks * LaneCount; s++)
            {
                inputs[(i * Blocks * LaneCount) + s] = data.X[(Math.Min(s, Samples - 1) * network.Inputs) + i];
            }
        }

        _arguments = [.. network.Layers.Select(layer => new LaneBuffer(layer.Outputs * Blocks))];
        _values = [.. network.Layers.Select(layer => new LaneBuffer(layer.Outputs * Blocks))];
    }

    /// <summary>Number of samples.</summary>
    public int Samples { get; }

    /// <summary>Vectors that the samples of one unit fill.</summary>
    public int Blocks { get; }

    /// <summary>z of one unit of layer l (0 is the first affine map), <see cref="Blocks"/> vectors.</summary>
    public ReadOnlySpan<LaneVector> Of(int layer, int unit) => _arguments[layer].Vectors.Slice(unit * Blocks, Blocks);

    /// <summary>What layer l reads from its input i: a_{l-1}, <see cref="Blocks"/> vectors.</summary>
    public ReadOnlySpan<LaneVector> InputOf(int layer, int i) =>
        (layer == 0 ? _inputs : _values[layer - 1]).Vectors.Slice(i * Blocks, Blocks);

    /// <summary>Computes the arguments at theta (P entries).</summary>
    public void Compute(ReadOnlySpan<double> theta)
    {
        for (int l = 0; l < _network.Layers.Count; l++)
        {
            Layer layer = _network.Layers[l];
            Span<LaneVector> arguments = _arguments[l].Vectors;
            for (int o = 0; o < layer.Outputs; o++)
            {
                Span<LaneVector> z = arguments.Slice(o * Blocks, Blocks);
                z.Fill(Vector512.Create(layer.HasBiases ? theta[layer.Biases + o] : 0));
                for (int i = 0; i < layer.Inputs; i++)
                {
                    LaneVector weight = Vector512.Create(layer.HasWeights ? theta[layer.Weights + (o * layer.Inputs) + i] : 1);
                    ReadOnlySpan<LaneVector> input = InputOf(l, i);
                    for (int b = 0; b < Blocks; b++)
                    {
                        z[b] = Vector512.FusedMultiplyAdd(weight, input[b], z[b]);
                    }
                }
            }

            if (l < _network.HiddenLayers)
            {
                _network.Activation.Evaluate(arguments, _values[l].Vectors);
            }
        }
    }
}
