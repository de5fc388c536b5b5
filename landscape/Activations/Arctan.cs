using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;

namespace OrleansSymmetry.Landscape.Activations;

/// <summary>phi(z) = arctan(z).</summary>
internal readonly struct Arctan : IPointwise
{
    public ActivationTraits Traits => new("arctan", Parity.Odd, LargestSlope: 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z) => LaneMath.Atan(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z, out LaneVector first)
    {
        first = Vector512.Create(1.0) / Vector512.FusedMultiplyAdd(z, z, Vector512.Create(1.0));
        return Value(z);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z, out LaneVector first, out LaneVector second)
    {
        LaneVector one = Vector512.Create(1.0);
        LaneVector sum = Vector512.FusedMultiplyAdd(z, z, one);
        LaneVector lost = Vector512.FusedMultiplyAdd(z, z, one - sum);
        first = one / sum;
        second = Vector512.Create(-2.0) * LaneMath.Quotient(z, sum, lost, first) * LaneMath.Quotient(one, sum, lost, first);
        return Value(z);
    }
}
