namespace OrleansSymmetry.Landscape.Spectra;

/// <summary>
/// Eigenvalues and eigenvectors of one real symmetric matrix: Householder's reduction to tridiagonal form
/// (Martin, Reinsch and Wilkinson 1968; EISPACK tred1, tred2), then implicit QL. About 4 n^3/3 operations without vectors,
/// 6 n^3 with them. The bits do not depend on the machine.
/// </summary>
public static class SymmetricMatrix
{
    /// <summary>The eigenvalues, ascending.</summary>
    /// <param name="matrix">n * n entries, row-major; the lower triangle is read and destroyed.</param>
    /// <param name="n">Number of rows.</param>
    public static double[] Eigenvalues(Span<double> matrix, int n)
    {
        var values = new double[n];
        var below = new double[n];
        double scale = ScaleDown(matrix, n);
        Reduce(matrix, n, values, below, new double[n]);
        Tridiagonal.Eigenvalues(values, below);
        for (int k = 0; k < n; k++)
        {
            values[k] *= scale;
        }

        return values;
    }

    /// <summary>The eigenvalues, ascending, and orthonormal eigenvectors.</summary>
    /// <param name="matrix">n * n entries, row-major; the lower triangle is read and destroyed.</param>
    /// <param name="n">Number of rows.</param>
    public static Eigensystem Decompose(Span<double> matrix, int n)
    {
        var values = new double[n];
        var below = new double[n];
        var scales = new double[n];
        double scale = ScaleDown(matrix, n);
        Reduce(matrix, n, values, below, scales);
        double[] rows = Accumulate(matrix, n, scales);
        Tridiagonal.Diagonalise(values, below, rows);
        var order = new int[n];
        for (int i = 0; i < n; i++)
        {
            order[i] = i;
        }

        Array.Sort((double[])values.Clone(), order);
        var sorted = new double[n];
        var vectors = new double[n * n];
        for (int k = 0; k < n; k++)
        {
            sorted[k] = scale * values[order[k]];
            rows.AsSpan(order[k] * n, n).CopyTo(vectors.AsSpan(k * n, n));
        }

        return new Eigensystem(sorted, vectors);
    }

    private static double ScaleDown(Span<double> matrix, int n)
    {
        double largest = 0;
        for (int i = 0; i < n; i++)
        {
            foreach (double entry in matrix.Slice(i * n, i + 1))
            {
                largest = Math.Max(largest, Math.Abs(entry));
            }
        }

        double scale = BinaryScale.Of(largest);
        for (int i = 0; i < n && scale != 1; i++)
        {
            foreach (ref double entry in matrix.Slice(i * n, i + 1))
            {
                entry /= scale;
            }
        }

        return scale;
    }

    /// <summary>
    /// Reduces to tridiagonal form. Row i of the lower triangle keeps the vector v_i of the reflection I - v v'/h_i
    /// (i entries), and <paramref name="scales"/> keeps 1/h_i, 0 where there was nothing to reflect.
    /// </summary>
    private static void Reduce(Span<double> matrix, int n, Span<double> diagonal, Span<double> below, Span<double> scales)
    {
        var product = new double[n];
        for (int i = n - 1; i >= 1; i--)
        {
            Span<double> v = matrix.Slice(i * n, i);
            double last = v[i - 1];
            ReadOnlySpan<double> rest = v[..(i - 1)];
            double sigma = FixedOrder.Dot(rest, rest);
            diagonal[i] = matrix[(i * n) + i];
            if (sigma <= BinaryScale.NegligibleSquare)
            {
                below[i] = last;
                scales[i] = 0;
                continue;
            }

            double norm = Math.Sqrt(Math.FusedMultiplyAdd(last, last, sigma));
            double target = last > 0 ? -norm : norm;
            below[i] = target;
            v[i - 1] = last - target;
            double inverse = 1 / (norm * (norm + Math.Abs(last)));
            scales[i] = inverse;
            Reflect(matrix, n, v, inverse, product.AsSpan(0, i));
        }

        if (n > 0)
        {
            diagonal[0] = matrix[0];
            below[0] = 0;
        }
    }

    // A <- (I - v v'/h) A (I - v v'/h) on the leading block, lower triangle only.
    private static void Reflect(Span<double> matrix, int n, ReadOnlySpan<double> v, double inverse, Span<double> p)
    {
        int size = v.Length;
        p.Clear();
        for (int j = 0; j < size; j++)
        {
            ReadOnlySpan<double> row = matrix.Slice(j * n, j);
            double sum = Math.FusedMultiplyAdd(matrix[(j * n) + j], v[j], FixedOrder.Dot(row, v));
            FixedOrder.Add(v[j], row, p);
            p[j] = sum;
        }

        for (int j = 0; j < size; j++)
        {
            p[j] *= inverse;
        }

        double half = 0.5 * inverse * FixedOrder.Dot(v, p);
        FixedOrder.Add(-half, v, p);
        for (int j = 0; j < size; j++)
        {
            Span<double> row = matrix.Slice(j * n, j + 1);
            FixedOrder.Add(-v[j], p[..(j + 1)], row);
            FixedOrder.Add(-p[j], v[..(j + 1)], row);
        }
    }

    // The product Q of the reflections with A = Q T Q'; its transpose is returned, so that rotations act on rows.
    private static double[] Accumulate(ReadOnlySpan<double> matrix, int n, ReadOnlySpan<double> scales)
    {
        var rows = new double[n * n];
        for (int k = 0; k < n; k++)
        {
            rows[(k * n) + k] = 1;
        }

        for (int i = 1; i < n; i++)
        {
            if (scales[i] == 0)
            {
                continue;
            }

            ReadOnlySpan<double> v = matrix.Slice(i * n, i);
            for (int k = 0; k < i; k++)
            {
                Span<double> row = rows.AsSpan(k * n, i);
                FixedOrder.Add(-scales[i] * FixedOrder.Dot(row, v), v, row);
            }
        }

        return rows;
    }
}
