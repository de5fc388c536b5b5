namespace OrleansSymmetry.Landscape.Activations;

/// <summary>
/// An activation phi: values and derivatives of many numbers at once, eight to a vector, and the traits from which the symmetry group
/// of a network is derived. <see cref="ActivationRegistry"/> makes one by its name.
/// </summary>
public abstract class Activation
{
    private readonly ActivationTraits _traits;

    private protected Activation(ActivationTraits traits) => _traits = traits;

    /// <summary>Its name in a sweep file.</summary>
    public string Name => _traits.Name;

    /// <summary>How it answers to a change of sign.</summary>
    public Parity Parity => _traits.Parity;

    /// <summary>The degree k of phi(t z) = t^k phi(z) for all t &gt; 0; 0 where it is not homogeneous.</summary>
    public int Homogeneity => _traits.Homogeneity;

    /// <summary>Whether the first derivative jumps at 0 (relu, leaky relu, abs).</summary>
    public bool HasKink => _traits.HasKink;

    /// <summary>Whether phi(z + 2 pi) = phi(z) (sin).</summary>
    public bool IsPeriodic => _traits.IsPeriodic;

    /// <summary>Whether phi is linear (identity).</summary>
    public bool IsLinear => _traits.IsLinear;

    /// <summary>The supremum of |phi'|, which the test of saturation refers to; infinite where it has none.</summary>
    public double LargestSlope => _traits.LargestSlope;

    /// <summary>values[i] = phi(z[i]).</summary>
    public abstract void Evaluate(ReadOnlySpan<LaneVector> z, Span<LaneVector> values);

    /// <summary>values[i] = phi(z[i]), first[i] = phi'(z[i]).</summary>
    public abstract void Evaluate(ReadOnlySpan<LaneVector> z, Span<LaneVector> values, Span<LaneVector> first);

    /// <summary>values[i] = phi(z[i]), first[i] = phi'(z[i]), second[i] = phi''(z[i]).</summary>
    public abstract void Evaluate(ReadOnlySpan<LaneVector> z, Span<LaneVector> values, Span<LaneVector> first, Span<LaneVector> second);
}
