using OrleansSymmetry.Landscape.Spectra;

namespace OrleansSymmetry.Landscape.Optimisation.Verification;

/// <summary>
/// Newton's step to a root of the gradient, from the eigenvectors of a Hessian that may be indefinite or singular:
/// s = -sum_k (v_k . g) / lambda_k v_k. It heads for the nearest critical point of whatever index.
/// </summary>
internal static class RootStep
{
    /// <summary>Magnitudes of eigenvalues below this fraction of the largest count as this fraction.</summary>
    public const double SpectrumFloor = 1e-14;

    /// <summary>The gradient that going on aims at.</summary>
    public const double GradientTarget = 1e-14;

    /// <summary>Computes the step and how long it is apart from zero modes.</summary>
    /// <param name="system">The Hessian's eigensystem.</param>
    /// <param name="gradient">P entries.</param>
    /// <param name="zero">Relative tolerance of a zero mode.</param>
    /// <param name="step">P entries, the step with the spectrum floored.</param>
    /// <returns>Infinity norm of the part of the step that lies in modes that are no zero modes.</returns>
    public static double Of(Eigensystem system, ReadOnlySpan<double> gradient, double zero, Span<double> step)
    {
        int n = gradient.Length;
        double largest = Math.Max(Math.Abs(system.Values[0]), Math.Abs(system.Values[^1]));

        // A mode's part of the gradient below this is on target already; divided by a floored eigenvalue it would be noise.
        double quiet = GradientTarget / Math.Sqrt(n);
        step.Clear();
        var firm = new double[n];
        for (int k = 0; k < n; k++)
        {
            ReadOnlySpan<double> vector = system.Vector(k);
            double part = FixedOrder.Dot(vector, gradient);
            double value = system.Values[k];
            double magnitude = Math.Max(Math.Abs(value), SpectrumFloor * largest);
            if (magnitude == 0 || Math.Abs(part) <= quiet)
            {
                continue;
            }

            double amount = -part / Math.CopySign(magnitude, value);
            FixedOrder.Add(amount, vector, step);
            if (Math.Abs(value) > zero * largest)
            {
                FixedOrder.Add(amount, vector, firm);
            }
        }

        double length = 0;
        foreach (double entry in firm)
        {
            length = Math.Max(length, Math.Abs(entry));
        }

        return length;
    }
}
