namespace OrleansSymmetry.Landscape.Spectra;

/// <summary>
/// The rotation of a matrix's rows that makes them orthogonal: one-sided Jacobi rotations in cyclic order (Hestenes 1958,
/// SIAM J. 6). Only + - * / and square roots in a fixed order: the bits are the same everywhere.
/// </summary>
internal static class OrthogonalRows
{
    /// <summary>Rows whose cosine is at most this are orthogonal: a few units of rounding of a dot product.</summary>
    private const double Orthogonal = 1e-15;

    /// <summary>Most sweeps over all pairs. Ten are usual, since convergence is quadratic; rounding may keep a pair turning.</summary>
    private const int MostSweeps = 40;

    /// <summary>
    /// Replaces the rows of M by those of J M, orthogonal and in descending order of their norms, which are then the singular
    /// values of M; J is orthogonal.
    /// </summary>
    /// <param name="rows">[count, length], row-major.</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="length">Entries of a row.</param>
    /// <param name="companions">[count, companionLength]: rows that are turned along, N to J N.</param>
    /// <param name="companionLength">Entries of a companion.</param>
    public static void Turn(Span<double> rows, int count, int length, Span<double> companions, int companionLength)
    {
        bool turned = true;
        for (int sweep = 0; turned && sweep < MostSweeps; sweep++)
        {
            turned = false;
            for (int p = 0; p < count; p++)
            {
                for (int q = p + 1; q < count; q++)
                {
                    turned |= TurnPair(
                        rows.Slice(p * length, length),
                        rows.Slice(q * length, length),
                        companions.Slice(p * companionLength, companionLength),
                        companions.Slice(q * companionLength, companionLength));
                }
            }
        }

        Sort(rows, count, length, companions, companionLength);
    }

    private static bool TurnPair(Span<double> p, Span<double> q, Span<double> companionP, Span<double> companionQ)
    {
        double alpha = FixedOrder.Dot(p, p);
        double beta = FixedOrder.Dot(q, q);
        double gamma = FixedOrder.Dot(p, q);
        if (!(Math.Abs(gamma) > Orthogonal * Math.Sqrt(alpha) * Math.Sqrt(beta)))
        {
            return false;
        }

        double zeta = (beta - alpha) / (2 * gamma);
        double tangent = 1 / (Math.Abs(zeta) + Math.Sqrt(1 + (zeta * zeta)));
        tangent = zeta < 0 ? -tangent : tangent;
        double cosine = 1 / Math.Sqrt(1 + (tangent * tangent));
        FixedOrder.Rotate(cosine, -(cosine * tangent), p, q);
        FixedOrder.Rotate(cosine, -(cosine * tangent), companionP, companionQ);
        return true;
    }

    private static void Sort(Span<double> rows, int count, int length, Span<double> companions, int companionLength)
    {
        var negativeSquares = new double[count];
        var order = new int[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<double> row = rows.Slice(i * length, length);
            negativeSquares[i] = -FixedOrder.Dot(row, row);
            order[i] = i;
        }

        Array.Sort(order, (i, j) => negativeSquares[i].CompareTo(negativeSquares[j]) is var bySize and not 0 ? bySize : i.CompareTo(j));
        Arrange(rows, order, length);
        Arrange(companions, order, companionLength);
    }

    private static void Arrange(Span<double> rows, int[] order, int length)
    {
        double[] before = rows.ToArray();
        for (int i = 0; i < order.Length; i++)
        {
            before.AsSpan(order[i] * length, length).CopyTo(rows.Slice(i * length, length));
        }
    }
}
