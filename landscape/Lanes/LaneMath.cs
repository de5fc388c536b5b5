using System.Runtime.CompilerServices;
using static System.Runtime.Intrinsics.Vector512;

namespace OrleansSymmetry.Landscape.Lanes;

/// <summary>
/// Elementary functions of eight numbers at once, within 4 units in the last place, right at zeros, subnormals, infinities
/// and NaN. They are made of additions, products, quotients, explicit fused multiply-adds, comparisons and bit operations alone,
/// so a result has the same bits in every lane and on every machine, which the functions of the run-time library do not promise.
/// Overloads on <see cref="double"/> return the bits of a lane.
/// </summary>
public static partial class LaneMath
{
    /// <summary>Adding it rounds a number below 2^51 to an integer and leaves that integer in the low bits of the sum (1.5 * 2^52).</summary>
    private const double RoundingShift = 6755399441055744.0;

    private const int ExponentPosition = 52;
    private const long ExponentBias = 1023;
    private const long SignBit = long.MinValue;

    /// <summary>magnitude with the sign bit of sign set in addition to its own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneVector WithSignOf(LaneVector magnitude, LaneVector sign) =>
        (magnitude.AsInt64() | (sign.AsInt64() & Create(SignBit))).AsDouble();

    /// <summary>The larger of x and a bound; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static LaneVector AtLeast(LaneVector x, double bound) => ConditionalSelect(LessThan(x, Create(bound)), Create(bound), x);

    /// <summary>x, an infinite one replaced by the largest number of its sign; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static LaneVector Finite(LaneVector x)
    {
        LaneVector largest = Create(double.MaxValue);
        return ConditionalSelect(GreaterThan(Abs(x), largest), WithSignOf(largest, x), x);
    }

    /// <summary>2^k, k in the low bits of k + <see cref="RoundingShift"/>; -1022 &lt;= k &lt;= 1023.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneVector PowerOfTwo(LaneVector shifted) =>
        ((shifted.AsInt64() + Create(ExponentBias)) << ExponentPosition).AsDouble();
}
