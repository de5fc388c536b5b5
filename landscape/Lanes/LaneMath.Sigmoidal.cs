using System.Runtime.CompilerServices;
using static System.Runtime.Intrinsics.Vector512;

namespace OrleansSymmetry.Landscape.Lanes;

public static partial class LaneMath
{
    /// <summary>Beyond it tanh is 1 to the last place, and its slope stays where e^-2|x| is the least normal number, 1.3e-307.</summary>
    private const double TanhReach = 354;

    /// <summary>The hyperbolic tangent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneVector Tanh(LaneVector x)
    {
        LaneVector m = TanhParts(x, out LaneVector power);
        LaneVector gap = FusedMultiplyAdd(-power, m, One() - power);
        return WithSignOf(gap * (One() / (Create(2.0) - gap)), x);
    }

    /// <summary>The hyperbolic tangent with its derivatives, the first as 4 e^-2|x| / (1 + e^-2|x|)^2, which does not cancel as 1 - tanh^2 does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneVector Tanh(LaneVector x, out LaneVector first, out LaneVector second)
    {
        LaneVector m = TanhParts(x, out LaneVector power);
        LaneVector gap = FusedMultiplyAdd(-power, m, One() - power);
        LaneVector sum = Create(2.0) - gap;
        LaneVector reciprocal = One() / sum;
        LaneVector lost = Create(2.0) - sum - gap;
        LaneVector e = Create(4.0) * FusedMultiplyAdd(power, m, power);
        first = QuotientBySquare(e, LaneVector.Zero, sum, lost, reciprocal);
        // tanh itself keeps the bits of the function above; its derivative takes it without the rounding of the reciprocal.
        LaneVector sharp = Quotient(gap, sum, lost, reciprocal);
        LaneVector product = e * sharp;
        LaneVector low = FusedMultiplyAdd(e, sharp, -product);
        second = Flip(Create(-2.0) * QuotientBySquare(product, low, sum, lost, reciprocal), x);
        return WithSignOf(gap * reciprocal, x);
    }

    /// <summary>The logistic function 1/(1 + e^-x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneVector Sigmoid(LaneVector x) => Sigmoid(x, out _, out _);

    /// <summary>
    /// The logistic function, with e = e^-|x| and 1/(1 + e), from which its derivatives follow without cancellation.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneVector Sigmoid(LaneVector x, out LaneVector e, out LaneVector reciprocal)
    {
        e = Exp(-Abs(x));
        reciprocal = One() / (One() + e);
        return ConditionalSelect(LessThan(x, LaneVector.Zero), e * reciprocal, reciprocal);
    }

    /// <summary>The logistic function s, with its derivative s (1 - s) and 1 - 2 s, neither of which cancels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneVector SigmoidSlope(LaneVector x, out LaneVector slope, out LaneVector fall)
    {
        LaneVector m = ExpParts(-Abs(x), out LaneVector first, out LaneVector second);
        LaneVector e = FusedMultiplyAdd(first, m, first) * second;
        LaneVector sum = One() + e;
        LaneVector reciprocal = One() / sum;
        LaneVector lost = e - (sum - One());
        slope = QuotientBySquare(e, LaneVector.Zero, sum, lost, reciprocal);
        LaneVector power = first * second;
        fall = Flip(Quotient(FusedMultiplyAdd(power, m, power - One()), sum, lost, reciprocal), x);
        return ConditionalSelect(LessThan(x, LaneVector.Zero), e * reciprocal, reciprocal);
    }

    /// <summary>log(1 + e^x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneVector Softplus(LaneVector x)
    {
        LaneVector tail = Log1p(Exp(-Abs(x)));
        return ConditionalSelect(GreaterThan(x, LaneVector.Zero), x + tail, tail);
    }

    /// <inheritdoc cref="Tanh(LaneVector)"/>
    public static double Tanh(double x) => Tanh(Create(x)).ToScalar();

    /// <inheritdoc cref="Sigmoid(LaneVector)"/>
    public static double Sigmoid(double x) => Sigmoid(Create(x)).ToScalar();

    /// <inheritdoc cref="Softplus(LaneVector)"/>
    public static double Softplus(double x) => Softplus(Create(x)).ToScalar();

    /// <summary>1/(1 + a), a &gt;= 0, to the last place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static LaneVector ReciprocalOfOnePlus(LaneVector a)
    {
        LaneVector sum = One() + a;
        LaneVector lost = ConditionalSelect(GreaterThan(a, One()), One() - (sum - a), a - (sum - One()));
        return Quotient(One(), sum, lost, One() / sum);
    }

    /// <summary>m and 2^k with e^-2|x| = (1 + m) 2^k.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneVector TanhParts(LaneVector x, out LaneVector power)
    {
        LaneVector a = Abs(x);
        a = ConditionalSelect(GreaterThan(a, Create(TanhReach)), Create(TanhReach), a);
        LaneVector t = Create(-2.0) * a;
        LaneVector shifted = FusedMultiplyAdd(t, Create(Log2E), Create(RoundingShift));
        power = PowerOfTwo(shifted);
        return Expm1Reduced(Reduce(t, shifted - Create(RoundingShift)));
    }

    /// <summary>numerator/(sum + lost) from 1/sum: all but one rounding is made good.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static LaneVector Quotient(LaneVector numerator, LaneVector sum, LaneVector lost, LaneVector reciprocal)
    {
        LaneVector quotient = numerator * reciprocal;
        LaneVector residual = FusedMultiplyAdd(-quotient, lost, FusedMultiplyAdd(-quotient, sum, numerator));
        return FusedMultiplyAdd(residual, reciprocal, quotient);
    }

    /// <summary>(numerator + low)/(sum + lost)^2 from 1/sum, likewise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneVector QuotientBySquare(
        LaneVector numerator, LaneVector low, LaneVector sum, LaneVector lost, LaneVector reciprocal)
    {
        LaneVector reciprocalSquare = reciprocal * reciprocal;
        LaneVector quotient = numerator * reciprocalSquare;
        LaneVector square = sum * sum;
        LaneVector rest = FusedMultiplyAdd(sum + sum, lost, FusedMultiplyAdd(sum, sum, -square));
        LaneVector residual = FusedMultiplyAdd(-quotient, rest, FusedMultiplyAdd(-quotient, square, numerator) + low);
        return FusedMultiplyAdd(residual, reciprocalSquare, quotient);
    }
}
