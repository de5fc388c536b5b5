using System.Runtime.CompilerServices;
using static System.Runtime.Intrinsics.Vector512;

namespace OrleansSymmetry.Landscape.Lanes;

public static partial class LaneMath
{
    /// <summary>tanh(x) is 1 to the last place from here on (half of it, 22, would do for 53 bits).</summary>
    private const double TanhSaturation = 44;

    /// <summary>The hyperbolic tangent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneVector Tanh(LaneVector x)
    {
        LaneVector t = Abs(x);
        t += t;
        t = ConditionalSelect(GreaterThan(t, Create(TanhSaturation)), Create(TanhSaturation), t);
        LaneVector shifted = FusedMultiplyAdd(t, Create(Log2E), Create(RoundingShift));
        LaneVector m = Expm1Reduced(Reduce(t, shifted - Create(RoundingShift)));
        LaneVector s = PowerOfTwo(shifted);
        LaneVector e = FusedMultiplyAdd(s, m, s - One());
        return WithSignOf(e / (e + Create(2.0)), x);
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
}
