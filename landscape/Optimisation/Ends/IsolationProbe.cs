using OrleansSymmetry.Landscape.Spectra;

namespace OrleansSymmetry.Landscape.Optimisation.Ends;

/// <summary>
/// Decides whether a critical point with excess zero modes lies on a family of critical points. A neighbour along a zero mode is led back to where
/// the gradient vanishes across the zero modes. Along a family the whole gradient vanishes there; at an isolated point of higher order a
/// part along the zero modes remains. Continuous symmetries explain as many such directions as the gauge has.
/// </summary>
internal static class IsolationProbe
{
    /// <summary>How far along a zero mode, of norm 1, the neighbours stand.</summary>
    private const double Displacement = 1e-2;

    /// <summary>A gradient of at most this, relative to max(1, largest eigenvalue), has vanished. At a point of fourth order 4e-6 remains.</summary>
    private const double Vanished = 1e-9;

    /// <summary>Most zero modes that are tried: a cap on the work at one point.</summary>
    private const int MostModes = 32;

    private const int MostSteps = 8;

    /// <summary>Whether critical points of the same kind lie round the point in more directions than the gauge explains.</summary>
    /// <param name="point">The point; its zero modes are decided.</param>
    /// <param name="gauge">Dimension of the gauge orbit there.</param>
    /// <param name="evaluation">The objective.</param>
    public static bool IsOnFamily(EndPoint point, int gauge, PointEvaluation evaluation)
    {
        int n = point.Balanced.Length;
        Eigensystem system = SymmetricMatrix.Decompose(evaluation.Hessian(point.Balanced), n);
        int[] firm = [.. Enumerable.Range(0, n).Where(k => Math.Abs(system.Values[k]) > point.ZeroThreshold)];
        int[] zero = [.. Enumerable.Range(0, n).Where(k => Math.Abs(system.Values[k]) <= point.ZeroThreshold)];
        double limit = Vanished * Math.Max(1, Math.Max(Math.Abs(system.Values[0]), Math.Abs(system.Values[^1])));
        int directions = 0;
        foreach (int k in zero.Take(MostModes + gauge))
        {
            if (IsCriticalAlong(Displacement, k) || IsCriticalAlong(-Displacement, k))
            {
                directions++;
            }

            if (directions > gauge)
            {
                return true;
            }
        }

        return false;

        bool IsCriticalAlong(double amount, int mode)
        {
            var theta = (double[])point.Balanced.Clone();
            FixedOrder.Add(amount, system.Vector(mode), theta);
            return GradientAcross(evaluation, system, firm, theta) <= limit;
        }
    }

    // Leads theta back across the zero modes; returns the gradient that remains.
    private static double GradientAcross(PointEvaluation evaluation, Eigensystem system, int[] firm, double[] theta)
    {
        int n = theta.Length;
        int m = firm.Length;
        var gradient = new double[n];
        double norm = double.PositiveInfinity;
        for (int i = 0; i < MostSteps; i++)
        {
            evaluation.Gradient(theta, gradient);
            double now = Norms.Infinity(gradient);
            if (!(now < norm) || m == 0)
            {
                return Math.Min(now, norm);
            }

            norm = now;
            double[] hessian = evaluation.Hessian(theta);
            var projected = new double[m * m];
            var products = new double[n];
            for (int b = 0; b < m; b++)
            {
                for (int row = 0; row < n; row++)
                {
                    products[row] = FixedOrder.Dot(hessian.AsSpan(row * n, n), system.Vector(firm[b]));
                }

                for (int a = 0; a < m; a++)
                {
                    projected[(a * m) + b] = FixedOrder.Dot(system.Vector(firm[a]), products);
                }
            }

            Symmetrise(projected, m);
            Eigensystem across = SymmetricMatrix.Decompose(projected, m);
            var parts = new double[m];
            for (int a = 0; a < m; a++)
            {
                parts[a] = FixedOrder.Dot(system.Vector(firm[a]), gradient);
            }

            for (int k = 0; k < m; k++)
            {
                if (across.Values[k] == 0)
                {
                    continue;
                }

                double along = -FixedOrder.Dot(across.Vector(k), parts) / across.Values[k];
                for (int a = 0; a < m; a++)
                {
                    FixedOrder.Add(along * across.Vector(k)[a], system.Vector(firm[a]), theta);
                }
            }
        }

        return norm;
    }

    private static void Symmetrise(double[] matrix, int n)
    {
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double mean = 0.5 * (matrix[(i * n) + j] + matrix[(j * n) + i]);
                matrix[(i * n) + j] = mean;
                matrix[(j * n) + i] = mean;
            }
        }
    }
}
