using System.Runtime.CompilerServices;
using OrleansSymmetry.Landscape.Lanes;

namespace OrleansSymmetry.Landscape.Activations;

/// <summary>phi(z) = sin(z).</summary>
public sealed class SinActivation : Activation
{
    /// <inheritdoc/>
    public override string Name => "sin";

    /// <inheritdoc/>
    public override Parity Parity => Parity.Odd;

    /// <inheritdoc/>
    public override bool IsPeriodic => true;

    /// <inheritdoc/>
    public override double LargestSlope => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Evaluate(ReadOnlySpan<LaneVector> z, Span<LaneVector> values)
    {
        values = values[..z.Length];
        for (int i = 0; i < z.Length; i++)
        {
            LaneVector sine = LaneMath.Sin(z[i]);
            values[i] = sine;
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
            LaneMath.SinCos(z[i], out LaneVector sine, out LaneVector cosine);
            values[i] = sine;
            first[i] = cosine;
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
            LaneMath.SinCos(z[i], out LaneVector sine, out LaneVector cosine);
            values[i] = sine;
            first[i] = cosine;
            second[i] = -sine;
        }
    }
}
