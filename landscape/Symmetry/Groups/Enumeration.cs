using System.Numerics;

namespace OrleansSymmetry.Landscape.Symmetry.Groups;

/// <summary>
/// How far a great effort gets in listing the copies of one optimum: so many computers, each listing so many copies a second,
/// none twice, for so many years of 365 days.
/// </summary>
/// <param name="Computers">Number of computers; greater than 0.</param>
/// <param name="PerSecond">Copies that each lists a second; greater than 0.</param>
/// <param name="Years">Years of 365 days; greater than 0. The universe is 13e9 years old, roughly.</param>
public sealed record Enumeration(double Computers, double PerSecond, double Years)
{
    private const double SecondsPerYear = 365.0 * 24 * 60 * 60;

    /// <summary>Duration in seconds.</summary>
    public double Seconds => Years * SecondsPerYear;

    /// <summary>Decimal logarithm of the copies that are listed.</summary>
    public double Log10Listed => Math.Log10(Computers) + Math.Log10(PerSecond) + Math.Log10(Seconds);

    /// <summary>Decimal logarithm of the factor by which the effort is short of <paramref name="copies"/>; negative where it suffices.</summary>
    public double Log10ShortOf(BigInteger copies) => BigInteger.Log10(copies) - Log10Listed;

    /// <summary>The largest number of units of one layer whose copies the effort lists in full.</summary>
    /// <param name="forms">Forms of each unit: 2 where it has a flip, else 1.</param>
    public int LargestLayer(int forms)
    {
        double log10 = 0;
        int units = 0;
        while (log10 + Math.Log10((units + 1.0) * forms) <= Log10Listed)
        {
            units++;
            log10 += Math.Log10((double)units * forms);
        }

        return units;
    }

    /// <summary>
    /// Expected number of copies drawn at random, each as likely as any, per copy that there is, until every one was drawn: the
    /// harmonic number H_N (coupon collector), by ln N + 0.5772 + 1/(2N) where N is large.
    /// </summary>
    public static double DrawsPerCopy(BigInteger copies)
    {
        const int SummedUpTo = 1_000;
        const double EulerMascheroni = 0.57721566490153286;
        if (copies > SummedUpTo)
        {
            return BigInteger.Log(copies) + EulerMascheroni + (0.5 / (double)copies);
        }

        double sum = 0;
        for (int i = 1; i <= copies; i++)
        {
            sum += 1.0 / i;
        }

        return sum;
    }

    /// <summary>The largest deck of cards with at most so many orders: the largest n with n! at most <paramref name="copies"/>.</summary>
    public static int DeckOf(BigInteger copies)
    {
        int cards = 1;
        for (BigInteger orders = BigInteger.One; orders * (cards + 1) <= copies; cards++)
        {
            orders *= cards + 1;
        }

        return cards;
    }
}
