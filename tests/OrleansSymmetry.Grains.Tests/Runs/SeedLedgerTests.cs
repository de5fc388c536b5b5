using OrleansSymmetry.Grains.Runs;
using OrleansSymmetry.Landscape.Randomness;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Grains.Tests.Runs;

public sealed class SeedLedgerTests
{
    [Fact]
    public void Ranges_that_touch_or_overlap_become_one()
    {
        var ledger = new SeedLedger();
        ledger.Add(new SeedRange(10, 19));
        ledger.Add(new SeedRange(30, 39));
        ledger.Add(new SeedRange(0, 5));

        ledger.Add(new SeedRange(15, 29));

        Assert.Equal([new SeedRange(0, 5), new SeedRange(10, 39)], ledger.Ranges);
        Assert.Equal([new SeedRange(6, 9), new SeedRange(40, 41)], ledger.Missing(new SeedRange(4, 41)));
    }

    [Fact]
    public void Ledger_agrees_with_a_set_of_numbers()
    {
        var stream = new CounterStream(1, StreamPurpose.Initialisation);
        IEnumerable<long> Seeds(SeedRange range) => Enumerable.Range(0, (int)range.Count).Select(k => range.First + k);
        long Draw(long bound) => (long)(stream.NextUniform() * bound);
        for (int round = 0; round < 50; round++)
        {
            var ledger = new SeedLedger();
            var set = new HashSet<long>();
            for (int i = 0; i < 20; i++)
            {
                long first = Draw(100);
                var range = new SeedRange(first, first + Draw(8));
                IEnumerable<long> seeds = Seeds(range);
                Assert.Equal(seeds.Where(seed => !set.Contains(seed)), ledger.Missing(range).SelectMany(Seeds));
                Assert.Equal(seeds.Where(set.Contains), ledger.Within(range).SelectMany(Seeds));
                Assert.Equal(seeds.LongCount(set.Contains), ledger.CountWithin(new SeedSet([range])));
                ledger.Add(range);
                set.UnionWith(seeds);
                Assert.All(Enumerable.Range(0, 120), seed => Assert.Equal(set.Contains(seed), ledger.Contains(seed)));
            }

            Assert.Equal(set.Count, ledger.Ranges.Sum(range => range.Count));
            Assert.All(ledger.Ranges.Zip(ledger.Ranges.Skip(1)), pair => Assert.True(pair.First.Last + 1 < pair.Second.First));
        }
    }
}
