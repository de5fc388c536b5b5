using System.Runtime.CompilerServices;
using OrleansSymmetry.Landscape.Lanes;

namespace OrleansSymmetry.Landscape.Activations;

/// <summary>phi(z) = tanh(z).</summary>
internal readonly struct Tanh : IPointwise
{
    public ActivationTraits Traits => new("tanh", Parity.Odd, LargestSlope: 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z) => LaneMath.Tanh(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z, out LaneVector first) => LaneMath.Tanh(z, out first, out _);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z, out LaneVector first, out LaneVector second) => LaneMath.Tanh(z, out first, out second);
}
