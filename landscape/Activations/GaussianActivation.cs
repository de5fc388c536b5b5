using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;

namespace OrleansSymmetry.Landscape.Activations;

/// <summary>phi(z) = e^(-z^2).</summary>
public sealed class GaussianActivation : Activation
{
    /// <summary>|phi'| has its largest value sqrt(2/e) at sqrt(1/2).</summary>
    private const double SlopeAtSqrtHalf = 0.8577638849607068;

    /// <summary>Beyond it phi is 0, and the products with an infinite argument would be none.</summary>
    private const double Underflow = 40;

    /// <inheritdoc/>
    public override string Name => "gaussian";

    /// <inheritdoc/>
    public override Parity Parity => Parity.Even;

    /// <inheritdoc/>
    public override double LargestSlope => SlopeAtSqrtHalf;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Evaluate(ReadOnlySpan<LaneVector> z, Span<LaneVector> values)
    {
        values = values[..z.Length];
        for (int i = 0; i < z.Length; i++)
        {
            values[i] = LaneMath.ExpOfMinusSquare(z[i]);
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
            LaneVector x = Clamped(z[i]);
            LaneVector h = LaneMath.ExpOfMinusSquare(x);
            values[i] = h;
            first[i] = Vector512.Create(-2.0) * x * h;
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
            LaneVector x = Clamped(z[i]);
            LaneVector h = LaneMath.ExpOfMinusSquare(x);
            values[i] = h;
            first[i] = Vector512.Create(-2.0) * x * h;
            second[i] = Vector512.FusedMultiplyAdd(Vector512.Create(4.0) * x, x, Vector512.Create(-2.0)) * h;
        }
    }

    /// <summary>x between -<see cref="Underflow"/> and <see cref="Underflow"/>; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneVector Clamped(LaneVector x) => -LaneMath.AtLeast(-LaneMath.AtLeast(x, -Underflow), -Underflow);
}
