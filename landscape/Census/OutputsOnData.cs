using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Landscape.Census;

/// <summary>The function that a network computes, as far as the data see it.</summary>
internal static class OutputsOnData
{
    /// <summary>The outputs on every sample in natural units, [sample, n_L]; with softmax less their mean over outputs, which changes nothing.</summary>
    public static double[] Of(LossLandscape landscape, DataSet data, ReadOnlySpan<double> theta)
    {
        double[] outputs = NetworkFunction.Evaluate(landscape.Network, theta, data.X).Outputs;
        for (int i = 0; i < outputs.Length; i++)
        {
            outputs[i] /= landscape.Units.Target;
        }

        if (landscape.Spec.Loss.Kind == LossKind.Softmax)
        {
            Centre(outputs, landscape.Network.Outputs);
        }

        return outputs;
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
