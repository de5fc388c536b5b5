using System.Runtime.CompilerServices;
using OrleansSymmetry.Landscape.Lanes;

namespace OrleansSymmetry.Landscape.Activations;

/// <summary>phi(z) = sin(z).</summary>
internal readonly struct Sin : IPointwise
{
    public ActivationTraits Traits => new("sin", Parity.Odd, LargestSlope: 1) { IsPeriodic = true };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z) => LaneMath.Sin(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z, out LaneVector first)
    {
        LaneMath.SinCos(z, out LaneVector sine, out first);
        return sine;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z, out LaneVector first, out LaneVector second)
    {
        LaneMath.SinCos(z, out LaneVector sine, out first);
        second = -sine;
        return sine;
    }
}
