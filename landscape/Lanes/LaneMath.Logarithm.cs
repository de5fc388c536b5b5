using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector512;

namespace OrleansSymmetry.Landscape.Lanes;

public static partial class LaneMath
{
    private const double LeastNormal = 2.2250738585072014e-308;
    private const double TwoTo54 = 18014398509481984.0;
    private const long MantissaBits = 0x000FFFFFFFFFFFFF;

    /// <summary>The bits of sqrt(1/2), rounded down to its leading 32 bits.</summary>
    private const long SqrtHalfBits = 0x3FE6A09E00000000;

    private const long OneBits = 0x3FF0000000000000;

    /// <summary>The natural logarithm: -infinity at 0, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneVector Log(LaneVector x)
    {
        LaneVector tiny = LessThan(x, Create(LeastNormal));
        LaneVector u = ConditionalSelect(tiny, x * Create(TwoTo54), x);
        LaneVector k = Split(u, out LaneVector f) - (tiny & Create(54.0));
        return LogOf(x, LogSum(f, k, LaneVector.Zero));
    }

    /// <summary>log(1 + x), accurate near 0: -infinity at -1, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneVector Log1p(LaneVector x)
    {
        LaneVector u = One() + x;
        // What the sum lost, in the order that is exact for either size of x.
        LaneVector lost = ConditionalSelect(GreaterThan(Abs(x), One()), One() - (u - x), x - (u - One()));
        LaneVector k = Split(u, out LaneVector f);
        LaneVector sum = LogSum(f, k, lost / u);
        return ConditionalSelect(Vector512.Equals(x, LaneVector.Zero), x, LogOf(u, sum));
    }

    /// <inheritdoc cref="Log(LaneVector)"/>
    public static double Log(double x) => Log(Create(x)).ToScalar();

    /// <inheritdoc cref="Log1p(LaneVector)"/>
    public static double Log1p(double x) => Log1p(Create(x)).ToScalar();

    /// <summary>u = 2^k (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)); u positive, normal and finite. Returns k.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneVector Split(LaneVector u, out LaneVector f)
    {
        Vector512<long> offset = u.AsInt64() - Create(SqrtHalfBits);
        f = ((offset & Create(MantissaBits)) + Create(SqrtHalfBits)).AsDouble() - One();
        // The exponent as an integer, carried to a double by the bits of 2^52 + 2^51 and back.
        Vector512<long> exponent = offset >> ExponentPosition;
        return (exponent + Create(RoundingShift).AsInt64()).AsDouble() - Create(RoundingShift);
    }

    /// <summary>k ln 2 + log(1 + f) + correction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneVector LogSum(LaneVector f, LaneVector k, LaneVector correction)
    {
        LaneVector s = f / (Create(2.0) + f);
        LaneVector z = s * s;
        LaneVector z2 = z * z;
        LaneVector c0 = FusedMultiplyAdd(Create(LogC1), z, Create(LogC0));
        LaneVector c2 = FusedMultiplyAdd(Create(LogC3), z, Create(LogC2));
        LaneVector c4 = FusedMultiplyAdd(Create(LogC5), z, Create(LogC4));
        LaneVector q = FusedMultiplyAdd(FusedMultiplyAdd(FusedMultiplyAdd(Create(LogC6), z2, c4), z2, c2), z2, c0);
        // log(1+f) = f - (h - s (h + z q)), h = f^2/2: the leading term f is exact (as in fdlibm's e_log.c).
        LaneVector h = Create(0.5) * f * f;
        LaneVector small = FusedMultiplyAdd(s, FusedMultiplyAdd(z, q, h), FusedMultiplyAdd(k, Create(LnTwo1), correction));
        return FusedMultiplyAdd(k, Create(LnTwo0), f - (h - small));
    }

    /// <summary>value where x is positive and finite, else what the logarithm of x is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneVector LogOf(LaneVector x, LaneVector value)
    {
        LaneVector special = ConditionalSelect(Vector512.Equals(x, LaneVector.Zero), Create(double.NegativeInfinity), Create(double.NaN));
        special = ConditionalSelect(Vector512.Equals(x, Create(double.PositiveInfinity)), x, special);
        LaneVector regular = GreaterThan(x, LaneVector.Zero) & LessThan(x, Create(double.PositiveInfinity));
        return ConditionalSelect(regular, value, special);
    }
}
