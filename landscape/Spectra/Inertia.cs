namespace OrleansSymmetry.Landscape.Spectra;

/// <summary>Signs of a spectrum, up to a tolerance, and its bounds.</summary>
/// <param name="Negative">Eigenvalues below 0 by more than the tolerance: the index of a critical point.</param>
/// <param name="Zero">Eigenvalues within the tolerance of 0: zero modes.</param>
/// <param name="Smallest">Smallest eigenvalue.</param>
/// <param name="Largest">Largest eigenvalue.</param>
public readonly record struct Inertia(int Negative, int Zero, double Smallest, double Largest)
{
    /// <summary>Counts signs.</summary>
    /// <param name="eigenvalues">Ascending, at least one.</param>
    /// <param name="tolerance">Relative tolerance of a zero mode.</param>
    public static Inertia Of(ReadOnlySpan<double> eigenvalues, double tolerance) =>
        Within(eigenvalues, tolerance * Math.Max(Math.Abs(eigenvalues[0]), Math.Abs(eigenvalues[^1])));

    /// <summary>Counts signs.</summary>
    /// <param name="eigenvalues">Ascending, at least one.</param>
    /// <param name="threshold">Eigenvalues of at most this magnitude are zero modes.</param>
    public static Inertia Within(ReadOnlySpan<double> eigenvalues, double threshold)
    {
        int negative = 0;
        int zero = 0;
        foreach (double value in eigenvalues)
        {
            bool isZero = Math.Abs(value) <= threshold;
            zero += isZero ? 1 : 0;
            negative += !isZero && value < 0 ? 1 : 0;
        }

        return new Inertia(negative, zero, eigenvalues[0], eigenvalues[^1]);
    }
}
