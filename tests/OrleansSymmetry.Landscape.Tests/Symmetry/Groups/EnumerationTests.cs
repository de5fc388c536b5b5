using System.Numerics;
using OrleansSymmetry.Landscape.Symmetry.Groups;

namespace OrleansSymmetry.Landscape.Tests.Symmetry.Groups;

public sealed class EnumerationTests
{
    private static readonly BigInteger Deck = BigInteger.Parse("80658175170943878571660636856403766975289505440883277824000000000000", null);

    private static readonly Enumeration Universe = new(1e12, 1e12, 13e9);

    [Fact]
    public void Trillion_computers_are_short_of_a_deck_of_cards_by_two_hundred_septillion()
    {
        // 1e12 * 1e12 * 13e9 years of 365 days = 4.0997e41 of 8.0658e67 orders.
        Assert.Equal(4.09968e17, Universe.Seconds);
        Assert.Equal(41.61275, Universe.Log10Listed, 5);
        Assert.Equal(Math.Log10(8.0658175170943878e67 / 4.09968e41), Universe.Log10ShortOf(Deck), 10);
    }

    [Theory]
    [InlineData(1, 36)] // 36! = 3.72e41, 37! = 1.38e43
    [InlineData(2, 30)] // 2^30 30! = 2.85e41, 2^31 31! = 1.77e43
    public void Largest_layer_in_reach_is_that_of_the_factorials(int forms, int units) => Assert.Equal(units, Universe.LargestLayer(forms));

    [Theory]
    [InlineData(1, 2)] // 2! = 2
    [InlineData(2, 1)] // 2^1 1! = 2, 2^2 2! = 8
    public void Layer_whose_copies_are_all_listed_and_no_more_is_in_reach(int forms, int units)
    {
        var two = new Enumeration(2, 1, 1.0 / 31_536_000);
        Assert.Equal(1, two.Seconds);
        Assert.Equal(units, two.LargestLayer(forms));
    }

    [Fact]
    public void Harmonic_number_of_a_thousand_is_summed() => Assert.Equal(7.485470860550345, Enumeration.DrawsPerCopy(1000), 1e-13);

    [Fact]
    public void Draws_per_copy_are_the_harmonic_number()
    {
        Assert.Equal(214.02226 / 48, Enumeration.DrawsPerCopy(48), 6); // Wiese et al. 2023: 48 copies, 214.02226 runs
        Assert.Equal(Enumerable.Range(1, 5000).Sum(i => 1.0 / i), Enumeration.DrawsPerCopy(5000), 7);
        Assert.Equal(156.93805, Enumeration.DrawsPerCopy(Deck), 5);
    }

    [Fact]
    public void Deck_is_the_largest_factorial_that_fits()
    {
        Assert.Equal(52, Enumeration.DeckOf(Deck));
        Assert.Equal(51, Enumeration.DeckOf(Deck - 1));
        Assert.Equal(1, Enumeration.DeckOf(1));
    }
}
