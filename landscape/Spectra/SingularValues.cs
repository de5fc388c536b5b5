namespace OrleansSymmetry.Landscape.Spectra;

/// <summary>
/// The singular value decomposition of a matrix A of m rows and n columns: A = sum_k s_k u_k v_k', k up to min(m, n), by
/// <see cref="OrthogonalRows"/>. Small singular values are as accurate as the entries of A allow; the bits do not depend on the machine.
/// </summary>
/// <param name="Values">s_k, descending.</param>
/// <param name="Left">u_k in row k, m entries each; not defined where s_k is 0.</param>
/// <param name="Right">v_k in row k, n entries each; not defined where s_k is 0. Its first entry of at least half its largest size is positive.</param>
internal sealed record SingularValues(double[] Values, double[] Left, double[] Right)
{
    /// <summary>Decomposes a matrix.</summary>
    /// <param name="matrix">[m, n], row-major.</param>
    /// <param name="m">Number of rows.</param>
    /// <param name="n">Number of columns.</param>
    public static SingularValues Of(ReadOnlySpan<double> matrix, int m, int n)
    {
        int count = Math.Min(m, n);
        int length = Math.Max(m, n);
        double[] rows = m <= n ? matrix.ToArray() : Transposed(matrix, m, n);
        var turns = new double[count * count];
        for (int k = 0; k < count; k++)
        {
            turns[(k * count) + k] = 1;
        }

        OrthogonalRows.Turn(rows, count, length, turns, count);
        var values = new double[count];
        for (int k = 0; k < count; k++)
        {
            Span<double> row = rows.AsSpan(k * length, length);
            values[k] = Math.Sqrt(FixedOrder.Dot(row, row));
            Scale(row, values[k] > 0 ? 1 / values[k] : 0);
            Span<double> turn = turns.AsSpan(k * count, count);
            if (IsNegative(m <= n ? row : turn))
            {
                Scale(row, -1);
                Scale(turn, -1);
            }
        }

        return m <= n ? new SingularValues(values, turns, rows) : new SingularValues(values, rows, turns);
    }

    /// <summary>
    /// Whether a vector is to change its sign: its first entry of at least half the largest size is negative. Half, so that
    /// rounding does not decide where several entries are of one size.
    /// </summary>
    public static bool IsNegative(ReadOnlySpan<double> vector)
    {
        double largest = 0;
        foreach (double entry in vector)
        {
            largest = Math.Max(largest, Math.Abs(entry));
        }

        foreach (double entry in vector)
        {
            if (Math.Abs(entry) >= largest / 2)
            {
                return entry < 0;
            }
        }

        return false;
    }

    /// <summary>The transpose, [n, m].</summary>
    /// <param name="matrix">[m, n], row-major.</param>
    /// <param name="m">Number of rows.</param>
    /// <param name="n">Number of columns.</param>
    public static double[] Transposed(ReadOnlySpan<double> matrix, int m, int n)
    {
        var transposed = new double[m * n];
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                transposed[(j * m) + i] = matrix[(i * n) + j];
            }
        }

        return transposed;
    }

    private static void Scale(Span<double> row, double factor)
    {
        foreach (ref double entry in row)
        {
            entry *= factor;
        }
    }
}
