using OrleansSymmetry.Landscape.Spectra;

namespace OrleansSymmetry.Landscape.Optimisation.Ends;

/// <summary>The Hessian's spectrum at a point, and which of it cannot be told from 0.</summary>
/// <param name="Theta">The point, P entries: the one asked for, or a better one at the same critical point.</param>
/// <param name="Eigenvalues">Ascending.</param>
/// <param name="Threshold">An eigenvalue of at most this magnitude is a zero mode.</param>
/// <param name="Step">Infinity norm of the last Newton step in all other modes; null where none was taken.</param>
internal readonly record struct ResolvedSpectrum(double[] Theta, double[] Eigenvalues, double Threshold, double? Step);

/// <summary>
/// Decides which eigenvalues of a Hessian are zero modes: those that arithmetic cannot tell from 0. Two errors count. Rounding of the sums is
/// some P eps of the largest eigenvalue. The other error is the distance from the critical point, third derivative times that distance. Two
/// Hessians a Newton step apart measure it: near an isolated point the step shrinks to rounding, and the eigenvalues stay; at a point where the
/// fourth derivative rules, an eigenvalue falls with each step by a part of itself; along a family it is all error.
/// </summary>
internal static class ZeroModes
{
    /// <summary>An eigenvalue above this fraction of the largest is far above either error at any point that has converged.</summary>
    private const double Clear = 1e-5;

    /// <summary>Rounding of an eigenvalue, in units of P eps max|eigenvalue|.</summary>
    private const double RoundingFactor = 8;

    /// <summary>An eigenvalue that is this many times what it changed by has settled.</summary>
    private const double SettledRatio = 4;

    /// <summary>Most Newton steps: convergence is quadratic, and a point that has converged needs two.</summary>
    private const int MostSteps = 8;

    /// <summary>A longer step, relative to max(1, |theta|_inf), leaves the point that was asked about.</summary>
    private const double LongestStep = 1e-2;

    /// <summary>A step that is not shorter than this part of the last one is at rounding.</summary>
    private const double Shrinking = 0.5;

    private const double Epsilon = 2.220446049250313e-16;

    /// <summary>The rounding of an eigenvalue relative to the largest, of a matrix of P rows.</summary>
    public static double Rounding(int parameters) => RoundingFactor * parameters * Epsilon;

    /// <summary>The threshold at a point that is not known to be critical: rounding alone, or the fraction of the largest that the sweep gives.</summary>
    public static double ThresholdOf(ReadOnlySpan<double> eigenvalues, double? zero) =>
        (zero ?? Rounding(eigenvalues.Length)) * Math.Max(Math.Abs(eigenvalues[0]), Math.Abs(eigenvalues[^1]));

    /// <summary>Whether each eigenvalue is far above the errors, or is zero to rounding.</summary>
    public static bool AreClear(ReadOnlySpan<double> eigenvalues)
    {
        double largest = Math.Max(Math.Abs(eigenvalues[0]), Math.Abs(eigenvalues[^1]));
        double rounding = Rounding(eigenvalues.Length) * largest;
        foreach (double value in eigenvalues)
        {
            double size = Math.Abs(value);
            if (size > rounding && size <= Clear * largest)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Goes from a point that has converged by Newton steps until its spectrum is resolved.</summary>
    /// <param name="evaluation">The objective, in natural units.</param>
    /// <param name="theta">P entries.</param>
    /// <param name="zero">Fraction of the largest eigenvalue that the sweep gives; null: what arithmetic resolves.</param>
    public static ResolvedSpectrum Resolve(PointEvaluation evaluation, double[] theta, double? zero)
    {
        int n = theta.Length;
        Eigensystem system = SymmetricMatrix.Decompose(evaluation.Hessian(theta), n);
        double threshold = ThresholdOf(system.Values, zero);
        if (zero is not null || AreClear(system.Values))
        {
            return new ResolvedSpectrum(theta, system.Values, threshold, null);
        }

        var gradient = new double[n];
        double length = double.PositiveInfinity;
        for (int i = 0; i < MostSteps; i++)
        {
            evaluation.Gradient(theta, gradient);
            double[] next = (double[])theta.Clone();
            double step = Move(system, gradient, ThresholdOf(system.Values, null), next);
            if (!(step <= LongestStep * Norms.Size(theta)))
            {
                length = Math.Min(length, step);
                break;
            }

            double[] hessian = evaluation.Hessian(next);
            if (!hessian.All(double.IsFinite))
            {
                break;
            }

            Eigensystem moved = SymmetricMatrix.Decompose(hessian, n);
            threshold = Math.Max(ThresholdOf(moved.Values, null), SettledRatio * Change(system.Values, moved.Values));
            bool isAtRounding = step >= Shrinking * length;
            (theta, system, length) = (next, moved, step);
            if (isAtRounding || step == 0)
            {
                break;
            }
        }

        return new ResolvedSpectrum(theta, system.Values, threshold, double.IsFinite(length) ? length : null);
    }

    // Adds Newton's step in all modes above the threshold: to a root of the gradient, whatever their signs.
    private static double Move(Eigensystem system, ReadOnlySpan<double> gradient, double threshold, double[] theta)
    {
        var step = new double[theta.Length];
        for (int k = 0; k < theta.Length; k++)
        {
            double value = system.Values[k];
            if (Math.Abs(value) > threshold)
            {
                ReadOnlySpan<double> vector = system.Vector(k);
                FixedOrder.Add(-FixedOrder.Dot(vector, gradient) / value, vector, step);
            }
        }

        for (int p = 0; p < theta.Length; p++)
        {
            theta[p] += step[p];
        }

        return Norms.Infinity(step);
    }

    // The largest change of an eigenvalue that is not clear; sorted eigenvalues move by at most what the matrix does (Weyl).
    private static double Change(double[] from, double[] to)
    {
        double largest = Math.Max(Math.Abs(to[0]), Math.Abs(to[^1]));
        double change = 0;
        for (int k = 0; k < to.Length; k++)
        {
            if (Math.Abs(to[k]) <= Clear * largest)
            {
                change = Math.Max(change, Math.Abs(to[k] - from[k]));
            }
        }

        return change;
    }
}
