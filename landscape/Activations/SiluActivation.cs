using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;

namespace OrleansSymmetry.Landscape.Activations;

/// <summary>phi(z) = z/(1 + e^-z).</summary>
public sealed class SiluActivation : Activation
{
    /// <summary>The largest value of phi', near z = 2.3994.</summary>
    private const double LargestSlopeOfSilu = 1.099839320128867;

    /// <summary>Below it the logistic function is 0, and the product with an infinite argument would be none.</summary>
    private const double SigmoidUnderflow = -746;

    /// <inheritdoc/>
    public override string Name => "silu";

    /// <inheritdoc/>
    public override Parity Parity => Parity.None;

    /// <inheritdoc/>
    public override double LargestSlope => LargestSlopeOfSilu;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Evaluate(ReadOnlySpan<LaneVector> z, Span<LaneVector> values)
    {
        values = values[..z.Length];
        for (int i = 0; i < z.Length; i++)
        {
            LaneVector x = LaneMath.AtLeast(z[i], SigmoidUnderflow);
            LaneVector s = LaneMath.Sigmoid(x);
            values[i] = x * s;
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
            LaneVector x = LaneMath.AtLeast(z[i], SigmoidUnderflow);
            LaneVector s = LaneMath.SigmoidSlope(x, out LaneVector slope, out _);
            values[i] = x * s;
            first[i] = Vector512.FusedMultiplyAdd(LaneMath.Finite(x), slope, s);
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
            LaneVector x = LaneMath.AtLeast(z[i], SigmoidUnderflow);
            LaneVector s = LaneMath.SigmoidSlope(x, out LaneVector slope, out LaneVector fall);
            values[i] = x * s;
            first[i] = Vector512.FusedMultiplyAdd(LaneMath.Finite(x), slope, s);
            second[i] = slope * Vector512.FusedMultiplyAdd(x, fall, Vector512.Create(2.0));
        }
    }
}
