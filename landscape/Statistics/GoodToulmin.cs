namespace OrleansSymmetry.Landscape.Statistics;

/// <summary>
/// The expected number of new classes in the next m runs, for m up to n (Good and Toulmin 1956, Biometrika 43, 45).
/// </summary>
public static class GoodToulmin
{
    /// <summary>-sum_k (-m/n)^k f_k.</summary>
    /// <param name="abundances">The census, of at least one run.</param>
    /// <param name="runs">m, from 0 to n: beyond n the series has no use.</param>
    public static double NewClasses(Abundances abundances, long runs)
    {
        ArgumentNullException.ThrowIfNull(abundances);
        ArgumentOutOfRangeException.ThrowIfNegative(runs);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(runs, abundances.Runs);
        double ratio = -(double)runs / Math.Max(1, abundances.Runs);
        double sum = 0;
        double power = 1;
        long reached = 0;
        foreach ((long k, long count) in abundances.Frequencies)
        {
            power *= IntegerPower(ratio, k - reached);
            reached = k;
            sum -= power * count;
        }

        return sum;
    }

    private static double IntegerPower(double value, long exponent)
    {
        double power = 1;
        for (; exponent > 0; exponent >>= 1)
        {
            power *= (exponent & 1) == 1 ? value : 1;
            value *= value;
        }

        return power;
    }
}
