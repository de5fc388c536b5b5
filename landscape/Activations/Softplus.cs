using System.Runtime.CompilerServices;
using OrleansSymmetry.Landscape.Lanes;

namespace OrleansSymmetry.Landscape.Activations;

/// <summary>phi(z) = log(1 + e^z).</summary>
internal readonly struct Softplus : IPointwise
{
    public ActivationTraits Traits => new("softplus", Parity.None, LargestSlope: 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z) => LaneMath.Softplus(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z, out LaneVector first)
    {
        first = LaneMath.Sigmoid(z);
        return LaneMath.Softplus(z);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z, out LaneVector first, out LaneVector second)
    {
        first = LaneMath.SigmoidSlope(z, out second, out _);
        return LaneMath.Softplus(z);
    }
}
