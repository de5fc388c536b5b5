namespace OrleansSymmetry.Landscape.Statistics;

/// <summary>
/// A lower bound of the number of classes from those seen once and twice (Chao 1984, Scand. J. Stat. 11, 265), with the
/// variance and the interval of Chao (1987, Biometrics 43, 783) as EstimateS writes them.
/// </summary>
/// <param name="Estimate">The bound.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end.</param>
public sealed record Chao1(double Estimate, double StandardError, double Low, double High)
{
    /// <summary>The estimate; null where no run ended in a class.</summary>
    public static Chao1? Of(Abundances abundances)
    {
        ArgumentNullException.ThrowIfNull(abundances);
        if (abundances.Runs == 0)
        {
            return null;
        }

        double seen = abundances.Classes;
        double f1 = abundances.Singletons;
        double f2 = abundances.Doubletons;
        double a = (abundances.Runs - 1) / (double)abundances.Runs;
        double estimate;
        double variance;
        if (f2 > 0)
        {
            double r = f1 / f2;
            estimate = seen + (a * f1 * f1 / (2 * f2));
            variance = f2 * ((a * r * r / 2) + (a * a * r * r * r) + (a * a * r * r * r * r / 4));
        }
        else
        {
            estimate = seen + (a * f1 * (f1 - 1) / 2);
            variance = (a * f1 * (f1 - 1) / 2)
                + (a * a * f1 * ((2 * f1) - 1) * ((2 * f1) - 1) / 4)
                - (a * a * f1 * f1 * f1 * f1 / (4 * estimate));
        }

        // One run alone: the formula's difference can fall a rounding below 0.
        variance = Math.Max(0, variance);
        (double low, double high) = Interval(seen, estimate - seen, variance);
        return new Chao1(estimate, Math.Sqrt(variance), low, high);
    }

    private static (double Low, double High) Interval(double seen, double unseen, double variance)
    {
        if (unseen == 0)
        {
            return (seen, seen);
        }

        double factor = Math.Exp(NormalQuantile95.Value * Math.Sqrt(Math.Log(1 + (variance / (unseen * unseen)))));
        return (SignificantDigits.Round(seen + (unseen / factor)), SignificantDigits.Round(seen + (unseen * factor)));
    }
}
