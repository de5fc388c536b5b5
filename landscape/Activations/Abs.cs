using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;

namespace OrleansSymmetry.Landscape.Activations;

/// <summary>phi(z) = |z|. At its kink the slope is taken as 0.</summary>
internal readonly struct Abs : IPointwise
{
    public ActivationTraits Traits => new("abs", Parity.Even, LargestSlope: 1) { Homogeneity = 1, HasKink = true };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z) => Vector512.Abs(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z, out LaneVector first)
    {
        first = Vector512.ConditionalSelect(Vector512.Equals(z, LaneVector.Zero), LaneVector.Zero, LaneMath.Flip(Vector512.Create(1.0), z));
        return Value(z);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z, out LaneVector first, out LaneVector second)
    {
        second = LaneVector.Zero;
        return Value(z, out first);
    }
}
