using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Problems;
using OrleansSymmetry.Landscape.Sweeps;

namespace OrleansSymmetry.Landscape.Census;

/// <summary>The function that a network computes, as far as the data see it.</summary>
internal static class OutputsOnData
{
    /// <summary>z_L on every sample, [sample, n_L]; with softmax less its mean over outputs, which changes nothing.</summary>
    public static double[] Of(LossLandscape landscape, DataSet data, ReadOnlySpan<double> theta)
    {
        Network network = landscape.Network;
        var outputs = new double[data.Samples * network.Outputs];
        int lanes = LaneVector.Count;
        for (int first = 0; first < data.Samples; first += lanes)
        {
            int count = Math.Min(lanes, data.Samples - first);
            LaneVector[] z = Forward(network, theta, Inputs(data, first, count));
            for (int sample = 0; sample < count; sample++)
            {
                for (int o = 0; o < network.Outputs; o++)
                {
                    outputs[((first + sample) * network.Outputs) + o] = z[o][sample];
                }
            }
        }

        if (landscape.Spec.Loss.Kind == LossKind.Softmax)
        {
            Centre(outputs, network.Outputs);
        }

        return outputs;
    }

    /// <summary>Eight samples at once, one per lane; missing ones are zeros.</summary>
    private static LaneVector[] Inputs(DataSet data, int first, int count)
    {
        var inputs = new LaneVector[data.InputCount];
        for (int i = 0; i < inputs.Length; i++)
        {
            for (int sample = 0; sample < count; sample++)
            {
                inputs[i] = inputs[i].WithElement(sample, data.X[((first + sample) * data.InputCount) + i]);
            }
        }

        return inputs;
    }

    private static LaneVector[] Forward(Network network, ReadOnlySpan<double> theta, LaneVector[] a)
    {
        for (int l = 0; l < network.Layers.Count; l++)
        {
            Layer layer = network.Layers[l];
            var z = new LaneVector[layer.Outputs];
            for (int r = 0; r < z.Length; r++)
            {
                LaneVector sum = layer.HasBiases ? Vector512.Create(theta[layer.Biases + r]) : LaneVector.Zero;
                for (int c = 0; c < layer.Inputs; c++)
                {
                    double weight = layer.HasWeights ? theta[layer.Weights + (r * layer.Inputs) + c] : 1;
                    sum = Vector512.FusedMultiplyAdd(Vector512.Create(weight), a[c], sum);
                }

                z[r] = sum;
            }

            if (l < network.HiddenLayers)
            {
                a = new LaneVector[z.Length];
                network.Activation.Evaluate(z, a);
            }
            else
            {
                a = z;
            }
        }

        return a;
    }

    private static void Centre(double[] outputs, int width)
    {
        for (int row = 0; row < outputs.Length; row += width)
        {
            Span<double> sample = outputs.AsSpan(row, width);
            double mean = 0;
            foreach (double value in sample)
            {
                mean += value / width;
            }

            foreach (ref double value in sample)
            {
                value -= mean;
            }
        }
    }
}
