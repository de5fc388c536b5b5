namespace OrleansSymmetry.Landscape.Optimisation;

/// <summary>How one seed's run ended. Every figure of a census is a function of a set of these.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Ended">What it ended as.</param>
/// <param name="AtKink">Whether an unconverged run stalled where a unit's argument is 0.</param>
/// <param name="Loss">F at the end point, penalty included.</param>
/// <param name="Gradient">Infinity norm of the gradient there.</param>
/// <param name="Steps">Steps over all phases.</param>
/// <param name="Index">Number of negative eigenvalues; 0 where the spectrum was not computed.</param>
/// <param name="ZeroModes">Number of zero modes; 0 where the spectrum was not computed.</param>
/// <param name="MinEigenvalue">Smallest eigenvalue of the Hessian; NaN where it was not computed.</param>
/// <param name="MaxEigenvalue">Largest eigenvalue; NaN where it was not computed.</param>
/// <param name="Verified">Whether the spectrum was computed.</param>
/// <param name="FamilyDimension">For a degenerate point, the number of excess zero modes; else 0.</param>
/// <param name="Theta">The end point itself, P entries, as the optimiser left it; empty unless it is a critical point.</param>
public sealed record RunRecord(
    long Seed,
    Ended Ended,
    bool AtKink,
    double Loss,
    double Gradient,
    int Steps,
    int Index,
    int ZeroModes,
    double MinEigenvalue,
    double MaxEigenvalue,
    bool Verified,
    int FamilyDimension,
    double[] Theta);
