using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace OrleansSymmetry.Landscape.Activations;

/// <summary>phi(z) = max(z, 0). At its kink the slope is taken as 0.</summary>
public sealed class ReluActivation : Activation
{
    /// <inheritdoc/>
    public override string Name => "relu";

    /// <inheritdoc/>
    public override Parity Parity => Parity.None;

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
            values[i] = Vector512.ConditionalSelect(Vector512.LessThanOrEqual(x, LaneVector.Zero), LaneVector.Zero, x);
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
            values[i] = Vector512.ConditionalSelect(Vector512.LessThanOrEqual(x, LaneVector.Zero), LaneVector.Zero, x);
            first[i] = Vector512.GreaterThan(x, LaneVector.Zero) & Vector512.Create(1.0);
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
            values[i] = Vector512.ConditionalSelect(Vector512.LessThanOrEqual(x, LaneVector.Zero), LaneVector.Zero, x);
            first[i] = Vector512.GreaterThan(x, LaneVector.Zero) & Vector512.Create(1.0);
            second[i] = LaneVector.Zero;
        }
    }
}
