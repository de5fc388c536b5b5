namespace OrleansSymmetry.Landscape.Activations;

/// <summary>
/// An activation phi: values and derivatives for eight numbers at once, and the traits from which the symmetry group
/// of a network is derived. One activation is one file in Networks/Activations and one line of <see cref="ActivationRegistry"/>.
/// </summary>
public abstract class Activation
{
    /// <summary>Its name in a sweep file.</summary>
    public abstract string Name { get; }

    /// <summary>How it answers to a change of sign.</summary>
    public abstract Parity Parity { get; }

    /// <summary>The degree k of phi(t z) = t^k phi(z) for all t &gt; 0; 0 where it is not homogeneous.</summary>
    public virtual int Homogeneity => 0;

    /// <summary>Whether the first derivative jumps at 0 (relu, leaky relu, abs).</summary>
    public virtual bool HasKink => false;

    /// <summary>Whether phi(z + 2 pi) = phi(z) (sin).</summary>
    public virtual bool IsPeriodic => false;

    /// <summary>Whether phi is linear (identity).</summary>
    public virtual bool IsLinear => false;

    /// <summary>The supremum of |phi'|, which the test of saturation refers to; infinite where it has none.</summary>
    public abstract double LargestSlope { get; }

    /// <summary>values[i] = phi(z[i]).</summary>
    public abstract void Evaluate(ReadOnlySpan<LaneVector> z, Span<LaneVector> values);

    /// <summary>values[i] = phi(z[i]), first[i] = phi'(z[i]).</summary>
    public abstract void Evaluate(ReadOnlySpan<LaneVector> z, Span<LaneVector> values, Span<LaneVector> first);

    /// <summary>values[i] = phi(z[i]), first[i] = phi'(z[i]), second[i] = phi''(z[i]).</summary>
    public abstract void Evaluate(ReadOnlySpan<LaneVector> z, Span<LaneVector> values, Span<LaneVector> first, Span<LaneVector> second);
}
