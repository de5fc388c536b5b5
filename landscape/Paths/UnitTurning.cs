using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Spectra;
using OrleansSymmetry.Landscape.Symmetry.Groups;

namespace OrleansSymmetry.Landscape.Paths;

/// <summary>
/// Turns the units of linear layers, each layer by an orthogonal matrix, until one point is as close to another as turning brings it
/// (orthogonal Procrustes problem; Schoenemann 1966, Psychometrika 31, 1). Balanced points of one orbit differ by such turns, so of
/// two copies of full rank the one comes to lie on the other.
/// </summary>
internal static class UnitTurning
{
    /// <summary>Rounds over the layers: with one hidden layer the second changes nothing, with several each brings the points closer.</summary>
    private const int Rounds = 20;

    /// <summary>B turned towards A.</summary>
    /// <param name="network">A network of linear units.</param>
    /// <param name="a">P entries, balanced.</param>
    /// <param name="b">P entries, balanced.</param>
    public static double[] Closest(Network network, ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        NetworkWeights fixedOne = NetworkWeights.Read(network, a);
        NetworkWeights turned = NetworkWeights.Read(network, b);
        int layers = turned.HiddenLayers - (turned.HasFixedOutput ? 1 : 0);

        // From the input on, each layer by what leads into it: of two copies that is all. Then by both sides, for other points.
        for (int round = 0; round < Rounds; round++)
        {
            for (int l = 0; l < layers; l++)
            {
                Turn(turned, l, Turning(fixedOne, turned, l, usesOutgoing: round > 0));
            }
        }

        return turned.ToTheta(network);
    }

    // The orthogonal Q, n x n, of the largest tr(Q B A'): U V' of A B' = U S V'.
    private static double[] Turning(NetworkWeights a, NetworkWeights b, int l, bool usesOutgoing)
    {
        int n = a.Widths[l + 1];
        var product = new double[n * n];
        double[] incomingA = Incoming(a, l);
        double[] incomingB = Incoming(b, l);
        double[] outgoingA = SingularValues.Transposed(a.Matrices[l + 1], a.Widths[l + 2], n);
        double[] outgoingB = SingularValues.Transposed(b.Matrices[l + 1], b.Widths[l + 2], n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                product[(i * n) + j] = FixedOrder.Dot(Row(incomingA, i, n), Row(incomingB, j, n))
                    + (usesOutgoing ? FixedOrder.Dot(Row(outgoingA, i, n), Row(outgoingB, j, n)) : 0);
            }
        }

        SingularValues svd = SingularValues.Of(product, n, n);
        if (!(svd.Values[^1] > 0))
        {
            return Identity(n);
        }

        var turning = new double[n * n];
        for (int k = 0; k < n; k++)
        {
            for (int i = 0; i < n; i++)
            {
                FixedOrder.Add(svd.Left[(k * n) + i], svd.Right.AsSpan(k * n, n), turning.AsSpan(i * n, n));
            }
        }

        return turning;
    }

    private static void Turn(NetworkWeights weights, int l, double[] turning)
    {
        int n = weights.Widths[l + 1];
        double[] incoming = Multiply(turning, Incoming(weights, l), n);
        int columns = weights.Widths[l];
        int length = incoming.Length / n;
        for (int i = 0; i < n; i++)
        {
            incoming.AsSpan(i * length, columns).CopyTo(weights.Matrices[l].AsSpan(i * columns));
            if (weights.Biases[l] is { } bias)
            {
                bias[i] = incoming[(i * length) + columns];
            }
        }

        // W Q' = (Q W')'.
        int next = weights.Widths[l + 2];
        double[] outgoing = Multiply(turning, SingularValues.Transposed(weights.Matrices[l + 1], next, n), n);
        SingularValues.Transposed(outgoing, n, next).CopyTo(weights.Matrices[l + 1], 0);
    }

    /// <summary>Incoming weights with the bias as a last column where there is one, n rows.</summary>
    private static double[] Incoming(NetworkWeights weights, int l)
    {
        int n = weights.Widths[l + 1];
        int columns = weights.Widths[l];
        int length = columns + (weights.Biases[l] is null ? 0 : 1);
        var rows = new double[n * length];
        for (int i = 0; i < n; i++)
        {
            weights.Matrices[l].AsSpan(i * columns, columns).CopyTo(rows.AsSpan(i * length));
            if (weights.Biases[l] is { } bias)
            {
                rows[(i * length) + columns] = bias[i];
            }
        }

        return rows;
    }

    private static ReadOnlySpan<double> Row(double[] matrix, int row, int rows)
    {
        int length = matrix.Length / rows;
        return matrix.AsSpan(row * length, length);
    }

    /// <summary>[n, n] times [n, anything].</summary>
    private static double[] Multiply(double[] square, double[] rows, int n)
    {
        int length = rows.Length / n;
        var product = new double[rows.Length];
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < n; k++)
            {
                FixedOrder.Add(square[(i * n) + k], rows.AsSpan(k * length, length), product.AsSpan(i * length, length));
            }
        }

        return product;
    }

    private static double[] Identity(int n)
    {
        var identity = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            identity[(i * n) + i] = 1;
        }

        return identity;
    }
}
