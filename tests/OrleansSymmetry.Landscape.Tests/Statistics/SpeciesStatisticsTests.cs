using OrleansSymmetry.Landscape.Statistics;

namespace OrleansSymmetry.Landscape.Tests.Statistics;

/// <summary>Values computed by hand or with other packages from the same abundances.</summary>
public sealed class SpeciesStatisticsTests
{
    private static readonly Abundances Sample =
        new([46, 22, 17, 15, 15, 9, 8, 6, 6, 4, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);

    [Fact]
    public void Abundances_count_runs_classes_and_rare_ones()
    {
        Assert.Equal((168, 26, 12, 4), (Sample.Runs, Sample.Classes, Sample.Singletons, Sample.Doubletons));
    }

    [Fact]
    public void Chao1_of_theSample_has_the_published_estimate_error_and_interval()
    {
        Chao1 estimate = Chao1.Of(Sample)!;
        Assert.Equal(43.892857, estimate.Estimate, 1e-6);
        Assert.Equal(14.305578, estimate.StandardError, 1e-6);
        Assert.Equal(30.511048, estimate.Low, 1e-6);
        Assert.Equal(96.971164, estimate.High, 1e-6);
    }

    [Fact]
    public void Chao1_without_doubletons_takes_the_other_form()
    {
        // n = 13, f1 = 3, f2 = 0: 4 + (12/13) 3 2/2.
        Chao1 estimate = Chao1.Of(new Abundances([10, 1, 1, 1]))!;
        Assert.Equal(4 + (12.0 / 13 * 3), estimate.Estimate, 1e-12);
        double a = 12.0 / 13;
        double variance = (a * 3) + (a * a * 3 * 25 / 4) - (a * a * 81 / (4 * estimate.Estimate));
        Assert.Equal(Math.Sqrt(variance), estimate.StandardError, 1e-12);
    }

    [Fact]
    public void Chao1_without_singletons_is_what_was_seen()
    {
        Assert.Equal(new Chao1(3, 0, 3, 3), Chao1.Of(new Abundances([5, 4, 2])));
    }

    [Fact]
    public void Coverages_of_theSample_have_the_published_values()
    {
        Assert.Equal(1 - (12.0 / 168), GoodTuringCoverage.Of(Sample)!.Value, 1e-15);
        Assert.Equal(0.928855, ChaoJostCoverage.Of(Sample)!.Value, 1e-6);
        Assert.Equal(1, ChaoJostCoverage.Of(new Abundances([2, 3])));
    }

    /// <summary>What iNEXT's Chat.Ind gives at m = n, worked out by hand from its formula.</summary>
    [Theory]
    [InlineData(1, 6, 2)]
    [InlineData(1 - (2.0 / 9 * 16 / 18), 5, 2, 1, 1)]
    [InlineData(2.0 / 11, 1, 1, 1, 1)]
    [InlineData(1, 2, 2)]
    [InlineData(1, 704, 236, 44, 3, 1)]
    [InlineData(1, 600, 300, 83, 55, 53, 36)]
    [InlineData(1 - (3.0 / 44 * 129 / 131), 30, 9, 2, 1, 1, 1)]
    [InlineData(1, 40)]
    [InlineData(1, 1)]
    [InlineData(1 - (2.0 / 12 * 11 / 13), 10, 1, 1)]
    public void Chao_jost_coverage_is_that_of_the_authors_package(double expected, params int[] hits) =>
        Assert.Equal(expected, ChaoJostCoverage.Of(new Abundances(hits.Select(count => (long)count)))!.Value, 1e-14);

    [Fact]
    public void Abundance_coverage_of_theSample_has_the_published_value()
    {
        Assert.Equal(48.415229, AbundanceCoverage.Of(Sample)!.Value, 1e-6);
        Assert.Equal(Chao1.Of(new Abundances([20, 1, 1]))!.Estimate, AbundanceCoverage.Of(new Abundances([20, 1, 1])));
        Assert.Equal(2, AbundanceCoverage.Of(new Abundances([20, 30])));
    }

    [Theory]
    [InlineData(10, 6.478617)]
    [InlineData(100, 20.459426)]
    [InlineData(168, 26)]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public void Rarefaction_of_theSample_has_the_published_values(long runs, double expected) =>
        Assert.Equal(expected, Rarefaction.Expected(Sample, runs), 1e-6);

    [Fact]
    public void Rarefaction_of_a_hundred_million_runs_keeps_its_digits()
    {
        // Two classes of n/2 hits: 2 (1 - C(n/2, 2)/C(n, 2)) = 2 - (n/2 - 1)/(n - 1) for m = 2.
        long half = 50_000_000;
        Assert.Equal(2 - ((half - 1.0) / ((2.0 * half) - 1)), Rarefaction.Expected(new Abundances([half, half]), 2), 1e-14);
    }

    [Fact]
    public void Discovery_curve_stands_at_one_two_five_and_ends_at_all_runs()
    {
        Assert.Equal([1, 2, 5, 10, 20, 50, 100, 168], Rarefaction.Curve(Sample).Select(point => point.Runs));
        Assert.Equal(26, Rarefaction.Curve(Sample)[^1].Classes);
        Assert.Equal([(1L, 1.0)], Rarefaction.Curve(new Abundances([1])));
        Assert.Empty(Rarefaction.Curve(new Abundances([])));
        Assert.Equal([1, 2, 5, 10], Rarefaction.Curve(new Abundances([4, 3, 3])).Select(point => point.Runs));
        Assert.Equal([1, 2, 5, 10, 20], Rarefaction.Curve(new Abundances([14, 3, 3])).Select(point => point.Runs));
        Assert.All(Rarefaction.Curve(Sample), point => Assert.Equal(Rarefaction.Expected(Sample, point.Runs), point.Classes));
    }

    [Theory]
    [InlineData(10, 0.700101)]
    [InlineData(100, 5.505726)]
    public void Good_toulmin_of_theSample_has_the_published_values(long runs, double expected) =>
        Assert.Equal(expected, GoodToulmin.NewClasses(Sample, runs), 1e-6);

    [Theory]
    [InlineData(3, 1000, 0.003, 0.001021, 0.008783)]
    [InlineData(82, 1500, 0.054667, 0.0443, 0.0673)] // the pooled 5.47 % [4.43, 6.73] of the two-layer ReLU students with k = 7
    [InlineData(0, 10, 0, 0, 0.277533)]
    [InlineData(10, 10, 1, 0.722467, 1)]
    public void Wilson_interval_has_the_published_values(long hits, long runs, double estimate, double low, double high)
    {
        (double actual, double actualLow, double actualHigh) = WilsonInterval.Of(hits, runs);
        Assert.Equal(estimate, actual, 5e-5);
        Assert.Equal(low, actualLow, 5e-5);
        Assert.Equal(high, actualHigh, 5e-5);
    }

    [Fact]
    public void Empty_census_has_no_estimates()
    {
        var empty = new Abundances([]);
        Assert.Null(Chao1.Of(empty));
        Assert.Null(AbundanceCoverage.Of(empty));
        Assert.Null(GoodTuringCoverage.Of(empty));
        Assert.Null(ChaoJostCoverage.Of(empty));
    }

    [Fact]
    public void Rounding_keeps_twelve_significant_digits()
    {
        Assert.Equal(0.333333333333, SignificantDigits.Round(1.0 / 3));
        Assert.Equal(-123456789012000.0, SignificantDigits.Round(-123456789012345.0));
        Assert.Equal(0, SignificantDigits.Round(0));
        Assert.Equal(double.NaN, SignificantDigits.Round(double.NaN));
        Assert.Equal(double.NegativeInfinity, SignificantDigits.Round(double.NegativeInfinity));
    }
}
