using OrleansSymmetry.Landscape.Spectra;
using OrleansSymmetry.Landscape.Symmetry.Groups;

namespace OrleansSymmetry.Landscape.Symmetry.Gauge;

/// <summary>
/// Networks whose units are linear. Their parameters are a representation of a quiver of type A framed at its ends (input,
/// output and biases); the closed orbits of the group that mixes each layer's units are those of balanced points,
/// W_(l+1)' W_(l+1) = W_l W_l' + b_l b_l' (Kempf and Ness 1979), one for each value of the products of all paths.
/// Without penalty hidden units can be shifted as well, and only the map from inputs to outputs is left. With one, critical
/// points are balanced already, and the products are W_L ... W_1 and each W_L ... W_(l+1) b_l.
/// </summary>
internal static class LinearNetwork
{
    /// <summary>
    /// A singular value of the map within this of 0, relative to max(1, the largest), is rounding and what convergence
    /// has left; classes are told apart at a thousand times as much by default.
    /// </summary>
    private const double NegligibleSingularValue = 1e-9;

    /// <summary>
    /// The products, as a network without hidden layers. A bias of a hidden layer that a penalty keeps apart is one
    /// more input of it: one that is always 1.
    /// </summary>
    public static NetworkWeights Products(NetworkWeights weights, bool penalised)
    {
        int layers = weights.Matrices.Length;
        int outputs = weights.Widths[^1];
        double[] path = Unit(outputs);
        double[] total = weights.Biases[^1] is { } last ? (double[])last.Clone() : new double[outputs];
        var kept = new List<double[]>();
        for (int l = layers - 1; l >= 0; l--)
        {
            if (l < layers - 1 && weights.Biases[l] is { } bias)
            {
                double[] carried = Multiply(path, bias, outputs, weights.Widths[l + 1], 1);
                if (penalised)
                {
                    kept.Insert(0, carried);
                }
                else
                {
                    for (int r = 0; r < outputs; r++)
                    {
                        total[r] += carried[r];
                    }
                }
            }

            path = Multiply(path, weights.Matrices[l], outputs, weights.Widths[l + 1], weights.Widths[l]);
        }

        bool hasBias = weights.Biases.Any(bias => bias is not null);
        return NetworkWeights.OfMap(Beside(path, [.. kept], outputs), outputs, hasBias ? total : null);
    }

    /// <summary>
    /// The point of an orbit at which a spectrum is taken. Without penalty the balanced one, from the singular value
    /// decomposition of the map: W_l = S^(1/L), biases of hidden layers 0. With one, critical points are balanced, and theta is the answer.
    /// </summary>
    public static double[] Balanced(SymmetryGroup group, ReadOnlySpan<double> theta)
    {
        if (group.Penalised)
        {
            return theta.ToArray();
        }

        NetworkWeights weights = NetworkWeights.Read(group.Network, theta);
        if (group.CentresSoftmax)
        {
            GaugeFixing.CentreSoftmax(group, weights);
        }

        NetworkWeights map = Products(weights, penalised: false);
        if (weights.HasFixedOutput)
        {
            ShareAmongRows(weights, map);
        }
        else
        {
            Factor(weights, map);
        }

        return weights.ToTheta(group.Network);
    }

    /// <summary>
    /// The canonical form. Without penalty the balanced point. With one, the units of each layer from the input turned so
    /// that their incoming weights are orthogonal, longest first. Not unique where two singular values are equal.
    /// With a penalty and fixed output weights all units of a critical point are equal, and there is nothing to choose.
    /// </summary>
    public static double[] Canonical(SymmetryGroup group, ReadOnlySpan<double> theta)
    {
        if (!group.Penalised)
        {
            return Balanced(group, theta);
        }

        NetworkWeights weights = NetworkWeights.Read(group.Network, theta);
        for (int l = 0; l < weights.HiddenLayers && !weights.HasFixedOutput; l++)
        {
            TurnUnits(weights, l);
        }

        return weights.ToTheta(group.Network);
    }

    /// <summary>Hidden units that the map does without: the width less the map's rank, summed over hidden layers.</summary>
    /// <param name="weights">The network.</param>
    /// <param name="tolerance">A singular value is 0 within this, relative to max(1, the largest).</param>
    public static int WastedUnits(NetworkWeights weights, double tolerance)
    {
        NetworkWeights map = Products(weights, penalised: false);
        double[] values = SingularValues.Of(map.Matrices[0], map.Widths[1], map.Widths[0]).Values;
        int rank = values.Count(value => value > tolerance * Math.Max(1, values[0]));
        return weights.Widths[1..^1].Sum(width => width - rank);
    }

    // The map is U S V'. With S^(1/L) in every layer, W_1 = S^(1/L) V', W_l = S^(1/L), W_L = U S^(1/L): the product is the map, and
    // W_(l+1)' W_(l+1) = S^(2/L) = W_l W_l', the balance. Biases of hidden layers are 0: the last one has their sum.
    private static void Factor(NetworkWeights weights, NetworkWeights map)
    {
        int layers = weights.Matrices.Length;
        SingularValues svd = SingularValues.Of(map.Matrices[0], map.Widths[1], map.Widths[0]);
        double threshold = NegligibleSingularValue * Math.Max(1, svd.Values[0]);
        int narrowest = weights.Widths.Min();
        for (int l = 0; l < layers; l++)
        {
            Array.Clear(weights.Matrices[l]);
            weights.Biases[l]?.AsSpan().Clear();
        }

        for (int k = 0; k < narrowest && svd.Values[k] > threshold; k++)
        {
            double root = IntegerRoot.Of(svd.Values[k], layers);
            for (int l = 0; l < layers; l++)
            {
                int rows = weights.Widths[l + 1];
                int columns = weights.Widths[l];
                for (int c = 0; l == 0 && c < columns; c++)
                {
                    weights.Matrices[l][(k * columns) + c] = root * svd.Right[(k * columns) + c];
                }

                for (int r = 0; l == layers - 1 && r < rows; r++)
                {
                    weights.Matrices[l][(r * columns) + k] = root * svd.Left[(k * rows) + r];
                }

                if (l > 0 && l < layers - 1)
                {
                    weights.Matrices[l][(k * columns) + k] = root;
                }
            }
        }

        map.Biases[0]?.CopyTo(weights.Biases[^1]!, 0);
    }

    /// <summary>With fixed output weights and one hidden layer only the sum of the rows counts; the shortest way to it is equal rows.</summary>
    private static void ShareAmongRows(NetworkWeights weights, NetworkWeights map)
    {
        int columns = weights.Widths[0];
        int units = weights.Widths[1];
        for (int i = 0; i < weights.Matrices[0].Length; i++)
        {
            weights.Matrices[0][i] = map.Matrices[0][i % columns] / units;
        }

        if (weights.Biases[0] is { } bias)
        {
            Array.Fill(bias, map.Biases[0]![0] / units);
        }
    }

    private static void TurnUnits(NetworkWeights weights, int l)
    {
        int units = weights.Widths[l + 1];
        int columns = weights.Widths[l];
        int next = weights.Widths[l + 2];
        double[]? bias = weights.Biases[l];
        double[] rows = Beside(weights.Matrices[l], bias is null ? default : [bias], units);
        int length = rows.Length / units;
        double[] outgoing = SingularValues.Transposed(weights.Matrices[l + 1], next, units);
        OrthogonalRows.Turn(rows, units, length, outgoing, next);
        for (int i = 0; i < units; i++)
        {
            Span<double> row = rows.AsSpan(i * length, length);
            double sign = SingularValues.IsNegative(row) ? -1 : 1;
            for (int c = 0; c < columns; c++)
            {
                weights.Matrices[l][(i * columns) + c] = sign * row[c];
            }

            if (bias is not null)
            {
                bias[i] = sign * row[columns];
            }

            for (int r = 0; r < next; r++)
            {
                weights.Matrices[l + 1][(r * units) + i] = sign * outgoing[(i * next) + r];
            }
        }
    }

    private static double[] Unit(int n)
    {
        var unit = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            unit[(i * n) + i] = 1;
        }

        return unit;
    }

    /// <summary>[rows, inner] times [inner, columns].</summary>
    private static double[] Multiply(double[] left, double[] right, int rows, int inner, int columns)
    {
        var product = new double[rows * columns];
        for (int r = 0; r < rows; r++)
        {
            for (int k = 0; k < inner; k++)
            {
                FixedOrder.Add(left[(r * inner) + k], right.AsSpan(k * columns, columns), product.AsSpan(r * columns, columns));
            }
        }

        return product;
    }

    /// <summary>A matrix with further columns.</summary>
    private static double[] Beside(double[] matrix, ReadOnlySpan<double[]> columns, int rows)
    {
        int width = matrix.Length / rows;
        var wide = new double[rows * (width + columns.Length)];
        for (int r = 0; r < rows; r++)
        {
            Span<double> row = wide.AsSpan(r * (width + columns.Length), width + columns.Length);
            matrix.AsSpan(r * width, width).CopyTo(row);
            for (int k = 0; k < columns.Length; k++)
            {
                row[width + k] = columns[k][r];
            }
        }

        return wide;
    }
}
