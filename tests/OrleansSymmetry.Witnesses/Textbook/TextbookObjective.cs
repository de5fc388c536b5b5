using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Witnesses.Arithmetic;

namespace OrleansSymmetry.Witnesses.Textbook;

/// <summary>
/// F(theta) = sum_s w_s loss(output(x_s), y_s) + l2/2 |theta|^2 in 31 digits, sample by sample and unit by unit: of the objective
/// it knows the layout of theta (W_1 row-major, b_1, W_2, ...) and nothing else.
/// </summary>
public sealed class TextbookObjective(Network network, TextbookActivation activation, DataSet data, LossKind loss, double l2)
{
    private readonly Func<DoubleDouble[], double[], DoubleDouble> _loss = TextbookLosses.Of(loss);
    private readonly int[] _widths = [network.Inputs, .. network.Layers.Select(layer => layer.Outputs)];
    private readonly bool _bias = network.Layers[0].HasBiases;
    private readonly DoubleDouble[][] _inputs = [.. data.X.Select(x => (DoubleDouble)x).Chunk(data.InputCount)];
    private readonly double[][] _targets = [.. data.Y.Chunk(data.OutputCount)];

    /// <summary>F(theta).</summary>
    public DoubleDouble Value(DoubleDouble[] theta)
    {
        DoubleDouble total = DoubleDouble.Zero;
        for (int s = 0; s < _inputs.Length; s++)
        {
            total += _loss(Outputs(theta, _inputs[s]), _targets[s]) * data.Weights[s];
        }

        DoubleDouble squares = DoubleDouble.Zero;
        foreach (DoubleDouble parameter in theta)
        {
            squares += parameter * parameter;
        }

        return total + (squares * l2 * 0.5);
    }

    private DoubleDouble[] Outputs(DoubleDouble[] theta, DoubleDouble[] input)
    {
        DoubleDouble[] a = input;
        int offset = 0;
        for (int l = 1; l < _widths.Length; l++)
        {
            bool last = l == _widths.Length - 1;
            bool ones = last && network.FixedOutputWeights;
            int biases = offset + (_widths[l] * _widths[l - 1]);
            var next = new DoubleDouble[_widths[l]];
            for (int i = 0; i < next.Length; i++)
            {
                DoubleDouble z = _bias && !ones ? theta[biases + i] : DoubleDouble.Zero;
                for (int j = 0; j < a.Length; j++)
                {
                    z += ones ? a[j] : theta[offset + (i * a.Length) + j] * a[j];
                }

                next[i] = last ? Head(z) : activation.Value(z);
            }

            offset = biases + (_bias ? _widths[l] : 0);
            a = next;
        }

        return a;
    }

    private DoubleDouble Head(DoubleDouble z) => network.Head switch
    {
        OutputHead.Sigmoid => DoubleDouble.Sigmoid(z),
        OutputHead.Tanh => DoubleDouble.Tanh(z),
        _ => z,
    };
}
