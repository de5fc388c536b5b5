namespace OrleansSymmetry.Landscape.Optimisation;

/// <summary>What a run ended as. Exactly one, tested in the order failed, diverging, unconverged, saddle, minimum, degenerate.</summary>
public enum Ended : byte
{
    /// <summary>Gradient within tolerance, no negative eigenvalue, no zero mode beyond the gauge: isolated modulo symmetry.</summary>
    Minimum = 0,

    /// <summary>As minimum, with more zero modes than the gauge: a point of a family.</summary>
    Degenerate = 1,

    /// <summary>Gradient within tolerance and a way down.</summary>
    Saddle = 2,

    /// <summary>Heading for a minimum at infinity.</summary>
    Diverging = 3,

    /// <summary>The budget was spent, or the run stalled at a kink.</summary>
    Unconverged = 4,

    /// <summary>Not finite.</summary>
    Failed = 5,
}
