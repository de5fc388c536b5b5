using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;

namespace OrleansSymmetry.Landscape.Activations;

/// <summary>phi(z) = arctan(z).</summary>
public sealed class ArctanActivation : Activation
{
    /// <inheritdoc/>
    public override string Name => "arctan";

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
            LaneVector x = z[i];
            values[i] = LaneMath.Atan(x);
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
            LaneVector slope = Vector512.Create(1.0) / Vector512.FusedMultiplyAdd(x, x, Vector512.Create(1.0));
            values[i] = LaneMath.Atan(x);
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
            LaneVector x = z[i];
            LaneVector one = Vector512.Create(1.0);
            LaneVector sum = Vector512.FusedMultiplyAdd(x, x, one);
            LaneVector lost = Vector512.FusedMultiplyAdd(x, x, one - sum);
            LaneVector slope = one / sum;
            values[i] = LaneMath.Atan(x);
            first[i] = slope;
            second[i] = Vector512.Create(-2.0) * LaneMath.Quotient(x, sum, lost, slope) * LaneMath.Quotient(one, sum, lost, slope);
        }
    }
}
