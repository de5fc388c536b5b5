using OrleansSymmetry.Landscape.Spectra;

namespace OrleansSymmetry.Landscape.Optimisation;

/// <summary>
/// How one seed's run ended. Every figure of a census is a function of a set of these. A <see cref="SeedRun"/> goes through the
/// phases; an <see cref="Ends.EndPoint"/> judges where it stands; <see cref="Ends.EndPoint.Record"/> makes the record of both, which
/// is what is stored.
/// </summary>
/// <param name="Seed">The seed.</param>
/// <param name="Ended">What it ended as.</param>
/// <param name="AtKink">Whether an unconverged run stalled where a unit's argument is 0.</param>
/// <param name="Loss">F at the end point, penalty included.</param>
/// <param name="Gradient">Infinity norm of the gradient there, in the units of the sweep.</param>
/// <param name="Steps">Steps over all phases.</param>
/// <param name="Inertia">The signs and the bounds of the Hessian's spectrum, in natural units; null where it was not computed.</param>
/// <param name="FamilyDimension">For a point that is not isolated, the dimension of its family at most: the number of excess zero modes; else 0.</param>
/// <param name="Theta">The end point itself, P entries, as the optimiser left it; empty unless it is a critical point.</param>
public sealed record RunRecord(
    long Seed, Ended Ended, bool AtKink, double Loss, double Gradient, int Steps, Inertia? Inertia, int FamilyDimension, double[] Theta)
{
    /// <summary>How the last phase ended; null where that is not known.</summary>
    public PhaseEnd? LastPhase { get; init; }

    /// <summary>Number of negative eigenvalues; null where the spectrum was not computed.</summary>
    public int? Index => Inertia?.Negative;

    /// <summary>Whether it ended in a class: at an isolated minimum or saddle.</summary>
    public bool IsInClass => Ended == Ended.Minimum || (Ended == Ended.Saddle && FamilyDimension == 0);

    /// <summary>Whether it ended at a critical point, in a class or in a family: only then are its weights kept.</summary>
    public bool IsCritical => Ended is Ended.Minimum or Ended.Saddle or Ended.Degenerate;

    /// <summary>Whether the spectrum of its critical point was computed.</summary>
    public bool IsVerified => IsCritical && Inertia is not null;
}
