using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;

namespace OrleansSymmetry.Landscape.Activations;

/// <summary>phi(z) = z/(1 + |z|). phi'' jumps at 0, where it is taken as 0, half-way.</summary>
internal readonly struct Softsign : IPointwise
{
    public ActivationTraits Traits => new("softsign", Parity.Odd, LargestSlope: 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z)
    {
        LaneVector x = LaneMath.Finite(z);
        return x * LaneMath.ReciprocalOfOnePlus(Vector512.Abs(x));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z, out LaneVector first)
    {
        LaneVector x = LaneMath.Finite(z);
        LaneVector r = LaneMath.ReciprocalOfOnePlus(Vector512.Abs(x));
        first = r * r;
        return x * r;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z, out LaneVector first, out LaneVector second)
    {
        LaneVector x = LaneMath.Finite(z);
        LaneVector r = LaneMath.ReciprocalOfOnePlus(Vector512.Abs(x));
        first = r * r;
        LaneVector curvature = LaneMath.Flip(Vector512.Create(-2.0) * first * r, x);
        second = Vector512.ConditionalSelect(Vector512.Equals(x, LaneVector.Zero), LaneVector.Zero, curvature);
        return x * r;
    }
}
