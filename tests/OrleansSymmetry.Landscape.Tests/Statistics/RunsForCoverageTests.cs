using OrleansSymmetry.Landscape.Statistics;

namespace OrleansSymmetry.Landscape.Tests.Statistics;

public sealed class RunsForCoverageTests
{
    // n = 10, f1 = 3, f2 = 2.
    private static readonly Abundances Small = new([1, 1, 1, 2, 2, 3]);

    // n = 52, f1 = 50, f2 = 1: nearly every run found a class of its own.
    private static readonly Abundances Scattered = new([.. Enumerable.Repeat(1L, 50), 2]);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    public void Coverage_among_more_runs_is_that_of_chao_and_jost(int more)
    {
        // Their equation 12: 1 - f1/n ((n-1) f1 / ((n-1) f1 + 2 f2))^(m + 1), here with 27/31.
        double expected = 1 - (0.3 * Math.Exp((more + 1) * (Math.Log(27) - Math.Log(31))));
        Assert.Equal(expected, RunsForCoverage.Expected(Small, 10 + more), 1e-14);
    }

    [Fact]
    public void Number_of_runs_is_not_told_by_one_run()
    {
        Assert.Null(RunsForCoverage.Needed(new Abundances([1]), 0.5));
        Assert.Null(RunsForCoverage.Needed(new Abundances([]), 0.5));
    }

    [Fact]
    public void Runs_for_a_coverage_far_beyond_those_made_are_found()
    {
        // 1 - (50/52) (2550/2552)^(m + 1) reaches 0.95 where (m + 1) log(2552/2550) = log((50/52)/0.05).
        long more = (long)Math.Ceiling((Math.Log(50.0 / 52 / 0.05) / Math.Log(2552.0 / 2550)) - 1);
        Assert.Equal(52 + more, RunsForCoverage.Needed(Scattered, 0.95));
    }

    [Fact]
    public void Runs_for_a_coverage_out_of_sight_are_not_told()
    {
        // About 3770 runs more shrink what is missing to a twentieth; 1e-12 is past a thousand times the 52 that were made.
        Assert.NotNull(RunsForCoverage.Needed(Scattered, 1 - 1e-8));
        Assert.Null(RunsForCoverage.Needed(Scattered, 1 - 1e-15));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(25)]
    public void Runs_for_the_coverage_of_so_many_runs_are_so_many(long runs) =>
        Assert.Equal(runs, RunsForCoverage.Needed(Small, RunsForCoverage.Expected(Small, runs)));
}
