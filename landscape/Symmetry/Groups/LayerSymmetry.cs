namespace OrleansSymmetry.Landscape.Symmetry.Groups;

/// <summary>The symmetry of one hidden layer: its units permute freely, and each has a factor of its own.</summary>
/// <param name="Width">Number of units.</param>
/// <param name="Unit">The discrete factor of a unit.</param>
/// <param name="ScaleDegree">
/// k where (w, b, a) -> (t w, t b, a/t^k), t &gt; 0, leaves the function and the objective unchanged; 0 where no scale is free.
/// </param>
public readonly record struct LayerSymmetry(int Width, UnitSymmetry Unit, int ScaleDegree)
{
    /// <summary>
    /// Whether a unit has two discrete forms. A phase counts two as well: its shifts are infinitely many,
    /// and what is left when the bias is reduced to [0, pi) is one reflection.
    /// </summary>
    public bool HasFlip => Unit != UnitSymmetry.None;

    /// <summary>Whether the bias may be shifted by multiples of pi.</summary>
    public bool HasPhase => Unit is UnitSymmetry.Phase or UnitSymmetry.FixedPhase;

    /// <summary>
    /// Whether a change of sign is a symmetry of a unit by itself. With a phase and fixed output weights it needs a half turn with it,
    /// and a shift leaves no unit where it is.
    /// </summary>
    public bool FlipsAlone => HasFlip && Unit != UnitSymmetry.FixedPhase;
}
