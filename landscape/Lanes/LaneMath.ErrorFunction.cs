using System.Runtime.CompilerServices;
using static System.Runtime.Intrinsics.Vector512;

namespace OrleansSymmetry.Landscape.Lanes;

public static partial class LaneMath
{
    /// <summary>erfc is 0 from here on.</summary>
    private const double ErfcUnderflow = 28;

    /// <summary>The error function.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneVector Erf(LaneVector x)
    {
        LaneVector a = Abs(x);
        LaneVector far = WithSignOf(One() - ErfcOfMagnitude(a), x);
        return ConditionalSelect(GreaterThan(a, One()), far, ErfNearZero(x));
    }

    /// <summary>The complementary error function 1 - erf(x), with full relative accuracy in its tail.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneVector Erfc(LaneVector x)
    {
        LaneVector a = Abs(x);
        LaneVector tail = ErfcOfMagnitude(a);
        LaneVector far = ConditionalSelect(LessThan(x, LaneVector.Zero), Create(2.0) - tail, tail);
        return ConditionalSelect(GreaterThan(a, Create(0.5)), far, One() - ErfNearZero(x));
    }

    /// <inheritdoc cref="Erf(LaneVector)"/>
    public static double Erf(double x) => Erf(Create(x)).ToScalar();

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
    /// erfc(a) for a &gt;= 0, by one polynomial for (1 + 2a) exp(a^2) erfc(a) in (a - 4)/(a + 4)
    /// (Shepherd and Laframboise 1981, Mathematics of Computation 36, 249).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneVector ErfcOfMagnitude(LaneVector a)
    {
        a = ConditionalSelect(GreaterThan(a, Create(ErfcUnderflow)), Create(ErfcUnderflow), a);
        LaneVector reciprocal = One() / (a + Create(4.0));
        LaneVector t = (a - Create(4.0)) * reciprocal;
        // One step of refinement: a - 4 - t (a + 4) = 0. The polynomial is steep where a is small.
        LaneVector residual = FusedMultiplyAdd(-t, a, FusedMultiplyAdd(Create(-4.0), t + One(), a));
        t = FusedMultiplyAdd(residual, reciprocal, t);
        LaneVector t2 = t * t;
        LaneVector t4 = t2 * t2;
        LaneVector c0 = FusedMultiplyAdd(Create(ErfcC1), t, Create(ErfcC0));
        LaneVector c2 = FusedMultiplyAdd(Create(ErfcC3), t, Create(ErfcC2));
        LaneVector c4 = FusedMultiplyAdd(Create(ErfcC5), t, Create(ErfcC4));
        LaneVector c6 = FusedMultiplyAdd(Create(ErfcC7), t, Create(ErfcC6));
        LaneVector c8 = FusedMultiplyAdd(Create(ErfcC9), t, Create(ErfcC8));
        LaneVector c10 = FusedMultiplyAdd(Create(ErfcC11), t, Create(ErfcC10));
        LaneVector c12 = FusedMultiplyAdd(Create(ErfcC13), t, Create(ErfcC12));
        LaneVector c14 = FusedMultiplyAdd(Create(ErfcC15), t, Create(ErfcC14));
        LaneVector c16 = FusedMultiplyAdd(Create(ErfcC17), t, Create(ErfcC16));
        LaneVector c18 = FusedMultiplyAdd(Create(ErfcC19), t, Create(ErfcC18));
        LaneVector c20 = FusedMultiplyAdd(Create(ErfcC21), t, Create(ErfcC20));
        LaneVector c22 = FusedMultiplyAdd(Create(ErfcC23), t, Create(ErfcC22));
        LaneVector d0 = FusedMultiplyAdd(c2, t2, c0);
        LaneVector d4 = FusedMultiplyAdd(c6, t2, c4);
        LaneVector d8 = FusedMultiplyAdd(c10, t2, c8);
        LaneVector d12 = FusedMultiplyAdd(c14, t2, c12);
        LaneVector d16 = FusedMultiplyAdd(c18, t2, c16);
        LaneVector d20 = FusedMultiplyAdd(c22, t2, c20);
        LaneVector q = FusedMultiplyAdd(d20, t4, d16);
        q = FusedMultiplyAdd(FusedMultiplyAdd(q, t4, d12), t4, d8);
        q = FusedMultiplyAdd(FusedMultiplyAdd(q, t4, d4), t4, d0);
        q /= FusedMultiplyAdd(Create(2.0), a, One());
        // exp(-a^2) with what the square lost: exp(-(high + low)) = exp(-high) (1 - low).
        LaneVector high = a * a;
        LaneVector low = FusedMultiplyAdd(a, a, -high);
        return Exp(-high) * FusedMultiplyAdd(-low, q, q);
    }
}
