using System.Runtime.CompilerServices;
using OrleansSymmetry.Landscape.Lanes;

namespace OrleansSymmetry.Landscape.Activations;

/// <summary>phi(z) = 1/(1 + e^-z).</summary>
internal readonly struct Sigmoid : IPointwise
{
    public ActivationTraits Traits => new("sigmoid", Parity.OddAboutHalf, LargestSlope: 0.25);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z) => LaneMath.Sigmoid(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z, out LaneVector first) => LaneMath.SigmoidSlope(z, out first, out _);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z, out LaneVector first, out LaneVector second)
    {
        LaneVector value = LaneMath.SigmoidSlope(z, out first, out LaneVector fall);
        second = first * fall;
        return value;
    }
}
