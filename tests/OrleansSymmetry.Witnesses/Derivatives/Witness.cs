namespace OrleansSymmetry.Witnesses.Derivatives;

/// <summary>One comparison of the library with something that shares no code with it.</summary>
/// <param name="Section">Under which heading it is printed.</param>
/// <param name="Name">What is compared with what.</param>
/// <param name="Bound">The largest relative error allowed.</param>
/// <param name="Error">Computes the relative error.</param>
internal sealed record Witness(string Section, string Name, double Bound, Func<double> Error);

/// <summary>All of them.</summary>
internal static class WitnessList
{
    /// <summary>In the order of the table.</summary>
    public static IReadOnlyList<Witness> All { get; } = [.. Regressions.All, .. GaussianTeachers.All, .. Moments.All, .. Matrices.All];
}
