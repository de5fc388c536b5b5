namespace OrleansSymmetry.Landscape.Symmetry.Groups;

/// <summary>
/// The discrete symmetry of one hidden unit with incoming weights w, bias b and outgoing weights a
/// (a change of sign s of (w, b), for sin also b + k pi, and the factor this puts on a).
/// </summary>
public enum UnitSymmetry
{
    /// <summary>None.</summary>
    None,

    /// <summary>(w, b, a) -> -(w, b, a), for phi(-z) = -phi(z).</summary>
    OddFlip,

    /// <summary>(w, b) -> -(w, b), a kept, for phi(-z) = phi(z).</summary>
    EvenFlip,

    /// <summary>(w, b, a) -> -(w, b, a) and a added to the next biases, for phi(-z) = 1 - phi(z).</summary>
    MidFlip,

    /// <summary>(w, b, a) -> (s w, s b + k pi, s (-1)^k a), for sin.</summary>
    Phase,

    /// <summary>As <see cref="Phase"/> with a fixed, so that s (-1)^k = 1.</summary>
    FixedPhase,
}
