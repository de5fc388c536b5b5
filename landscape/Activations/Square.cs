using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace OrleansSymmetry.Landscape.Activations;

/// <summary>phi(z) = z^2.</summary>
internal readonly struct Square : IPointwise
{
    public ActivationTraits Traits => new("square", Parity.Even, LargestSlope: double.PositiveInfinity) { Homogeneity = 2 };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z) => z * z;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z, out LaneVector first)
    {
        first = z + z;
        return z * z;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z, out LaneVector first, out LaneVector second)
    {
        first = z + z;
        second = Vector512.Create(2.0);
        return z * z;
    }
}
