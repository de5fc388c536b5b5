using System.Runtime.CompilerServices;
using static System.Runtime.Intrinsics.Vector512;

namespace OrleansSymmetry.Landscape.Lanes;

public static partial class LaneMath
{
    /// <summary>erfc is 0 from here on.</summary>
    private const double ErfcUnderflow = 28;

    /// <summary>Below it 1 - erf loses nothing by cancellation.</summary>
    private const double ErfcCrossing = 0.5;

    private const double SqrtHalf = 0.7071067811865476;
    private const double InverseSqrtTwoPi = 0.3989422804014327;

    /// <summary>The error function.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneVector Erf(LaneVector x) => Erf(x, out _);

    /// <summary>The error function with its derivative 2/sqrt(pi) e^(-x^2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneVector Erf(LaneVector x, out LaneVector slope)
    {
        LaneVector a = Abs(x);
        LaneVector m = BellParts(a, One(), out LaneVector first, out LaneVector second);
        LaneVector q = ScaledErfc(a);
        slope = FusedMultiplyAdd(Create(TwoOverSqrtPi0), m, Create(TwoOverSqrtPi0)) * first * second;
        LaneVector far = WithSignOf(One() - (FusedMultiplyAdd(q, m, q) * first * second), x);
        return ConditionalSelect(GreaterThan(a, One()), far, ErfNearZero(x));
    }

    /// <summary>The complementary error function 1 - erf(x), with full relative accuracy in its tail.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneVector Erfc(LaneVector x)
    {
        LaneVector m = BellParts(x, One(), out LaneVector first, out LaneVector second);
        LaneVector q = ScaledErfc(Abs(x));
        LaneVector tail = FusedMultiplyAdd(q, m, q) * first * second;
        LaneVector far = ConditionalSelect(LessThan(x, LaneVector.Zero), Create(2.0) - tail, tail);
        return ConditionalSelect(GreaterThan(Abs(x), Create(ErfcCrossing)), far, One() - ErfNearZero(x));
    }

    /// <summary>
    /// The distribution function of the standard normal distribution, erfc(-x/sqrt 2)/2, with full relative accuracy in its lower tail:
    /// the exponential is taken of x^2/2 and not of the square of a rounded argument.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneVector NormalDistribution(LaneVector x) => NormalDistribution(x, out _);

    /// <summary>The same, with the density e^(-x^2/2)/sqrt(2 pi).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneVector NormalDistribution(LaneVector x, out LaneVector density)
    {
        LaneVector half = Create(0.5);
        LaneVector m = BellParts(x, half, out LaneVector first, out LaneVector second);
        LaneVector argument = x * Create(SqrtHalf);
        LaneVector q = half * ScaledErfc(Abs(argument));
        density = FusedMultiplyAdd(Create(InverseSqrtTwoPi), m, Create(InverseSqrtTwoPi)) * first * second;
        LaneVector tail = FusedMultiplyAdd(q, m, q) * first * second;
        LaneVector far = ConditionalSelect(GreaterThan(x, LaneVector.Zero), One() - tail, tail);
        return ConditionalSelect(GreaterThan(Abs(argument), Create(ErfcCrossing)), far, FusedMultiplyAdd(half, ErfNearZero(argument), half));
    }

    /// <inheritdoc cref="Erf(LaneVector)"/>
    public static double Erf(double x) => Erf(Create(x)).ToScalar();

    /// <inheritdoc cref="NormalDistribution(LaneVector)"/>
    public static double NormalDistribution(double x) => NormalDistribution(Create(x)).ToScalar();

    /// <inheritdoc cref="Erfc(LaneVector)"/>
    public static double Erfc(double x) => Erfc(Create(x)).ToScalar();

    /// <summary>erf(x) for |x| &lt;= 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneVector ErfNearZero(LaneVector x)
    {
        LaneVector z = x * x;
        LaneVector z2 = z * z;
        LaneVector z4 = z2 * z2;
        LaneVector c0 = FusedMultiplyAdd(Create(ErfC1), z, Create(ErfC0));
        LaneVector c2 = FusedMultiplyAdd(Create(ErfC3), z, Create(ErfC2));
        LaneVector c4 = FusedMultiplyAdd(Create(ErfC5), z, Create(ErfC4));
        LaneVector c6 = FusedMultiplyAdd(Create(ErfC7), z, Create(ErfC6));
        LaneVector c8 = FusedMultiplyAdd(Create(ErfC9), z, Create(ErfC8));
        LaneVector c10 = FusedMultiplyAdd(Create(ErfC11), z, Create(ErfC10));
        LaneVector d0 = FusedMultiplyAdd(c2, z2, c0);
        LaneVector d4 = FusedMultiplyAdd(c6, z2, c4);
        LaneVector d8 = FusedMultiplyAdd(c10, z2, c8);
        LaneVector q = FusedMultiplyAdd(FusedMultiplyAdd(FusedMultiplyAdd(Create(ErfC12), z4, d8), z4, d4), z4, d0);
        return WithSignOf(FusedMultiplyAdd(x, q, x), x);
    }

    /// <summary>
    /// exp(a^2) erfc(a) for a &gt;= 0, by one polynomial for (1 + 2a) exp(a^2) erfc(a) in (a - 4)/(a + 4)
    /// (Shepherd and Laframboise 1981, Mathematics of Computation 36, 249).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneVector ScaledErfc(LaneVector a)
    {
        a = ConditionalSelect(GreaterThan(a, Create(ErfcUnderflow)), Create(ErfcUnderflow), a);
        LaneVector reciprocal = One() / (a + Create(4.0));
        LaneVector t = (a - Create(4.0)) * reciprocal;
        // One step of refinement: a - 4 - t (a + 4) = 0. The polynomial is steep where a is small.
        LaneVector residual = FusedMultiplyAdd(-t, a, FusedMultiplyAdd(Create(-4.0), t + One(), a));
        t = FusedMultiplyAdd(residual, reciprocal, t);
        LaneVector t2 = t * t;
        LaneVector t4 = t2 * t2;
        LaneVector c1 = FusedMultiplyAdd(Create(ErfcC2), t, Create(ErfcC1));
        LaneVector c3 = FusedMultiplyAdd(Create(ErfcC4), t, Create(ErfcC3));
        LaneVector c5 = FusedMultiplyAdd(Create(ErfcC6), t, Create(ErfcC5));
        LaneVector c7 = FusedMultiplyAdd(Create(ErfcC8), t, Create(ErfcC7));
        LaneVector c9 = FusedMultiplyAdd(Create(ErfcC10), t, Create(ErfcC9));
        LaneVector c11 = FusedMultiplyAdd(Create(ErfcC12), t, Create(ErfcC11));
        LaneVector c13 = FusedMultiplyAdd(Create(ErfcC14), t, Create(ErfcC13));
        LaneVector c15 = FusedMultiplyAdd(Create(ErfcC16), t, Create(ErfcC15));
        LaneVector c17 = FusedMultiplyAdd(Create(ErfcC18), t, Create(ErfcC17));
        LaneVector c19 = FusedMultiplyAdd(Create(ErfcC20), t, Create(ErfcC19));
        LaneVector c21 = FusedMultiplyAdd(Create(ErfcC22), t, Create(ErfcC21));
        LaneVector d1 = FusedMultiplyAdd(c3, t2, c1);
        LaneVector d5 = FusedMultiplyAdd(c7, t2, c5);
        LaneVector d9 = FusedMultiplyAdd(c11, t2, c9);
        LaneVector d13 = FusedMultiplyAdd(c15, t2, c13);
        LaneVector d17 = FusedMultiplyAdd(c19, t2, c17);
        LaneVector d21 = FusedMultiplyAdd(Create(ErfcC23), t2, c21);
        LaneVector q = FusedMultiplyAdd(d21, t4, d17);
        q = FusedMultiplyAdd(FusedMultiplyAdd(q, t4, d13), t4, d9);
        q = FusedMultiplyAdd(FusedMultiplyAdd(q, t4, d5), t4, d1);
        // The leading coefficient, all but a tenth of the sum, comes last, so that one addition rounds.
        q = FusedMultiplyAdd(q, t, Create(ErfcC0));
        // q/(1 + 2a), with what the sum lost where it is large; where a is small erf is not taken from here.
        LaneVector doubled = a + a;
        LaneVector sum = doubled + One();
        return Quotient(q, sum, One() - (sum - doubled), One() / sum);
    }
}
