using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace OrleansSymmetry.Landscape.Activations;

/// <summary>
/// phi(z) = z for z &gt; 0, slope z below. At its kink the derivative is taken as 0. Slope 0 is relu, 1 the identity,
/// -1 the absolute value, and the traits say so.
/// </summary>
/// <param name="slope">Slope on negative arguments; finite.</param>
internal readonly struct LeakyRelu(double slope) : IPointwise
{
    public ActivationTraits Traits => new("leaky-relu", slope switch { 1 => Parity.Odd, -1 => Parity.Even, _ => Parity.None }, Math.Max(1, Math.Abs(slope)))
    {
        Homogeneity = 1,
        HasKink = slope != 1,
        IsLinear = slope == 1,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z) => Vector512.ConditionalSelect(Vector512.GreaterThan(z, LaneVector.Zero), z, Vector512.Create(slope) * z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z, out LaneVector first)
    {
        first = slope == 1
            ? Vector512.Create(1.0)
            : Vector512.ConditionalSelect(
                Vector512.GreaterThan(z, LaneVector.Zero), Vector512.Create(1.0), Vector512.LessThan(z, LaneVector.Zero) & Vector512.Create(slope));
        return Value(z);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z, out LaneVector first, out LaneVector second)
    {
        second = LaneVector.Zero;
        return Value(z, out first);
    }
}
