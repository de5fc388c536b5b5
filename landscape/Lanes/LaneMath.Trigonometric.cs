using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector512;

namespace OrleansSymmetry.Landscape.Lanes;

public static partial class LaneMath
{
    private const double TwoOverPi = 0.6366197723675814;

    /// <summary>2^50: beyond it neighbouring doubles are a quarter apart and a phase has lost its meaning.</summary>
    private const double LargestPhase = 1125899906842624.0;

    private const double TanPiOver8 = 0.41421356237309503;
    private const double TanThreePiOver8 = 2.414213562373095;

    /// <summary>The sine; NaN beyond 2^50, where a double has no phase.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneVector Sin(LaneVector x)
    {
        SinCos(x, out LaneVector sine, out _);
        return sine;
    }

    /// <summary>The cosine; NaN beyond 2^50, where a double has no phase.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneVector Cos(LaneVector x)
    {
        SinCos(x, out _, out LaneVector cosine);
        return cosine;
    }

    /// <summary>Sine and cosine; NaN beyond 2^50.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SinCos(LaneVector x, out LaneVector sine, out LaneVector cosine)
    {
        LaneVector t = ConditionalSelect(LessThanOrEqual(Abs(x), Create(LargestPhase)), x, Create(double.NaN));
        LaneVector shifted = FusedMultiplyAdd(t, Create(TwoOverPi), Create(RoundingShift));
        LaneVector k = shifted - Create(RoundingShift);
        // x - k pi/2: the first step is exact, so what is left keeps full relative accuracy also next to a multiple of pi.
        LaneVector r = FusedMultiplyAdd(k, Create(-HalfPi0), t);
        // The product with 2/pi is wrong by up to k 2^-53, so a large x can leave more than pi/4: the rest is reduced again.
        LaneVector again = FusedMultiplyAdd(r, Create(TwoOverPi), Create(RoundingShift));
        LaneVector j = again - Create(RoundingShift);
        r = FusedMultiplyAdd(j, Create(-HalfPi0), r);
        k += j;
        r = FusedMultiplyAdd(k, Create(-HalfPi1), r);
        r = FusedMultiplyAdd(k, Create(-HalfPi2), r);
        LaneVector z = r * r;
        LaneVector z2 = z * z;
        LaneVector s0 = FusedMultiplyAdd(Create(SinC1), z, Create(SinC0));
        LaneVector s2 = FusedMultiplyAdd(Create(SinC3), z, Create(SinC2));
        LaneVector s4 = FusedMultiplyAdd(Create(SinC5), z, Create(SinC4));
        LaneVector s = FusedMultiplyAdd(r * z, FusedMultiplyAdd(FusedMultiplyAdd(s4, z2, s2), z2, s0), r);
        LaneVector c0 = FusedMultiplyAdd(Create(CosC1), z, Create(CosC0));
        LaneVector c2 = FusedMultiplyAdd(Create(CosC3), z, Create(CosC2));
        LaneVector c4 = FusedMultiplyAdd(Create(CosC5), z, Create(CosC4));
        LaneVector c = FusedMultiplyAdd(FusedMultiplyAdd(c4, z2, c2), z2, c0);
        c = FusedMultiplyAdd(z2, c, FusedMultiplyAdd(Create(-0.5), z, One()));
        Vector512<long> quadrant = shifted.AsInt64() + again.AsInt64();
        LaneVector odd = Vector512.Equals(quadrant & Create(1L), Create(1L)).AsDouble();
        LaneVector sineSign = (quadrant << 62).AsDouble();
        LaneVector cosineSign = ((quadrant + Create(1L)) << 62).AsDouble();
        sine = Flip(ConditionalSelect(odd, c, s), sineSign);
        sine = ConditionalSelect(Vector512.Equals(x, LaneVector.Zero), x, sine);
        cosine = Flip(ConditionalSelect(odd, s, c), cosineSign);
    }

    /// <summary>The arc tangent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneVector Atan(LaneVector x) => WithSignOf(FirstQuadrantAngle(Abs(x), One(), out LaneVector low) + low, x);

    /// <summary>
    /// The angle of the point (x, y) in [-pi, pi], with full relative accuracy at small angles; 0 or pi at the origin,
    /// by the sign of x; NaN if both are infinite.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneVector Atan2(LaneVector y, LaneVector x)
    {
        LaneVector angle = FirstQuadrantAngle(Abs(y), Abs(x), out LaneVector low);
        LaneVector reflected = Create(2 * HalfPi0) - angle + (Create(2 * HalfPi1) - low);
        LaneVector left = LessThan(x.AsInt64(), Vector512<long>.Zero).AsDouble();
        return WithSignOf(ConditionalSelect(left, reflected, angle + low), y);
    }

    /// <inheritdoc cref="Sin(LaneVector)"/>
    public static double Sin(double x) => Sin(Create(x)).ToScalar();

    /// <inheritdoc cref="Cos(LaneVector)"/>
    public static double Cos(double x) => Cos(Create(x)).ToScalar();

    /// <inheritdoc cref="Atan(LaneVector)"/>
    public static double Atan(double x) => Atan(Create(x)).ToScalar();

    /// <inheritdoc cref="Atan2(LaneVector, LaneVector)"/>
    public static double Atan2(double y, double x) => Atan2(Create(y), Create(x)).ToScalar();

    /// <summary>value, negated where the sign bit is set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static LaneVector Flip(LaneVector value, LaneVector sign) =>
        (value.AsInt64() ^ (sign.AsInt64() & Create(SignBit))).AsDouble();

    /// <summary>The angle of (b, a), a, b &gt;= 0, as a sum of two doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneVector FirstQuadrantAngle(LaneVector a, LaneVector b, out LaneVector low)
    {
        LaneVector middle = GreaterThan(a, b * Create(TanPiOver8));
        LaneVector steep = GreaterThan(a, b * Create(TanThreePiOver8));
        LaneVector numerator = ConditionalSelect(steep, -b, ConditionalSelect(middle, a - b, a));
        LaneVector denominator = ConditionalSelect(steep, a, ConditionalSelect(middle, a + b, b));
        LaneVector base0 = ConditionalSelect(steep, Create(HalfPi0), middle & Create(QuarterPi0));
        LaneVector base1 = ConditionalSelect(steep, Create(HalfPi1), middle & Create(QuarterPi1));
        LaneVector t = numerator / denominator;
        t = ConditionalSelect(Vector512.Equals(a, LaneVector.Zero), LaneVector.Zero, t);
        LaneVector z = t * t;
        LaneVector z2 = z * z;
        LaneVector z4 = z2 * z2;
        LaneVector c0 = FusedMultiplyAdd(Create(AtanC1), z, Create(AtanC0));
        LaneVector c2 = FusedMultiplyAdd(Create(AtanC3), z, Create(AtanC2));
        LaneVector c4 = FusedMultiplyAdd(Create(AtanC5), z, Create(AtanC4));
        LaneVector c6 = FusedMultiplyAdd(Create(AtanC7), z, Create(AtanC6));
        LaneVector c8 = FusedMultiplyAdd(Create(AtanC9), z, Create(AtanC8));
        LaneVector d0 = FusedMultiplyAdd(c2, z2, c0);
        LaneVector d4 = FusedMultiplyAdd(c6, z2, c4);
        LaneVector d8 = FusedMultiplyAdd(Create(AtanC10), z2, c8);
        LaneVector q = FusedMultiplyAdd(FusedMultiplyAdd(d8, z4, d4), z4, d0);
        // base + (t + t z q): the large parts apart, so that only the last addition rounds.
        low = FusedMultiplyAdd(t * z, q, base1);
        LaneVector sum = base0 + t;
        low += ConditionalSelect(middle, t - (sum - base0), LaneVector.Zero);
        return sum;
    }
}
