using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;

namespace OrleansSymmetry.Landscape.Activations;

/// <summary>phi(z) = erf(z).</summary>
internal readonly struct Erf : IPointwise
{
    private const double TwoOverSqrtPi = 1.1283791670955126;

    public ActivationTraits Traits => new("erf", Parity.Odd, LargestSlope: TwoOverSqrtPi);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z) => LaneMath.Erf(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z, out LaneVector first) => LaneMath.Erf(z, out first);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z, out LaneVector first, out LaneVector second)
    {
        LaneVector value = LaneMath.Erf(z, out first);
        second = Vector512.Create(-2.0) * z * first;
        return value;
    }
}
