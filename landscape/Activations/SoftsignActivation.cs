using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;

namespace OrleansSymmetry.Landscape.Activations;

/// <summary>phi(z) = z/(1 + |z|). phi'' jumps at 0, where it is taken as 0, half-way.</summary>
public sealed class SoftsignActivation : Activation
{
    /// <inheritdoc/>
    public override string Name => "softsign";

    /// <inheritdoc/>
    public override Parity Parity => Parity.Odd;

    /// <inheritdoc/>
    public override double LargestSlope => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Evaluate(ReadOnlySpan<LaneVector> z, Span<LaneVector> values)
    {
        values = values[..z.Length];
        for (int i = 0; i < z.Length; i++)
        {
            LaneVector x = LaneMath.Finite(z[i]);
            LaneVector r = LaneMath.ReciprocalOfOnePlus(Vector512.Abs(x));
            values[i] = x * r;
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
            LaneVector x = LaneMath.Finite(z[i]);
            LaneVector r = LaneMath.ReciprocalOfOnePlus(Vector512.Abs(x));
            LaneVector slope = r * r;
            values[i] = x * r;
            first[i] = slope;
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
            LaneVector x = LaneMath.Finite(z[i]);
            LaneVector r = LaneMath.ReciprocalOfOnePlus(Vector512.Abs(x));
            LaneVector slope = r * r;
            values[i] = x * r;
            first[i] = slope;
            LaneVector curvature = LaneMath.Flip(Vector512.Create(-2.0) * slope * r, x);
            second[i] = Vector512.ConditionalSelect(Vector512.Equals(x, LaneVector.Zero), LaneVector.Zero, curvature);
        }
    }
}
