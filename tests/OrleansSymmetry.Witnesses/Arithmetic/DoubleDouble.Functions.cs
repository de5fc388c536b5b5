namespace OrleansSymmetry.Witnesses.Arithmetic;

/// <summary>Elementary functions by power series, continued fractions and Newton's method; checked against mpmath's values.</summary>
public readonly partial record struct DoubleDouble
{
    /// <summary>Terms of the exponential's series at |r| &lt;= ln(2)/128: the first one left out is below 2^-115.</summary>
    private const int ExpTerms = 11;

    /// <summary>The series' argument is halved so often, and its sum doubled back.</summary>
    private const int ExpHalvings = 6;

    /// <summary>Terms of the series of sine and cosine at |r| &lt;= pi/4.</summary>
    private const int TrigonometricTerms = 14;

    /// <summary>erf by its series up to here, by the continued fraction of erfc above.</summary>
    private const double ErfSeriesEnd = 3;

    /// <summary>2^-115, below the resolution of the arithmetic: where series and fractions are cut.</summary>
    private const double Resolution = 2.407412430484045e-35;

    /// <summary>|log Resolution|, rounded up.</summary>
    private const double ResolutionExponent = 80;

    /// <summary>Terms of the fraction far out, where it converges at once.</summary>
    private const int FewestFractionTerms = 30;

    private const double ExpUnderflow = -746;
    private const double ExpOverflow = 710;

    private static readonly DoubleDouble LnTwo = new(0.6931471805599453, 2.3190468138462996e-17);
    private static readonly double[] HalfPi = [1.5707963267948966, 6.123233995736766e-17, -1.4973849048591698e-33, 5.562271104316826e-50];
    private static readonly DoubleDouble[] Reciprocals = [.. Enumerable.Range(0, 400).Select(n => n == 0 ? Zero : One / n)];
    private static readonly DoubleDouble[] InverseFactorials = BuildInverseFactorials(2 * (TrigonometricTerms + 2));

    /// <summary>pi.</summary>
    public static DoubleDouble Pi { get; } = new(2 * 1.5707963267948966, 2 * 6.123233995736766e-17);

    /// <summary>1/sqrt(pi).</summary>
    public static DoubleDouble InverseSqrtPi { get; } = One / Sqrt(Pi);

    /// <summary>sqrt(1/2).</summary>
    public static DoubleDouble SqrtHalf { get; } = Sqrt(0.5);

    /// <summary>e^x; where the result is subnormal it is rounded.</summary>
    public static DoubleDouble Exp(DoubleDouble x) => ExpTimes(x, One);

    /// <summary>e^x factor, right also where e^x alone is subnormal.</summary>
    public static DoubleDouble ExpTimes(DoubleDouble x, DoubleDouble factor)
    {
        if (double.IsNaN(x.High))
        {
            return double.NaN;
        }

        if (x.High < 2 * ExpUnderflow)
        {
            return Zero;
        }

        if (x.High > ExpOverflow)
        {
            return double.PositiveInfinity;
        }

        double k = Math.Round(x.High / LnTwo.High);
        DoubleDouble m = One + Expm1Reduced(x - (LnTwo * k));
        return ScaleB(m * factor, (int)k);
    }

    /// <summary>e^x - 1.</summary>
    public static DoubleDouble Expm1(DoubleDouble x)
    {
        const double SmallArgument = 0.34;
        return Math.Abs(x.High) <= SmallArgument ? Expm1Reduced(x) : Exp(x) - One;
    }

    /// <summary>The natural logarithm of a positive number.</summary>
    public static DoubleDouble Log(DoubleDouble x)
    {
        int k = Math.ILogB(x.High);
        DoubleDouble m = ScaleB(x, -k);
        const double SqrtTwo = 1.4142135623730951;
        if (m.High > SqrtTwo)
        {
            m = ScaleB(m, -1);
            k++;
        }

        return (LnTwo * k) + Log1p(m - One);
    }

    /// <summary>log(1 + x), x > -1: one step of Newton's method of third order on expm1.</summary>
    public static DoubleDouble Log1p(DoubleDouble x)
    {
        const double LargeArgument = 1;
        if (x.High > LargeArgument)
        {
            return Log(x + One);
        }

        if (Math.Abs(x.High) <= Resolution)
        {
            return x;
        }

        double u = 1 + x.High;
        double start = u == 1 ? x.High : Math.Log(u) * (x.High / (u - 1));
        DoubleDouble e = Expm1(start);
        DoubleDouble rest = (x - e) / (e + One);
        return rest - (rest * rest * 0.5) + start;
    }

    /// <summary>The hyperbolic tangent.</summary>
    public static DoubleDouble Tanh(DoubleDouble x)
    {
        DoubleDouble e = Expm1(Abs(x) * -2);
        DoubleDouble t = -e / (e + 2);
        return x.High < 0 ? -t : t;
    }

    /// <summary>1/(1 + e^-x).</summary>
    public static DoubleDouble Sigmoid(DoubleDouble x)
    {
        DoubleDouble reciprocal = One / (Exp(-Abs(x)) + One);
        return x.High < 0 ? ExpTimes(x, reciprocal) : reciprocal;
    }

    /// <summary>log(1 + e^x).</summary>
    public static DoubleDouble Softplus(DoubleDouble x)
    {
        DoubleDouble tail = Log1p(Exp(-Abs(x)));
        return x.High > 0 ? x + tail : tail;
    }

    /// <summary>The error function.</summary>
    public static DoubleDouble Erf(DoubleDouble x)
    {
        DoubleDouble a = Abs(x);
        DoubleDouble value = a.High <= ErfSeriesEnd ? ErfSeries(a) : One - ErfcFraction(a);
        return x.High < 0 ? -value : value;
    }

    /// <summary>1 - erf(x).</summary>
    public static DoubleDouble Erfc(DoubleDouble x) => ErfcTimes(x, One);

    /// <summary>erfc(x) factor, right also where erfc(x) alone is subnormal.</summary>
    public static DoubleDouble ErfcTimes(DoubleDouble x, DoubleDouble factor) =>
        x.High > ErfSeriesEnd ? ErfcFraction(x, factor) : (One - Erf(x)) * factor;

    /// <summary>The distribution function of the standard normal distribution.</summary>
    public static DoubleDouble NormalDistribution(DoubleDouble x) => ErfcTimes(-x * SqrtHalf, 0.5);

    /// <summary>The sine; |x| at most 2^50.</summary>
    public static DoubleDouble Sin(DoubleDouble x) => SinCos(x).Sine;

    /// <summary>The cosine; |x| at most 2^50.</summary>
    public static DoubleDouble Cos(DoubleDouble x) => SinCos(x).Cosine;

    /// <summary>Sine and cosine; |x| at most 2^50.</summary>
    public static (DoubleDouble Sine, DoubleDouble Cosine) SinCos(DoubleDouble x)
    {
        double k = Math.Round(x.High / HalfPi[0]);
        DoubleDouble r = x;
        foreach (double part in HalfPi)
        {
            // Each product is exact, and the first difference too.
            r -= Product(k, part);
        }

        DoubleDouble z = r * r;
        DoubleDouble s = Zero, c = Zero;
        for (int n = TrigonometricTerms; n >= 0; n--)
        {
            s = InverseFactorials[(2 * n) + 1] - (z * s);
            c = InverseFactorials[2 * n] - (z * c);
        }

        s *= r;
        return ((long)k & 3) switch { 0 => (s, c), 1 => (c, -s), 2 => (-s, -c), _ => (-c, s) };
    }

    /// <summary>The arc tangent: one step of Newton's method of third order on the tangent.</summary>
    public static DoubleDouble Atan(DoubleDouble x)
    {
        double start = Math.Atan(x.High);
        (DoubleDouble s, DoubleDouble c) = SinCos(start);
        DoubleDouble rest;
        if (Math.Abs(x.High) <= 1)
        {
            rest = ((x * c) - s) / (c + (x * s));
        }
        else
        {
            DoubleDouble inverse = One / x;
            rest = (c - (inverse * s)) / ((inverse * c) + s);
        }

        return rest + start;
    }

    /// <summary>The angle of the point (x, y).</summary>
    public static DoubleDouble Atan2(DoubleDouble y, DoubleDouble x)
    {
        if (Math.Abs(y.High) > Math.Abs(x.High))
        {
            DoubleDouble angle = Pi * 0.5;
            return (y.High < 0 ? -angle : angle) - Atan(x / y);
        }

        DoubleDouble slope = Atan(y / x);
        return x.High > 0 ? slope : y.High < 0 ? slope - Pi : slope + Pi;
    }

    /// <summary>e^r - 1 for |r| &lt;= ln(2)/2: (1 + m)^2 - 1 = m (2 + m) undoes a halving.</summary>
    private static DoubleDouble Expm1Reduced(DoubleDouble r)
    {
        if (Math.Abs(r.High) <= Resolution)
        {
            return r;
        }

        DoubleDouble small = ScaleB(r, -ExpHalvings);
        DoubleDouble m = Zero;
        for (int n = ExpTerms; n >= 2; n--)
        {
            m = small * (m + InverseFactorials[n]);
        }

        m = small + (small * m);
        for (int i = 0; i < ExpHalvings; i++)
        {
            m *= m + 2;
        }

        return m;
    }

    /// <summary>2/sqrt(pi) e^(-x^2) x sum_n (2 x^2)^n/(2n+1)!!: all terms positive (DLMF 7.6.2).</summary>
    private static DoubleDouble ErfSeries(DoubleDouble x)
    {
        DoubleDouble z = x * x * 2;
        int terms = 2;
        for (double term = 1; term > Resolution; terms++)
        {
            term *= z.High / ((2 * terms) + 1);
        }

        DoubleDouble sum = One;
        for (int n = terms; n >= 1; n--)
        {
            sum = (sum * z * Reciprocals[(2 * n) + 1]) + One;
        }

        return ExpTimes(z * -0.5, x * sum) * InverseSqrtPi * 2;
    }

    /// <summary>erfc(x) = e^(-x^2)/sqrt(pi) 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + ...)))) (DLMF 7.9.1).</summary>
    private static DoubleDouble ErfcFraction(DoubleDouble x) => ErfcFraction(x, One);

    private static DoubleDouble ErfcFraction(DoubleDouble x, DoubleDouble factor)
    {
        // The tail after n terms matters by about e^(-2 x sqrt(2n)).
        double root = ResolutionExponent / (2 * x.High);
        int terms = FewestFractionTerms + (int)(root * root / 2);
        DoubleDouble tail = x;
        for (int n = terms; n >= 1; n--)
        {
            tail = x + (new DoubleDouble(0.5 * n, 0) / tail);
        }

        return ExpTimes(-(x * x), InverseSqrtPi * factor / tail);
    }

    private static DoubleDouble[] BuildInverseFactorials(int count)
    {
        var values = new DoubleDouble[count];
        values[0] = One;
        for (int n = 1; n < count; n++)
        {
            values[n] = values[n - 1] / n;
        }

        return values;
    }
}
