namespace OrleansSymmetry.Landscape.Activations;

/// <summary>How an activation answers to a change of sign.</summary>
public enum Parity
{
    /// <summary>No relation between phi(-z) and phi(z).</summary>
    None,

    /// <summary>phi(-z) = -phi(z): tanh, erf, arctan, softsign, sin, identity.</summary>
    Odd,

    /// <summary>phi(-z) = phi(z): abs, square, gaussian.</summary>
    Even,

    /// <summary>phi(-z) = 1 - phi(z): sigmoid.</summary>
    OddAboutHalf,
}
