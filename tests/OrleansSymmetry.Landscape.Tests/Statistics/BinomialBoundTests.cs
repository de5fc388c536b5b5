using OrleansSymmetry.Landscape.Statistics;

namespace OrleansSymmetry.Landscape.Tests.Statistics;

public sealed class BinomialBoundTests
{
    // Sums of binomial probabilities in 50 digits (mpmath), solved by bisection.
    [Theory]
    [InlineData(17, 100, 0.05, 0.2440167562243627)]
    [InlineData(50, 64, 0.05, 0.8626304116823932)]
    [InlineData(3000, 8192, 0.0025, 0.3813011434134102)]
    [InlineData(20000, 50000, 0.0004, 0.4073708475499232)]
    [InlineData(40, 50000000, 0.001, 1.273243664655656e-6)]
    [InlineData(1, 2, 0.05, 0.9746794344808964)]
    [InlineData(499, 500, 0.05, 0.9998974186730491)]
    [InlineData(200, 524288, 0.00038, 0.0004810216357421353)]
    [InlineData(130, 260, 0.4, 0.5097681624372496)]
    public void Bound_agrees_with_fifty_digits(long events, long trials, double alpha, double expected) =>
        Assert.Equal(expected, BinomialBound.Upper(events, trials, alpha), 2e-14 * expected);

    [Fact]
    public void Bound_without_events_is_the_closed_form()
    {
        // (1 - p)^m = alpha.
        for (long trials = 1; trials <= 50_000_000; trials = (3 * trials) + 1)
        {
            double logarithm = Math.Log(0.05) / trials;
            double expected = -logarithm * (1 + (logarithm / 2 * (1 + (logarithm / 3 * (1 + (logarithm / 4))))));
            expected = trials < 1000 ? 1 - Math.Pow(0.05, 1.0 / trials) : expected;
            Assert.Equal(expected, BinomialBound.Upper(0, trials, 0.05), 1e-12 * expected);
        }
    }

    [Fact]
    public void Bound_grows_with_the_events_and_falls_with_the_trials_and_with_the_risk()
    {
        for (long trials = 1; trials < 70; trials++)
        {
            Assert.Equal(1, BinomialBound.Upper(trials, trials, 0.05));
            for (long events = 0; events < trials; events++)
            {
                double bound = BinomialBound.Upper(events, trials, 0.05);
                Assert.InRange(bound, events / (double)trials, 1);
                Assert.True(bound < BinomialBound.Upper(events + 1, trials, 0.05));
                Assert.True(bound > BinomialBound.Upper(events, trials + 1, 0.05));
                Assert.True(bound < BinomialBound.Upper(events, trials, 0.025));
            }
        }

        Assert.Equal(1, BinomialBound.Upper(0, 0, 0.05));
    }

    [Fact]
    public void Probability_of_so_few_events_at_the_bound_is_the_risk()
    {
        // Products of whole numbers, for up to 60 trials.
        for (int trials = 1; trials <= 60; trials++)
        {
            for (int events = 0; events < trials; events++)
            {
                double p = BinomialBound.Upper(events, trials, 0.05);
                double sum = 0;
                double choices = 1;
                for (int x = 0; x <= events; x++)
                {
                    sum += choices * Math.Pow(p, x) * Math.Pow(1 - p, trials - x);
                    choices = choices * (trials - x) / (x + 1);
                }

                Assert.Equal(0.05, sum, 1e-12);
            }
        }
    }
}
