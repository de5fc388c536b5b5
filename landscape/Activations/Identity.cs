using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace OrleansSymmetry.Landscape.Activations;

/// <summary>phi(z) = z.</summary>
internal readonly struct Identity : IPointwise
{
    public ActivationTraits Traits => new("identity", Parity.Odd, LargestSlope: 1) { Homogeneity = 1, IsLinear = true };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z) => z;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z, out LaneVector first)
    {
        first = Vector512.Create(1.0);
        return z;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z, out LaneVector first, out LaneVector second)
    {
        first = Vector512.Create(1.0);
        second = LaneVector.Zero;
        return z;
    }
}
