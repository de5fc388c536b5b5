using OrleansSymmetry.Landscape.Spectra;

namespace OrleansSymmetry.Landscape.Optimisation.Ends;

/// <summary>
/// Newton's step for going on from an end point whose Hessian may be indefinite or singular, from its eigenvectors.
/// In a mode with a firm eigenvalue it is -(v . g) / lambda, a step to a root of the gradient: it stays at a critical point of
/// whatever index. In a zero mode it is -(v . g) / max(|lambda|, floor), downhill, and no longer than what promises the whole loss: no
/// loss here is negative, so at a loss near 0 the rest of a gradient in a flat direction is rounding and leads nowhere.
/// </summary>
internal static class RootStep
{
    /// <summary>Magnitudes of eigenvalues below this fraction of the largest count as this fraction.</summary>
    public const double SpectrumFloor = 1e-14;

    /// <summary>The gradient that going on aims at, where the Hessian's largest eigenvalue is 1 or more; relative to it below.</summary>
    public const double GradientTarget = 1e-14;

    /// <summary>Computes the step and how long it is apart from zero modes.</summary>
    /// <param name="system">The Hessian's eigensystem.</param>
    /// <param name="loss">F, the most that it can fall.</param>
    /// <param name="gradient">P entries.</param>
    /// <param name="zero">Relative tolerance of a zero mode.</param>
    /// <param name="way">The longest way in zero modes, infinity norm.</param>
    /// <param name="step">P entries.</param>
    /// <returns>Infinity norm of the part of the step that lies in modes that are no zero modes.</returns>
    public static double Of(Eigensystem system, double loss, ReadOnlySpan<double> gradient, double zero, double way, Span<double> step)
    {
        int n = gradient.Length;
        double largest = Math.Max(Math.Abs(system.Values[0]), Math.Abs(system.Values[^1]));

        // A mode's part of the gradient below this is on target already; divided by a floored eigenvalue it would be noise.
        double quiet = GradientTarget * Math.Min(1, largest) / Math.Sqrt(n);
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

            if (Math.Abs(value) > zero * largest)
            {
                FixedOrder.Add(-part / value, vector, firm);
            }
            else if (loss > 0)
            {
                FixedOrder.Add(-part / Math.Max(magnitude, part * part / (2 * loss)), vector, step);
            }
        }

        double flat = 0;
        foreach (double entry in step)
        {
            flat = Math.Max(flat, Math.Abs(entry));
        }

        double shortened = flat > way ? way / flat : 1;
        double length = 0;
        for (int p = 0; p < n; p++)
        {
            step[p] = Math.FusedMultiplyAdd(shortened, step[p], firm[p]);
            length = Math.Max(length, Math.Abs(firm[p]));
        }

        return length;
    }
}
