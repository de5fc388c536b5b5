using OrleansSymmetry.Landscape.Statistics;

namespace OrleansSymmetry.Landscape.Tests.Statistics;

/// <summary>Every statistic refuses what it is not defined for, and takes the ends of what it is defined for.</summary>
public sealed class RangeTests
{
    private static readonly Abundances Four = new([3, 1]);

    public static TheoryData<string, Action> Outside => new()
    {
        { "a class of no hits", () => _ = new Abundances([3, 0]) },
        { "no allocation", () => EqualShares.PValue([3, 1], 0) },
        { "new classes in fewer than no runs", () => GoodToulmin.NewClasses(Four, -1) },
        { "new classes in more runs than were made", () => GoodToulmin.NewClasses(Four, 5) },
        { "classes among fewer than no runs", () => Rarefaction.Expected(Four, -1) },
        { "classes among more runs than were made", () => Rarefaction.Expected(Four, 5) },
        { "coverage of 0", () => RunsForCoverage.Needed(Four, 0) },
        { "coverage of 1", () => RunsForCoverage.Needed(Four, 1) },
        { "coverage among no runs", () => RunsForCoverage.Expected(Four, 0) },
        { "a bound of fewer than no events", () => BinomialBound.Upper(-1, 4, 0.05) },
        { "a bound of more events than trials", () => BinomialBound.Upper(5, 4, 0.05) },
        { "a bound without risk", () => BinomialBound.Upper(1, 4, 0) },
        { "a bound that errs as often as not", () => BinomialBound.Upper(1, 4, 0.5) },
        { "a look before the first", () => FrozenHalf.RiskOfLook(0) },
        { "a look at no runs", () => FrozenHalf.NumberOfLook(0) },
        { "fewer than no hits", () => TwoByTwo.FisherExact(-1, 4, 1, 4) },
        { "fewer than no other hits", () => TwoByTwo.FisherExact(1, 4, -1, 4) },
        { "more hits than trials", () => TwoByTwo.FisherExact(5, 4, 1, 4) },
        { "more other hits than trials", () => TwoByTwo.FisherExact(1, 4, 5, 4) },
        { "share of no runs", () => WilsonInterval.Of(0, 0) },
        { "share of fewer than no hits", () => WilsonInterval.Of(-1, 4) },
        { "share of more hits than runs", () => WilsonInterval.Of(5, 4) },
    };

    [Theory]
    [MemberData(nameof(Outside))]
    public void Statistic_outside_its_range_is_refused(string what, Action statistic)
    {
        Assert.NotEmpty(what);
        Assert.Throws<ArgumentOutOfRangeException>(statistic);
    }

    [Fact]
    public void Statistic_at_the_ends_of_its_range_has_its_exact_value()
    {
        Assert.Equal(0, GoodToulmin.NewClasses(Four, 0));
        Assert.Equal(0, GoodToulmin.NewClasses(new Abundances([]), 0));
        Assert.Equal(0, Rarefaction.Expected(Four, 0));
        Assert.Equal(2, Rarefaction.Expected(Four, 4));
        Assert.Equal(1, ChaoJostCoverage.Of(new Abundances([1])));
        Assert.Equal(1, EqualShares.PValue([], 1));
        Assert.Equal(1, EqualShares.PValue([0, 0], 1));
        for (int runs = 1; runs <= 1000; runs++)
        {
            Assert.Equal(0, WilsonInterval.Of(0, runs).Low);
            Assert.Equal(1, WilsonInterval.Of(runs, runs).High);
        }
    }
}
