using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;

namespace OrleansSymmetry.Landscape.Activations;

/// <summary>phi(z) = z/(1 + e^-z).</summary>
internal readonly struct Silu : IPointwise
{
    /// <summary>The largest value of phi', near z = 2.3994.</summary>
    private const double SlopeNearTwoPointFour = 1.099839320128867;

    /// <summary>Below it the logistic function is 0, and the product with an infinite argument would be none.</summary>
    private const double SigmoidUnderflow = -746;

    public ActivationTraits Traits => new("silu", Parity.None, SlopeNearTwoPointFour);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z)
    {
        LaneVector x = LaneMath.AtLeast(z, SigmoidUnderflow);
        return x * LaneMath.Sigmoid(x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z, out LaneVector first)
    {
        LaneVector x = LaneMath.AtLeast(z, SigmoidUnderflow);
        LaneVector s = LaneMath.SigmoidSlope(x, out LaneVector slope, out _);
        first = Vector512.FusedMultiplyAdd(LaneMath.Finite(x), slope, s);
        return x * s;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z, out LaneVector first, out LaneVector second)
    {
        LaneVector x = LaneMath.AtLeast(z, SigmoidUnderflow);
        LaneVector s = LaneMath.SigmoidSlope(x, out LaneVector slope, out LaneVector fall);
        first = Vector512.FusedMultiplyAdd(LaneMath.Finite(x), slope, s);
        second = slope * Vector512.FusedMultiplyAdd(x, fall, Vector512.Create(2.0));
        return x * s;
    }
}
