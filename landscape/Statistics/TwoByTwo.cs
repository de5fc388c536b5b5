using MathNet.Numerics.Distributions;

namespace OrleansSymmetry.Landscape.Statistics;

/// <summary>Whether two counts come from one probability.</summary>
public static class TwoByTwo
{
    /// <summary>Tables as likely as the one at hand are counted with it in spite of rounding.</summary>
    private const double Slack = 1 + 1e-9;

    /// <summary>
    /// Fisher's exact test, two-sided: the probability, if both counts have one probability and their sum is given, of a table
    /// that is no more likely than this one (Fisher 1935; tables ordered by their probability).
    /// </summary>
    /// <param name="hits">Hits of the first series.</param>
    /// <param name="trials">Its length.</param>
    /// <param name="otherHits">Hits of the second.</param>
    /// <param name="otherTrials">Its length.</param>
    public static double FisherExact(int hits, int trials, int otherHits, int otherTrials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfNegative(otherHits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hits, trials);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(otherHits, otherTrials);
        int all = trials + otherTrials;
        int allHits = hits + otherHits;
        double here = Hypergeometric.PMFLn(all, allHits, trials, hits);
        double sum = 0;
        for (int k = 0; k <= allHits; k++)
        {
            // Minus infinity for a table that there is not.
            double there = Hypergeometric.PMFLn(all, allHits, trials, k);
            sum += there <= here + Math.Log(Slack) ? Math.Exp(there) : 0;
        }

        return Math.Min(1, sum);
    }
}
