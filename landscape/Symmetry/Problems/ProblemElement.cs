using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Symmetry.Groups;

namespace OrleansSymmetry.Landscape.Symmetry.Problems;

/// <summary>
/// One symmetry of a problem: a signed permutation P of the inputs with the signed permutation Q of the outputs that answers
/// it. The network g theta computes Q f(theta, P^-1 x), which has the same loss on the data, and the same norm.
/// </summary>
/// <param name="Outputs">Per output, what stands there.</param>
/// <param name="Inputs">Per input, what stands there.</param>
public sealed record ProblemElement(IReadOnlyList<ColumnImage> Outputs, IReadOnlyList<ColumnImage> Inputs)
{
    /// <summary>g theta.</summary>
    /// <param name="network">The layout.</param>
    /// <param name="theta">P entries.</param>
    public double[] Apply(Network network, ReadOnlySpan<double> theta)
    {
        NetworkWeights weights = NetworkWeights.Read(network, theta);
        return Apply(weights).ToTheta(network);
    }

    /// <summary>The weights with columns of W_1, and rows of W_L and b_L, moved.</summary>
    internal NetworkWeights Apply(NetworkWeights weights)
    {
        NetworkWeights moved = weights.Clone();
        int inputs = Inputs.Count;
        for (int at = 0; at < moved.Matrices[0].Length; at++)
        {
            ColumnImage image = Inputs[at % inputs];
            moved.Matrices[0][at] = image.Sign * weights.Matrices[0][at - (at % inputs) + image.Source];
        }

        double[] last = (double[])moved.Matrices[^1].Clone();
        int columns = weights.Widths[^2];
        for (int row = 0; row < Outputs.Count; row++)
        {
            ColumnImage image = Outputs[row];
            for (int c = 0; c < columns; c++)
            {
                moved.Matrices[^1][(row * columns) + c] = image.Sign * last[(image.Source * columns) + c];
            }

            if (weights.Biases[^1] is { } bias)
            {
                moved.Biases[^1]![row] = image.Sign * bias[image.Source];
            }
        }

        return moved;
    }
}
