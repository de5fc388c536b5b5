using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Spectra;
using OrleansSymmetry.Landscape.Symmetry.Groups;

namespace OrleansSymmetry.Landscape.Symmetry.Gauge;

/// <summary>
/// The continuous part of the orbit of one point. The gauge may do less there than elsewhere: a scale does nothing to a unit
/// that is 0, nor does mixing units that have no weights at all.
/// </summary>
internal static class GaugeOrbit
{
    /// <summary>
    /// A tangent direction this short, relative to the longest, is none: the square of the default relative distance at which
    /// two points are one. Such a direction belongs to a point that is at 0 as far as classes are told apart.
    /// </summary>
    private const double NegligibleSquare = 1e-12;

    /// <summary>
    /// Its dimension, the number of zero modes that the gauge explains there: the rank of the generators of the gauge applied
    /// to the point, from the eigenvalues of their Gram matrix.
    /// </summary>
    /// <param name="group">The group.</param>
    /// <param name="balanced">P entries, in the gauge of <see cref="GaugeFixing.Balanced"/>.</param>
    public static int DimensionAt(SymmetryGroup group, ReadOnlySpan<double> balanced)
    {
        double[][] tangents = Tangents(group, NetworkWeights.Read(group.Network, balanced));
        int n = tangents.Length;
        var gram = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                gram[(i * n) + j] = FixedOrder.Dot(tangents[i], tangents[j]);
            }
        }

        double[] squares = SymmetricMatrix.Eigenvalues(gram, n);
        return squares.Count(square => square > NegligibleSquare * squares[^1]);
    }

    /// <summary>The generators of the gauge applied to a point, P entries each; more than the dimension where they depend on each other.</summary>
    /// <param name="group">The group.</param>
    /// <param name="point">The point; not changed.</param>
    public static double[][] Tangents(SymmetryGroup group, NetworkWeights point)
    {
        var tangents = new List<double[]>();
        for (int l = 0; l < group.Layers.Count; l++)
        {
            if (group.DecidedOn == DecidedOn.Product)
            {
                AddMixtures(group, point, l, tangents);
            }

            for (int i = 0; i < group.Layers[l].Width && group.Layers[l].ScaleDegree > 0; i++)
            {
                tangents.Add(Generator(group, point, l, [(i, i, 1)], group.Layers[l].ScaleDegree));
            }
        }

        if (group.DecidedOn == DecidedOn.Form)
        {
            tangents.AddRange(QuadraticForm.Tangents(group, point).Select(tangent => tangent.ToTheta(group.Network)));
        }

        if (group.CentresSoftmax)
        {
            AddRowShifts(group.Network, tangents);
        }

        return [.. tangents];
    }

    private static void AddMixtures(SymmetryGroup group, NetworkWeights point, int l, List<double[]> tangents)
    {
        int n = point.Widths[l + 1];
        for (int i = 0; i < n; i++)
        {
            if (!group.Penalised && group.Network.Layers[l].HasBiases)
            {
                tangents.Add(Shift(group.Network, point, l, i));
            }

            if (point.HasFixedOutput)
            {
                AddSumKeeping(group, point, l, i, tangents);
                continue;
            }

            // A penalty leaves rotations, one for each pair of units.
            for (int j = 0; j < (group.Penalised ? i : n); j++)
            {
                tangents.Add(Generator(group, point, l, group.Penalised ? [(i, j, 1), (j, i, -1)] : [(i, j, 1)], 1));
            }
        }
    }

    /// <summary>
    /// With fixed output weights: differences of unit <paramref name="i"/> and the last one in each incoming weight, or under a
    /// penalty the rotations of i, j and the last unit about the direction (1, 1, 1).
    /// </summary>
    private static void AddSumKeeping(SymmetryGroup group, NetworkWeights point, int l, int i, List<double[]> tangents)
    {
        int last = point.Widths[l + 1] - 1;
        if (i == last)
        {
            return;
        }

        for (int j = 0; group.Penalised && j < i; j++)
        {
            tangents.Add(Generator(group, point, l, [(i, j, 1), (j, i, -1), (j, last, 1), (last, j, -1), (last, i, 1), (i, last, -1)], 0));
        }

        int columns = point.Widths[l];
        for (int c = 0; !group.Penalised && c < columns; c++)
        {
            NetworkWeights tangent = Zero(group.Network);
            tangent.Matrices[l][(i * columns) + c] = 1;
            tangent.Matrices[l][(last * columns) + c] = -1;
            tangents.Add(tangent.ToTheta(group.Network));
        }
    }

    /// <summary>
    /// X applied to the units of a layer, (W, b) to X (W, b) and, where outgoing weights are free, W_next to
    /// -<paramref name="degree"/> W_next X, for X with the given entries.
    /// </summary>
    private static double[] Generator(
        SymmetryGroup group, NetworkWeights point, int l, ReadOnlySpan<(int Row, int Column, double Value)> entries, int degree)
    {
        NetworkWeights tangent = Zero(group.Network);
        int inputs = point.Widths[l];
        int units = point.Widths[l + 1];
        int next = point.Widths[l + 2];
        foreach ((int row, int column, double value) in entries)
        {
            FixedOrder.Add(value, point.Matrices[l].AsSpan(column * inputs, inputs), tangent.Matrices[l].AsSpan(row * inputs, inputs));
            if (point.Biases[l] is { } bias)
            {
                tangent.Biases[l]![row] += value * bias[column];
            }

            for (int r = 0; r < next; r++)
            {
                tangent.Matrices[l + 1][(r * units) + column] -= degree * value * point.Matrices[l + 1][(r * units) + row];
            }
        }

        return tangent.ToTheta(group.Network);
    }

    /// <summary>A constant added to a linear unit and taken off what it feeds.</summary>
    private static double[] Shift(Network network, NetworkWeights point, int l, int unit)
    {
        NetworkWeights tangent = Zero(network);
        tangent.Biases[l]![unit] = 1;
        int units = point.Widths[l + 1];
        for (int r = 0; tangent.Biases[l + 1] is { } bias && r < bias.Length; r++)
        {
            bias[r] = -point.Matrices[l + 1][(r * units) + unit];
        }

        // With fixed output weights there is no bias behind: the last unit takes it back.
        if (point.HasFixedOutput)
        {
            tangent.Biases[l]![^1] -= 1;
        }

        return tangent.ToTheta(network);
    }

    private static void AddRowShifts(Network network, List<double[]> tangents)
    {
        Layer last = network.Layers[^1];
        for (int c = 0; c <= last.Inputs; c++)
        {
            bool isBias = c == last.Inputs;
            if (isBias && !last.HasBiases)
            {
                return;
            }

            var tangent = new double[network.ParameterCount];
            for (int o = 0; o < last.Outputs; o++)
            {
                tangent[isBias ? last.Biases + o : last.Weights + (o * last.Inputs) + c] = 1;
            }

            tangents.Add(tangent);
        }
    }

    private static NetworkWeights Zero(Network network) => NetworkWeights.Read(network, new double[network.ParameterCount]);
}
