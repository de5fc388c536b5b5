using OrleansSymmetry.Landscape.Lanes;

namespace OrleansSymmetry.Landscape.Statistics;

/// <summary>
/// The exact upper confidence bound of a probability from a count (Clopper and Pearson 1934, Biometrika 26, 404): the quantile
/// 1 - alpha of Beta(x + 1, m - x). It is the p at which x events or fewer among m have probability alpha. The bits are the same on
/// every machine, since sweeps stop by it.
/// </summary>
public static class BinomialBound
{
    /// <summary>Terms below this part of the sum do not change it.</summary>
    private const double Negligible = 1e-18;

    /// <summary>Counts from here on take the asymptotic series of log n! - Stirling's formula; its first term left out is below 1e-18.</summary>
    private const long SeriesFrom = 128;

    /// <summary>The bisection ends where its bracket is this part of the bound: a few units in the last place.</summary>
    private const double Accuracy = 4e-16;

    /// <summary>The bound.</summary>
    /// <param name="events">x, from 0 to m.</param>
    /// <param name="trials">m, at least 0; without a trial the bound is 1.</param>
    /// <param name="alpha">The probability, in (0, 1/2), that the bound is too low.</param>
    public static double Upper(long events, long trials, double alpha)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(events);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(events, trials);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(alpha, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(alpha, 0.5);
        if (events == trials)
        {
            return 1;
        }

        // The median of the Beta distribution lies above x/m, and so does every quantile above a half.
        double low = events / (double)trials;
        double high = 1;
        while (high - low > Accuracy * high)
        {
            double middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high)
            {
                break;
            }

            (low, high) = AtMost(events, trials, middle) > alpha ? (middle, high) : (low, middle);
        }

        return high;
    }

    /// <summary>The probability of x events or fewer, for p above x/m: terms fall from the last one down.</summary>
    private static double AtMost(long events, long trials, double p)
    {
        double odds = (1 - p) / p;
        double term = 1;
        double sum = 1;
        for (long x = events; x > 0 && term > Negligible * sum; x--)
        {
            term *= x / (double)(trials - x + 1) * odds;
            sum += term;
        }

        return Exactly(events, trials, p) * sum;
    }

    /// <summary>
    /// The probability of x events, by the saddle-point expansion (Loader 2000, Fast and accurate computation of binomial
    /// probabilities): differences of log-gammas would lose the digits of m log m.
    /// </summary>
    private static double Exactly(long events, long trials, double p)
    {
        double m = trials;
        if (events == 0)
        {
            return LaneMath.Exp(m * LaneMath.Log1p(-p));
        }

        double x = events;
        double rest = m - x;
        double exponent = StirlingError(trials) - StirlingError(events) - StirlingError(trials - events)
            - Deviance(x, m * p) - Deviance(rest, m * (1 - p));
        return LaneMath.Exp(exponent) * Math.Sqrt(m / (2 * Math.PI * x * rest));
    }

    /// <summary>x log(x/mean) + mean - x, without cancellation where x is near its mean: Loader's series.</summary>
    private static double Deviance(double x, double mean)
    {
        const double Near = 0.1;
        double difference = x - mean;
        if (Math.Abs(difference) >= Near * (x + mean))
        {
            return (x * LaneMath.Log(x / mean)) - difference;
        }

        double v = difference / (x + mean);
        double sum = difference * v;
        double power = 2 * x * v;
        for (int j = 3; ; j += 2)
        {
            power *= v * v;
            double next = sum + (power / j);
            if (next == sum)
            {
                return next;
            }

            sum = next;
        }
    }

    /// <summary>log n! - log(sqrt(2 pi n) (n/e)^n).</summary>
    private static double StirlingError(long n)
    {
        // Below the series' range by the recurrence d(n) = d(n + 1) + (n + 1/2) log(1 + 1/n) - 1, all of whose terms are positive.
        double sum = 0;
        for (; n < SeriesFrom; n++)
        {
            sum += LogRatio(n);
        }

        double square = (double)n * n;
        return sum + (((1.0 / 12) - (((1.0 / 360) - (((1.0 / 1260) - (1.0 / 1680 / square)) / square)) / square)) / n);
    }

    /// <summary>(n + 1/2) log(1 + 1/n) - 1 = sum over k from 1 of z^2k/(2k + 1), with z = 1/(2n + 1): no cancellation.</summary>
    private static double LogRatio(long n)
    {
        double z = 1.0 / ((2 * n) + 1);
        double sum = 0;
        double power = 1;
        for (int k = 1; ; k++)
        {
            power *= z * z;
            double next = sum + (power / ((2 * k) + 1));
            if (next == sum)
            {
                return sum;
            }

            sum = next;
        }
    }
}
