using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace OrleansSymmetry.Landscape.Activations;

/// <summary>phi(z) = max(z, 0). At its kink the slope is taken as 0.</summary>
internal readonly struct Relu : IPointwise
{
    public ActivationTraits Traits => new("relu", Parity.None, LargestSlope: 1) { Homogeneity = 1, HasKink = true };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z) => Vector512.ConditionalSelect(Vector512.LessThanOrEqual(z, LaneVector.Zero), LaneVector.Zero, z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z, out LaneVector first)
    {
        first = Vector512.GreaterThan(z, LaneVector.Zero) & Vector512.Create(1.0);
        return Value(z);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z, out LaneVector first, out LaneVector second)
    {
        second = LaneVector.Zero;
        return Value(z, out first);
    }
}
