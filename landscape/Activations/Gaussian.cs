using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;

namespace OrleansSymmetry.Landscape.Activations;

/// <summary>phi(z) = e^(-z^2).</summary>
internal readonly struct Gaussian : IPointwise
{
    /// <summary>|phi'| has its largest value sqrt(2/e) at sqrt(1/2).</summary>
    private const double SlopeAtSqrtHalf = 0.8577638849607068;

    /// <summary>Beyond it phi is 0, and the products with an infinite argument would be none.</summary>
    private const double Underflow = 40;

    public ActivationTraits Traits => new("gaussian", Parity.Even, LargestSlope: SlopeAtSqrtHalf);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z) => LaneMath.ExpOfMinusSquare(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z, out LaneVector first)
    {
        LaneVector x = Clamped(z);
        LaneVector h = LaneMath.ExpOfMinusSquare(x);
        first = Vector512.Create(-2.0) * x * h;
        return h;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z, out LaneVector first, out LaneVector second)
    {
        LaneVector x = Clamped(z);
        LaneVector h = LaneMath.ExpOfMinusSquare(x);
        first = Vector512.Create(-2.0) * x * h;
        second = Vector512.FusedMultiplyAdd(Vector512.Create(4.0) * x, x, Vector512.Create(-2.0)) * h;
        return h;
    }

    /// <summary>x between -<see cref="Underflow"/> and <see cref="Underflow"/>; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneVector Clamped(LaneVector x) => -LaneMath.AtLeast(-LaneMath.AtLeast(x, -Underflow), -Underflow);
}
