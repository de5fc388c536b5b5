namespace OrleansSymmetry.Witnesses.Arithmetic;

/// <summary>
/// A number as the unevaluated sum of two doubles, some 31 decimal digits: the witness' arithmetic, which shares nothing with the
/// kernels. Sums, products and quotients are those of Joldes, Muller and Popescu 2017 ("Tight and rigorous error bounds for basic
/// building blocks of double-word arithmetic", ACM TOMS 44, 15res): a relative error of at most 15 x 2^-106 each.
/// The range is that of double; below 2^-968 the second double loses digits.
/// </summary>
/// <param name="High">The sum rounded to double.</param>
/// <param name="Low">What is left.</param>
public readonly partial record struct DoubleDouble(double High, double Low)
{
    /// <summary>2^-968: above it both doubles are normal numbers.</summary>
    private const double LeastFull = 2.004168360008973e-292;

    public static DoubleDouble Zero => new(0, 0);

    public static DoubleDouble One => new(1, 0);

    public static implicit operator DoubleDouble(double value) => new(value, 0);

    public static explicit operator double(DoubleDouble value) => value.High;

    public static DoubleDouble operator -(DoubleDouble a) => new(-a.High, -a.Low);

    public static DoubleDouble operator +(DoubleDouble a, DoubleDouble b)
    {
        (double s, double e) = TwoSum(a.High, b.High);
        (double t, double f) = TwoSum(a.Low, b.Low);
        (s, e) = QuickTwoSum(s, e + t);
        return Normalised(s, e + f);
    }

    public static DoubleDouble operator +(DoubleDouble a, double b)
    {
        (double s, double e) = TwoSum(a.High, b);
        return Normalised(s, e + a.Low);
    }

    public static DoubleDouble operator -(DoubleDouble a, DoubleDouble b) => a + (-b);

    public static DoubleDouble operator -(DoubleDouble a, double b) => a + (-b);

    public static DoubleDouble operator *(DoubleDouble a, DoubleDouble b)
    {
        double p = a.High * b.High;
        double e = Math.FusedMultiplyAdd(a.High, b.High, -p);
        e = Math.FusedMultiplyAdd(a.High, b.Low, Math.FusedMultiplyAdd(a.Low, b.High, Math.FusedMultiplyAdd(a.Low, b.Low, e)));
        return Normalised(p, e);
    }

    public static DoubleDouble operator *(DoubleDouble a, double b)
    {
        double p = a.High * b;
        double e = Math.FusedMultiplyAdd(a.High, b, -p);
        return Normalised(p, Math.FusedMultiplyAdd(a.Low, b, e));
    }

    public static DoubleDouble operator *(double a, DoubleDouble b) => b * a;

    public static DoubleDouble operator /(DoubleDouble a, DoubleDouble b)
    {
        double q = a.High / b.High;
        if (!double.IsFinite(q) || q == 0)
        {
            return q;
        }

        DoubleDouble rest = a - (b * q);
        double q1 = rest.High / b.High;
        rest -= b * q1;
        (q, q1) = QuickTwoSum(q, q1);
        return new DoubleDouble(q, q1) + (rest.High / b.High);
    }

    public static bool operator <(DoubleDouble a, DoubleDouble b) => a.High < b.High || (a.High == b.High && a.Low < b.Low);

    public static bool operator >(DoubleDouble a, DoubleDouble b) => b < a;

    /// <summary>Whether it is large enough to have all 31 digits.</summary>
    public bool IsFull => Math.Abs(High) >= LeastFull;

    /// <summary>The product of two doubles, exactly.</summary>
    public static DoubleDouble Product(double a, double b)
    {
        double p = a * b;
        return new DoubleDouble(p, Math.FusedMultiplyAdd(a, b, -p));
    }

    /// <summary>The sum of two doubles, exactly.</summary>
    public static DoubleDouble Sum(double a, double b)
    {
        (double s, double e) = TwoSum(a, b);
        return new DoubleDouble(s, e);
    }

    public static DoubleDouble Abs(DoubleDouble x) => x.High < 0 ? -x : x;

    public static DoubleDouble Max(DoubleDouble a, DoubleDouble b) => a < b ? b : a;

    /// <summary>x 2^k.</summary>
    public static DoubleDouble ScaleB(DoubleDouble x, int k) => new(Math.ScaleB(x.High, k), Math.ScaleB(x.Low, k));

    /// <summary>The square root: that of double with one step of Newton's method.</summary>
    public static DoubleDouble Sqrt(DoubleDouble x)
    {
        if (x.High == 0)
        {
            return Zero;
        }

        double root = Math.Sqrt(x.High);
        DoubleDouble rest = x - Product(root, root);
        return Sum(root, rest.High / (2 * root));
    }

    private static (double Sum, double Error) TwoSum(double a, double b)
    {
        double s = a + b;
        double t = s - a;
        return (s, (a - (s - t)) + (b - t));
    }

    private static (double Sum, double Error) QuickTwoSum(double a, double b)
    {
        double s = a + b;
        return (s, b - (s - a));
    }

    // An infinite high part would turn the low one into NaN.
    private static DoubleDouble Normalised(double high, double low)
    {
        double s = high + low;
        return double.IsFinite(s) ? new DoubleDouble(s, low - (s - high)) : new DoubleDouble(high, 0);
    }
}
