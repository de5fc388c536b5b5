namespace OrleansSymmetry.Landscape.Spectra;

/// <summary>
/// Eigenvalues of a symmetric tridiagonal matrix by the implicit QL method with Wilkinson's shift
/// (Bowdler, Martin, Reinsch and Wilkinson 1968, Numerische Mathematik 11; EISPACK tql2).
/// Only + - * / and square roots: the bits are the same everywhere.
/// </summary>
internal static class Tridiagonal
{
    // Below this the square of a coupling would underflow, so no rotation could remove it. Matrices come scaled to order 1.
    private const double LeastCoupling = 1e-150;

    // Two iterations an eigenvalue is usual. Beyond so many the coupling has sunk to the rounding of the whole matrix and stays there:
    // next to eigenvalues far below the largest (and many of them equal) it never becomes negligible beside its own rows.
    private const int PatientIterations = 30;

    // Twice EISPACK's limit; never met by a finite matrix.
    private const int MostIterations = 60;

    /// <summary>Replaces the diagonal by the eigenvalues, ascending.</summary>
    /// <param name="diagonal">n entries; the matrix is scaled so that its largest entry is of order 1.</param>
    /// <param name="below">n entries; below[i] couples rows i - 1 and i, below[0] is not read. Destroyed.</param>
    public static void Eigenvalues(Span<double> diagonal, Span<double> below)
    {
        Diagonalise(diagonal, below, []);
        diagonal.Sort();
    }

    /// <summary>
    /// Replaces the diagonal by the eigenvalues (unsorted) and turns the rows of <paramref name="rows"/> along,
    /// so that row k ends as the eigenvector of entry k.
    /// </summary>
    /// <param name="diagonal">n entries.</param>
    /// <param name="below">n entries; below[i] couples rows i - 1 and i. Destroyed.</param>
    /// <param name="rows">n rows of n, the transformation to tridiagonal form transposed; empty for eigenvalues alone.</param>
    /// <exception cref="ArithmeticException">An entry is not finite.</exception>
    public static void Diagonalise(Span<double> diagonal, Span<double> below, Span<double> rows)
    {
        int n = diagonal.Length;
        Span<double> d = diagonal;
        Span<double> e = below;
        for (int i = 1; i < n; i++)
        {
            e[i - 1] = e[i];
        }

        if (n > 0)
        {
            e[n - 1] = 0;
        }

        double largest = 0;
        for (int i = 0; i < n; i++)
        {
            largest = Math.Max(largest, Math.Abs(d[i]) + Math.Abs(e[i]));
        }

        for (int l = 0; l < n; l++)
        {
            for (int iteration = 0; ; iteration++)
            {
                double floor = iteration < PatientIterations ? 0 : largest;
                int m = l;
                while (m < n - 1 && !IsNegligible(e[m], Math.Max(Math.Abs(d[m]) + Math.Abs(d[m + 1]), floor)))
                {
                    m++;
                }

                if (m == l)
                {
                    break;
                }

                if (iteration == MostIterations)
                {
                    throw new ArithmeticException("The eigenvalues of a symmetric matrix were not found: its entries must be finite.");
                }

                Sweep(d, e, l, m, rows);
            }
        }
    }

    private static bool IsNegligible(double coupling, double scale) =>
        scale + Math.Abs(coupling) == scale || Math.Abs(coupling) <= LeastCoupling;

    private static void Sweep(Span<double> d, Span<double> e, int l, int m, Span<double> rows)
    {
        int n = d.Length;
        double shift = (d[l + 1] - d[l]) / (2 * e[l]);
        double root = Math.Sqrt((shift * shift) + 1);
        double g = d[m] - d[l] + (e[l] / (shift + Math.CopySign(root, shift)));
        double sine = 1;
        double cosine = 1;
        double p = 0;
        for (int i = m - 1; i >= l; i--)
        {
            double f = sine * e[i];
            double b = cosine * e[i];
            root = Hypotenuse(f, g);
            e[i + 1] = root;
            if (root == 0)
            {
                d[i + 1] -= p;
                e[m] = 0;
                return;
            }

            sine = f / root;
            cosine = g / root;
            g = d[i + 1] - p;
            root = ((d[i] - g) * sine) + (2 * cosine * b);
            p = sine * root;
            d[i + 1] = g + p;
            g = (cosine * root) - b;
            if (!rows.IsEmpty)
            {
                FixedOrder.Rotate(cosine, sine, rows.Slice((i + 1) * n, n), rows.Slice(i * n, n));
            }
        }

        d[l] -= p;
        e[l] = g;
        e[m] = 0;
    }

    private static double Hypotenuse(double a, double b)
    {
        double large = Math.Max(Math.Abs(a), Math.Abs(b));
        if (large == 0)
        {
            return 0;
        }

        double small = Math.Min(Math.Abs(a), Math.Abs(b)) / large;
        return large * Math.Sqrt((small * small) + 1);
    }
}
