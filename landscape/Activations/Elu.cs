using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;

namespace OrleansSymmetry.Landscape.Activations;

/// <summary>phi(z) = z for z &gt; 0, e^z - 1 below (Clevert et al. 2016). phi'' jumps at 0, where it is taken as 1.</summary>
internal readonly struct Elu : IPointwise
{
    public ActivationTraits Traits => new("elu", Parity.None, LargestSlope: 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z) => Vector512.ConditionalSelect(Vector512.GreaterThan(z, LaneVector.Zero), z, LaneMath.Expm1(z));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z, out LaneVector first)
    {
        first = Vector512.ConditionalSelect(Vector512.GreaterThan(z, LaneVector.Zero), Vector512.Create(1.0), LaneMath.Exp(z));
        return Value(z);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z, out LaneVector first, out LaneVector second)
    {
        LaneVector positive = Vector512.GreaterThan(z, LaneVector.Zero);
        LaneVector exponential = LaneMath.Exp(z);
        first = Vector512.ConditionalSelect(positive, Vector512.Create(1.0), exponential);
        second = Vector512.AndNot(exponential, positive);
        return Value(z);
    }
}
