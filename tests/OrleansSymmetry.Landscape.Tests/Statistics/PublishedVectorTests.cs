using OrleansSymmetry.Landscape.Statistics;

namespace OrleansSymmetry.Landscape.Tests.Statistics;

/// <summary>The values that scikit-bio's own tests hold its estimators to (skbio.diversity.alpha, Modified BSD License).</summary>
public sealed class PublishedVectorTests
{
    [Theory]
    [InlineData(1.0, 2)]
    [InlineData(2.0, 12, 9)]
    [InlineData(3.0, 12, 2, 8)]
    [InlineData(4.0, 12, 2, 1)]
    [InlineData(7.0, 12, 1, 2, 1)]
    [InlineData(4.6, 12, 3, 2, 1)]
    [InlineData(5.62749672, 12, 3, 6, 1, 10)]
    [InlineData(4.0, 12, 12, 13, 14)]
    [InlineData(9.35681818182, 1, 1, 10, 10, 1)]
    public void Abundance_coverage_agrees_with_scikit_bio(double expected, params int[] hits) =>
        Assert.Equal(expected, AbundanceCoverage.Of(Of(hits))!.Value, 1e-7);

    /// <summary>scikit-bio leaves the factor (n - 1)/n out, which Chao (1987) has.</summary>
    [Theory]
    [InlineData(10.5, 1, 1, 4, 2, 5, 2, 4, 1, 2)]
    [InlineData(4, 2, 2, 4, 5)]
    public void Chao1_agrees_with_scikit_bio_but_for_its_factor(double expected, params int[] hits)
    {
        Abundances abundances = Of(hits);
        double n = abundances.Runs;

        double unseen = Chao1.Of(abundances)!.Estimate - abundances.Classes;

        Assert.Equal(expected, abundances.Classes + (unseen * n / (n - 1)), 1e-12);
    }

    [Fact]
    public void Runs_for_a_coverage_are_where_the_curve_crosses_it()
    {
        // One class of probability 1: any run covers it.
        Assert.Equal(1, RunsForCoverage.Needed(Of([40]), 0.95));

        // Two classes, hit equally: one run covers half, and m runs miss one of them with probability about 2^-m each.
        Assert.Equal(5, RunsForCoverage.Needed(Of([100_000, 100_000]), 0.95));

        // Every run a class of its own, as iNEXT extrapolates it: 1 - (9/11)^(m + 1) reaches 0.95 at m = 14.
        Assert.Equal(18, RunsForCoverage.Needed(Of([1, 1, 1, 1]), 0.95));
    }

    [Fact]
    public void Coverage_among_fewer_runs_is_what_drawing_them_gives()
    {
        // Of 3 + 2 + 1 runs draw m, then one of the others: the chance that its class is among the m, over all orders.
        int[] runs = [0, 0, 0, 1, 1, 2];
        Abundances abundances = Of([3, 2, 1]);
        for (int m = 1; m < runs.Length; m++)
        {
            (int covered, int all) = (0, 0);
            for (int drawn = 0; drawn < 1 << runs.Length; drawn++)
            {
                if (System.Numerics.BitOperations.PopCount((uint)drawn) != m)
                {
                    continue;
                }

                for (int next = 0; next < runs.Length; next++)
                {
                    if ((drawn >> next & 1) == 0)
                    {
                        all++;
                        covered += Enumerable.Range(0, runs.Length).Any(i => (drawn >> i & 1) == 1 && runs[i] == runs[next]) ? 1 : 0;
                    }
                }
            }

            Assert.Equal((double)covered / all, RunsForCoverage.Expected(abundances, m), 1e-12);
        }
    }

    private static Abundances Of(int[] hits) => new(hits.Select(count => (long)count));
}
