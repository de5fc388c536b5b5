using OrleansSymmetry.Landscape.Randomness;

namespace OrleansSymmetry.Landscape.Tests.Randomness;

public sealed class CounterStreamTests
{
    [Fact]
    public void First_draws_of_a_seed_are_the_committed_ones()
    {
        var stream = new CounterStream(42, StreamPurpose.Initialisation);
        ulong[] draws = [stream.NextBits(), stream.NextBits(), stream.NextBits()];
        Assert.Equal(GoldenBits, draws);
    }

    [Fact]
    public void First_normals_of_a_seed_are_the_committed_ones()
    {
        var stream = new CounterStream(42, StreamPurpose.Initialisation);
        double[] draws = [stream.NextNormal(), stream.NextNormal(), stream.NextNormal()];
        Assert.Equal(GoldenNormals, draws);
    }

    [Fact]
    public void Streams_of_other_purpose_or_seed_differ()
    {
        ulong here = new CounterStream(7, StreamPurpose.Initialisation).NextBits();
        Assert.NotEqual(here, new CounterStream(7, StreamPurpose.ProblemData).NextBits());
        Assert.NotEqual(here, new CounterStream(8, StreamPurpose.Initialisation).NextBits());
        Assert.NotEqual(here, new CounterStream(7 + (1UL << 32), StreamPurpose.Initialisation).NextBits());
    }

    /// <summary>Values of scipy.stats.norm.ppf.</summary>
    [Theory]
    [InlineData(0.5, 0.0)]
    [InlineData(0.6, 0.25334710313579978)]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.01, -2.3263478740408408)]
    [InlineData(1e-10, -6.361340902404055)]
    [InlineData(1e-15, -7.941345326170997)]
    public void Normal_quantile_agrees_with_an_independent_library(double p, double expected)
    {
        Assert.Equal(expected, NormalQuantile.Of(p), 4e-15 * Math.Max(1, Math.Abs(expected)));
    }

    [Fact]
    public void Normals_of_many_seeds_have_the_moments_of_a_standard_normal()
    {
        const int Seeds = 20000;
        double sum = 0, squares = 0, fourth = 0;
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            double x = new CounterStream(seed, StreamPurpose.Initialisation).NextNormal();
            sum += x;
            squares += x * x;
            fourth += x * x * x * x;
        }

        // Five standard errors of each sample moment.
        Assert.Equal(0, sum / Seeds, 5 / Math.Sqrt(Seeds));
        Assert.Equal(1, squares / Seeds, 5 * Math.Sqrt(2.0 / Seeds));
        Assert.Equal(3, fourth / Seeds, 5 * Math.Sqrt(96.0 / Seeds));
    }

    /// <summary>From an independent Python implementation of Philox.</summary>
    private static readonly ulong[] GoldenBits = [0x2051E91302933769UL, 0xB62C409C3B68B038UL, 0xFDD21D9420FF9139UL];

    /// <summary>Within 3 units in the last place of scipy.stats.norm.ppf of the same uniform numbers.</summary>
    private static readonly double[] GoldenNormals = [-1.1442988780249534, 0.5581023083823669, 2.3861612857971233];
}
