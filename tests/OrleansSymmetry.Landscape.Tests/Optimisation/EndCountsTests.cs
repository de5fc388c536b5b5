using OrleansSymmetry.Landscape.Optimisation;

namespace OrleansSymmetry.Landscape.Tests.Optimisation;

public sealed class EndCountsTests
{
    [Fact]
    public void Runs_are_counted_by_how_they_ended_in_the_order_of_the_words()
    {
        Ended[] ends = [Ended.Saddle, Ended.Minimum, Ended.Failed, Ended.Saddle, Ended.Unconverged, Ended.Diverging, Ended.Degenerate, Ended.Saddle];

        var counts = EndCounts.Of(ends.Select((end, seed) => new RunRecord(seed, end, false, 0, 0, 0, null, 0, [])));

        Assert.Equal([1, 1, 3, 1, 1, 1], counts.ToArray());
        Assert.Equal(3, counts[Ended.Saddle]);
        Assert.Equal(
            [("minimum", 1), ("degenerate", 1), ("saddle", 3), ("diverging", 1), ("unconverged", 1), ("failed", 1)], counts.ByWord);
    }

    [Fact]
    public void Every_way_to_end_has_its_word_in_the_order_of_the_numbers() => Assert.Equal(
        Enum.GetValues<Ended>().Select(end => EndCounts.Words.WordFor(end)), EndCounts.InOrder([1, 2, 3, 4, 5, 6]).ByWord.Select(end => end.Word));

    [Fact]
    public void Counts_of_parts_add_up()
    {
        var first = EndCounts.Of([Ended.Saddle, Ended.Failed]);
        var both = first.Plus(EndCounts.Of([Ended.Saddle, Ended.Minimum]));

        Assert.Equal([1, 0, 2, 0, 0, 1], both.ToArray());
        Assert.Equal(4, both.All);
        Assert.Equal(first.ToArray(), EndCounts.None.Plus(first).ToArray());
        Assert.Equal([0, 0, 1, 0, 0, 1], first.ToArray());
    }

    [Fact]
    public void Numbers_that_are_too_few_are_refused() => Assert.Throws<ArgumentException>(() => EndCounts.InOrder([1, 2, 3, 4, 5]));
}
