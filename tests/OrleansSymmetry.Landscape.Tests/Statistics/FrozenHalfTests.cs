using OrleansSymmetry.Landscape.Randomness;
using OrleansSymmetry.Landscape.Statistics;

namespace OrleansSymmetry.Landscape.Tests.Statistics;

public sealed class FrozenHalfTests
{
    private const int Sequences = 2000;
    private const int Looks = 4;

    /// <summary>Probabilities of classes; what they leave of 1 is the probability of a run that ends in no class.</summary>
    public static TheoryData<string> Distributions => ["uniform", "geometric", "zipf", "dust"];

    [Theory]
    [InlineData(1024, 0, 0.00717895)]
    [InlineData(2048, 0, 0.0046643728)]
    [InlineData(4096, 0, 0.0026725157)]
    [InlineData(8192, 0, 0.0014616906)]
    [InlineData(65536, 0, 0.00021424352)]
    [InlineData(1048576, 0, 1.5026999e-05)]
    [InlineData(1024, 1, 0.010833657)]
    [InlineData(2048, 1, 0.0066681587)]
    [InlineData(4096, 1, 0.0037227992)]
    [InlineData(1024, 5, 0.022641621)]
    [InlineData(2048, 5, 0.013018701)]
    [InlineData(4096, 5, 0.0070239122)]
    public void Bound_at_a_look_has_the_known_value(long runs, long outside, double expected)
    {
        int look = FrozenHalf.NumberOfLook(runs);
        double bound = FrozenHalf.Missing(outside, runs / 2, FrozenHalf.RiskOfLook(look));
        Assert.Equal(expected, bound, 0.51 * LastPlace(expected));
    }

    [Fact]
    public void Bound_of_one_look_only_has_the_known_value() =>
        Assert.Equal(0.001461690587, FrozenHalf.Missing(0, 2048, FrozenHalf.Risk), 5e-13);

    [Fact]
    public void Looks_are_numbered_by_doublings_and_their_risks_sum_to_the_whole()
    {
        Assert.Equal([1, 1, 1, 2, 2, 3, 7, 11], new long[] { 1, 1000, 1024, 1025, 2048, 4096, 65536, 1048576 }.Select(FrozenHalf.NumberOfLook));
        Assert.Equal(FrozenHalf.Risk * 1000 / 1001, Enumerable.Range(1, 1000).Sum(FrozenHalf.RiskOfLook), 1e-15);
    }

    /// <summary>
    /// All looks of a sequence are counted, also those after it would have stopped: whenever it stops, the bound holds at least as often.
    /// </summary>
    [Theory]
    [MemberData(nameof(Distributions))]
    public void Bound_is_too_low_at_some_look_in_at_most_one_sequence_of_twenty(string distribution)
    {
        int violated = Violations(distribution, FrozenHalf.RiskOfLook);
        Assert.True(violated <= Sequences / 20, $"{violated} of {Sequences} sequences.");
    }

    /// <summary>The dust is hard: what is missing hardly falls from half to half, so every look errs as often as it may.</summary>
    [Fact]
    public void Looks_that_all_spend_the_whole_risk_err_too_often()
    {
        int violated = Violations("dust", _ => FrozenHalf.Risk);
        Assert.True(violated > 1.5 * Sequences / 20, $"{violated} of {Sequences} sequences.");
    }

    private static int Violations(string distribution, Func<int, double> risk)
    {
        (double[] cumulative, double[] shares) = Classes(distribution);
        var firstMet = new int[shares.Length];
        Array.Fill(firstMet, int.MaxValue);
        int violated = 0;
        var bounds = new Dictionary<(long, long, int), double>();
        for (int sequence = 0; sequence < Sequences; sequence++)
        {
            var stream = new CounterStream((ulong)sequence, StreamPurpose.EqualShares);
            int drawn = 0;
            double missing = cumulative[^1];
            bool isViolated = false;
            var ends = new List<int>();
            for (int look = 1; look <= Looks && !isViolated; look++)
            {
                int runs = (int)FrozenHalf.FirstLook << (look - 1);
                for (; drawn < runs; drawn++)
                {
                    int found = Draw(cumulative, stream.NextUniform());
                    ends.Add(found);
                    if (found >= 0 && firstMet[found] == int.MaxValue)
                    {
                        firstMet[found] = drawn;
                        missing -= shares[found];
                    }
                }

                int half = runs / 2;
                long inClass = 0;
                long outside = 0;
                for (int i = half; i < runs; i++)
                {
                    inClass += ends[i] >= 0 ? 1 : 0;
                    outside += ends[i] >= 0 && firstMet[ends[i]] >= half ? 1 : 0;
                }

                if (!bounds.TryGetValue((outside, inClass, look), out double bound))
                {
                    bounds[(outside, inClass, look)] = bound = FrozenHalf.Missing(outside, inClass, risk(look));
                }

                isViolated = missing / cumulative[^1] > bound * (1 + 1e-9);
            }

            violated += isViolated ? 1 : 0;
            foreach (int found in ends.Where(found => found >= 0))
            {
                firstMet[found] = int.MaxValue;
            }
        }

        return violated;
    }

    private static (double[] Cumulative, double[] Shares) Classes(string distribution)
    {
        double[] weights = distribution switch
        {
            // Every class as likely as any other.
            "uniform" => [.. Enumerable.Repeat(1.0, 2000)],

            // Each class half as likely again as the next; and three runs of ten end in no class.
            "geometric" => [.. Enumerable.Range(0, 60).Select(i => Math.Pow(1.5, -i))],
            "zipf" => [.. Enumerable.Range(1, 20_000).Select(i => Math.Pow(i, -1.3))],

            // A tenth of the runs falls on classes that hardly any run meets twice.
            _ => [.. Enumerable.Repeat(0.09, 10), .. Enumerable.Repeat(0.1 / 400_000, 400_000)],
        };
        double scale = (distribution == "geometric" ? 0.7 : 1) / weights.Sum();
        double[] shares = [.. weights.Select(weight => weight * scale)];
        var cumulative = new double[shares.Length];
        double sum = 0;
        for (int i = 0; i < shares.Length; i++)
        {
            cumulative[i] = sum += shares[i];
        }

        return (cumulative, shares);
    }

    /// <summary>The class at u; -1 where no class is.</summary>
    private static int Draw(double[] cumulative, double u)
    {
        int at = Array.BinarySearch(cumulative, u);
        at = at >= 0 ? at : ~at;
        return at < cumulative.Length ? at : cumulative[^1] > 0.99 ? cumulative.Length - 1 : -1;
    }

    private static double LastPlace(double shown)
    {
        string digits = shown.ToString("E", System.Globalization.CultureInfo.InvariantCulture);
        int exponent = int.Parse(digits[(digits.IndexOf('E', StringComparison.Ordinal) + 1)..], System.Globalization.CultureInfo.InvariantCulture);
        return Math.Pow(10, exponent - 7);
    }
}
