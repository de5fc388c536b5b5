using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;

namespace OrleansSymmetry.Landscape.Activations;

/// <summary>phi(z) = |z|. At its kink the slope is taken as 0.</summary>
public sealed class AbsActivation : Activation
{
    /// <inheritdoc/>
    public override string Name => "abs";

    /// <inheritdoc/>
    public override Parity Parity => Parity.Even;

    /// <inheritdoc/>
    public override int Homogeneity => 1;

    /// <inheritdoc/>
    public override bool HasKink => true;

    /// <inheritdoc/>
    public override double LargestSlope => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Evaluate(ReadOnlySpan<LaneVector> z, Span<LaneVector> values)
    {
        values = values[..z.Length];
        for (int i = 0; i < z.Length; i++)
        {
            LaneVector x = z[i];
            values[i] = Vector512.Abs(x);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Evaluate(ReadOnlySpan<LaneVector> z, Span<LaneVector> values, Span<LaneVector> first)
    {
        values = values[..z.Length];
        first = first[..z.Length];
        for (int i = 0; i < z.Length; i++)
        {
            LaneVector x = z[i];
            values[i] = Vector512.Abs(x);
            first[i] = Vector512.ConditionalSelect(Vector512.Equals(x, LaneVector.Zero), LaneVector.Zero, LaneMath.Flip(Vector512.Create(1.0), x));
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Evaluate(ReadOnlySpan<LaneVector> z, Span<LaneVector> values, Span<LaneVector> first, Span<LaneVector> second)
    {
        values = values[..z.Length];
        first = first[..z.Length];
        second = second[..z.Length];
        for (int i = 0; i < z.Length; i++)
        {
            LaneVector x = z[i];
            values[i] = Vector512.Abs(x);
            first[i] = Vector512.ConditionalSelect(Vector512.Equals(x, LaneVector.Zero), LaneVector.Zero, LaneMath.Flip(Vector512.Create(1.0), x));
            second[i] = LaneVector.Zero;
        }
    }
}
