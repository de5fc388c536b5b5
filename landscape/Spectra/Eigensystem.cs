namespace OrleansSymmetry.Landscape.Spectra;

/// <summary>A spectrum with its vectors.</summary>
/// <param name="Values">n eigenvalues, ascending.</param>
/// <param name="Vectors">n orthonormal eigenvectors of n entries; row k belongs to Values[k].</param>
public sealed record Eigensystem(double[] Values, double[] Vectors)
{
    /// <summary>The eigenvector of Values[<paramref name="k"/>].</summary>
    public ReadOnlySpan<double> Vector(int k) => Vectors.AsSpan(k * Values.Length, Values.Length);
}
