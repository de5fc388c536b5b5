using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;

namespace OrleansSymmetry.Landscape.Activations;

/// <summary>phi(z) = z for z &gt; 0, e^z - 1 below (Clevert et al. 2016). phi'' jumps at 0, where it is taken as 1.</summary>
public sealed class EluActivation : Activation
{
    /// <inheritdoc/>
    public override string Name => "elu";

    /// <inheritdoc/>
    public override Parity Parity => Parity.None;

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
            LaneVector positive = Vector512.GreaterThan(x, LaneVector.Zero);
            values[i] = Vector512.ConditionalSelect(positive, x, LaneMath.Expm1(x));
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
            LaneVector positive = Vector512.GreaterThan(x, LaneVector.Zero);
            LaneVector exponential = LaneMath.Exp(x);
            values[i] = Vector512.ConditionalSelect(positive, x, LaneMath.Expm1(x));
            first[i] = Vector512.ConditionalSelect(positive, Vector512.Create(1.0), exponential);
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
            LaneVector positive = Vector512.GreaterThan(x, LaneVector.Zero);
            LaneVector exponential = LaneMath.Exp(x);
            values[i] = Vector512.ConditionalSelect(positive, x, LaneMath.Expm1(x));
            first[i] = Vector512.ConditionalSelect(positive, Vector512.Create(1.0), exponential);
            second[i] = Vector512.AndNot(exponential, positive);
        }
    }
}
