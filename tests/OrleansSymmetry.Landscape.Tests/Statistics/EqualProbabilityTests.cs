using OrleansSymmetry.Landscape.Statistics;

namespace OrleansSymmetry.Landscape.Tests.Statistics;

public sealed class EqualProbabilityTests
{
    // scipy.stats.fisher_exact([[hits, trials - hits], [otherHits, otherTrials - otherHits]])
    [Theory]
    [InlineData(3, 4, 1, 4, 0.48571428571428565)] // the lady tasting tea
    [InlineData(8, 10, 1, 6, 0.034965034965034975)]
    [InlineData(0, 1500, 5, 1500, 0.06229170150477252)]
    [InlineData(189, 500, 160, 500, 0.06314878443652693)]
    [InlineData(10, 10, 10, 10, 1)]
    public void Fisher_test_agrees_with_scipy(int hits, int trials, int otherHits, int otherTrials, double p) =>
        Assert.Equal(p, TwoByTwo.FisherExact(hits, trials, otherHits, otherTrials), 1e-10);

    [Fact]
    public void Equal_shares_test_agrees_with_the_exact_distribution()
    {
        // Four hits in two classes: 4 + 0 with probability 2/16, 3 + 1 with 8/16, 2 + 2 with 6/16.
        const int Allocations = 20_000;

        Assert.Equal(2.0 / 16, EqualShares.PValue([4, 0], Allocations), 0.01);
        Assert.Equal(10.0 / 16, EqualShares.PValue([1, 3], Allocations), 0.015);
        Assert.Equal(1, EqualShares.PValue([2, 2], Allocations));
        Assert.Equal(1, EqualShares.PValue([7], Allocations));

        // Five hits in three classes: all ways but the 90 of 243 that give 2 + 2 + 1 are at least as uneven as 3 + 1 + 1.
        Assert.Equal(153.0 / 243, EqualShares.PValue([1, 1, 3], Allocations), 0.015);
    }

    [Fact]
    public void Equal_shares_test_agrees_with_the_chi_square_distribution_where_hits_are_many()
    {
        // Statistic (36 + 16 + 4 + 0 + 16) / 100 = 0.72... of scipy.stats.chisquare([106, 96, 102, 100, 96]): p 0.9488.
        Assert.Equal(0.9488, EqualShares.PValue([106, 96, 102, 100, 96], 20_000), 0.01);
    }
}
