using System.Runtime.CompilerServices;
using static System.Runtime.Intrinsics.Vector512;

namespace OrleansSymmetry.Landscape.Lanes;

public static partial class LaneMath
{
    private const double Log2E = 1.4426950408889634;

    /// <summary>Below it exp is 0, the least subnormal being 2^-1074.</summary>
    private const double ExpUnderflow = -746;

    /// <summary>Above it exp overflows.</summary>
    private const double ExpOverflow = 710;

    /// <summary>From here on e^(-x^2/2), hence e^(-x^2), is 0.</summary>
    private const double BellUnderflow = 40;

    /// <summary>Below it expm1 is -1 to the last place.</summary>
    private const double Expm1Floor = -40;

    /// <summary>2^-54: below it expm1 is its argument to the last place (and a subnormal one could not be halved).</summary>
    private const double Expm1Linear = 5.551115123125783E-17;

    /// <summary>e^x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneVector Exp(LaneVector x)
    {
        LaneVector m = ExpParts(x, out LaneVector first, out LaneVector second);
        return FusedMultiplyAdd(first, m, first) * second;
    }

    /// <summary>e^(-x^2), with what the square loses in rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneVector ExpOfMinusSquare(LaneVector x)
    {
        LaneVector m = BellParts(x, One(), out LaneVector first, out LaneVector second);
        return FusedMultiplyAdd(first, m, first) * second;
    }

    /// <summary>e^x - 1, accurate near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneVector Expm1(LaneVector x)
    {
        LaneVector t = ConditionalSelect(LessThan(x, Create(Expm1Floor)), Create(Expm1Floor), x);
        t = ConditionalSelect(GreaterThan(t, Create(ExpOverflow)), Create(ExpOverflow), t);
        LaneVector shifted = FusedMultiplyAdd(t, Create(Log2E), Create(RoundingShift));
        LaneVector k = shifted - Create(RoundingShift);
        LaneVector m = Expm1Reduced(Reduce(t, k));
        // Half of the result first: 2^(k-1) is finite wherever e^x is.
        LaneVector s = PowerOfTwo(shifted - One());
        LaneVector half = FusedMultiplyAdd(s, m, s - Create(0.5));
        return ConditionalSelect(LessThan(Abs(x), Create(Expm1Linear)), x, half + half);
    }

    /// <inheritdoc cref="Exp(LaneVector)"/>
    public static double Exp(double x) => Exp(Create(x)).ToScalar();

    /// <inheritdoc cref="Expm1(LaneVector)"/>
    public static double Expm1(double x) => Expm1(Create(x)).ToScalar();

    /// <inheritdoc cref="ExpOfMinusSquare(LaneVector)"/>
    public static double ExpOfMinusSquare(double x) => ExpOfMinusSquare(Create(x)).ToScalar();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneVector One() => Create(1.0);

    /// <summary>
    /// m with e^x = (1 + m) first second, |m| &lt; 1/2: 2^k leaves the range of normal numbers before e^x does, so it comes in two powers.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneVector ExpParts(LaneVector x, out LaneVector first, out LaneVector second)
    {
        x = ConditionalSelect(LessThan(x, Create(ExpUnderflow)), Create(ExpUnderflow), x);
        x = ConditionalSelect(GreaterThan(x, Create(ExpOverflow)), Create(ExpOverflow), x);
        LaneVector shifted = FusedMultiplyAdd(x, Create(Log2E), Create(RoundingShift));
        LaneVector k = shifted - Create(RoundingShift);
        LaneVector firstHalf = FusedMultiplyAdd(k, Create(0.5), Create(RoundingShift));
        LaneVector secondHalf = k - (firstHalf - Create(RoundingShift)) + Create(RoundingShift);
        first = PowerOfTwo(firstHalf);
        second = PowerOfTwo(secondHalf);
        return Expm1Reduced(Reduce(x, k));
    }

    /// <summary>The same of e^(-scale x^2), scale 1 or 1/2: e^-(high + low) = e^-high (1 - low), high the rounded square, low what it lost.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneVector BellParts(LaneVector x, LaneVector scale, out LaneVector first, out LaneVector second)
    {
        LaneVector a = Abs(x);
        a = ConditionalSelect(GreaterThan(a, Create(BellUnderflow)), Create(BellUnderflow), a);
        LaneVector high = a * a;
        LaneVector low = scale * FusedMultiplyAdd(a, a, -high);
        LaneVector m = ExpParts(-scale * high, out first, out second);
        return m - FusedMultiplyAdd(low, m, low);
    }

    /// <summary>x - k ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneVector Reduce(LaneVector x, LaneVector k) =>
        FusedMultiplyAdd(k, Create(-LnTwo1), FusedMultiplyAdd(k, Create(-LnTwo0), x));

    /// <summary>e^r - 1 for |r| &lt;= ln(2)/2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneVector Expm1Reduced(LaneVector r)
    {
        LaneVector r2 = r * r;
        LaneVector r4 = r2 * r2;
        LaneVector c0 = FusedMultiplyAdd(Create(ExpC1), r, Create(ExpC0));
        LaneVector c2 = FusedMultiplyAdd(Create(ExpC3), r, Create(ExpC2));
        LaneVector c4 = FusedMultiplyAdd(Create(ExpC5), r, Create(ExpC4));
        LaneVector c6 = FusedMultiplyAdd(Create(ExpC7), r, Create(ExpC6));
        LaneVector c8 = FusedMultiplyAdd(Create(ExpC9), r, Create(ExpC8));
        LaneVector low = FusedMultiplyAdd(c2, r2, c0);
        LaneVector high = FusedMultiplyAdd(c6, r2, c4);
        LaneVector q = FusedMultiplyAdd(FusedMultiplyAdd(c8, r4, high), r4, low);
        return FusedMultiplyAdd(q, r2, r);
    }
}
