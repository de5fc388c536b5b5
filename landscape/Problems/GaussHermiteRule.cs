namespace OrleansSymmetry.Landscape.Problems;

/// <summary>
/// Gauss-Hermite quadrature for x ~ N(0, 1): sum_i w_i f(x_i) = E f(x) for all polynomials f of degree below 2n.
/// With p_k the polynomials that are orthonormal under N(0, 1), p_{k+1} = (x p_k - sqrt(k) p_{k-1}) / sqrt(k+1), the nodes are the
/// roots of p_n and the weights 1 / sum_{k&lt;n} p_k(x_i)^2 (Golub and Welsch 1969; Szego, Orthogonal Polynomials, section 3.4).
/// The roots are separated by Sturm's count of changes of sign and refined by Newton's method, p_n' = sqrt(n) p_{n-1};
/// only + - * / and sqrt are used, so the bits are the same everywhere.
/// </summary>
public static class GaussHermiteRule
{
    /// <summary>Most nodes: p_n stays far within the range of doubles at all its roots.</summary>
    public const int MostNodes = 256;

    // Enough halvings of an interval of 66 to leave Newton's method in its quadratic basin; the closest roots lie 0.19 apart.
    private const int Bisections = 20;
    private const int NewtonSteps = 6;

    /// <summary>The nodes in ascending order and their weights, which sum to 1.</summary>
    public static (double[] Nodes, double[] Weights) Of(int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(n, MostNodes);
        double[] nodes = new double[n];
        double[] weights = new double[n];
        for (int i = n - 1; i >= n / 2; i--)
        {
            // Roots come in pairs of opposite sign; of an odd number the middle one is 0.
            double x = i == n - 1 - i ? 0 : Root(n, greater: n - 1 - i);
            nodes[i] = x;
            nodes[n - 1 - i] = -x;
            weights[i] = weights[n - 1 - i] = 1 / SumOfSquares(n, x);
        }

        for (int i = 0; i < n / 2; i++)
        {
            nodes[i] = -nodes[n - 1 - i];
        }

        double sum = weights.Sum();
        for (int i = 0; i < n; i++)
        {
            weights[i] /= sum;
        }

        return (nodes, weights);
    }

    /// <summary>The positive root of p_n that has <paramref name="greater"/> roots above it.</summary>
    private static double Root(int n, int greater)
    {
        double low = 0;
        double high = (2 * Math.Sqrt(n)) + 1;
        for (int step = 0; step < Bisections; step++)
        {
            double middle = 0.5 * (low + high);
            if (RootsAbove(n, middle) > greater)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        double x = 0.5 * (low + high);
        for (int step = 0; step < NewtonSteps; step++)
        {
            (double value, double previous) = Pair(n, x);
            x -= value / (Math.Sqrt(n) * previous);
        }

        return x;
    }

    private static int RootsAbove(int n, double x)
    {
        int changes = 0;
        double previous = 0;
        double current = 1;
        bool negative = false;
        for (int k = 0; k < n; k++)
        {
            (previous, current) = (current, Next(k, x, current, previous));
            if (current != 0 && (current < 0) != negative)
            {
                changes++;
                negative = !negative;
            }
        }

        return changes;
    }

    private static (double Value, double Previous) Pair(int n, double x)
    {
        double previous = 0;
        double current = 1;
        for (int k = 0; k < n; k++)
        {
            (previous, current) = (current, Next(k, x, current, previous));
        }

        return (current, previous);
    }

    private static double SumOfSquares(int n, double x)
    {
        double previous = 0;
        double current = 1;
        double sum = 0;
        for (int k = 0; k < n; k++)
        {
            sum += current * current;
            (previous, current) = (current, Next(k, x, current, previous));
        }

        return sum;
    }

    private static double Next(int k, double x, double current, double previous) =>
        ((x * current) - (Math.Sqrt(k) * previous)) / Math.Sqrt(k + 1);
}
