using OrleansSymmetry.Grains.Runs;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Grains.Tests.Runs;

public sealed class BlockCutterTests
{
    [Fact]
    public void Blocks_begin_at_multiples_of_their_size()
    {
        Assert.Equal([(0, 7), (8, 15), (16, 19)], Cut([(0, 19)], []));
    }

    [Fact]
    public void Seeds_that_begin_inside_a_block_are_cut_at_its_end()
    {
        Assert.Equal([(5, 7), (8, 12), (30, 30)], Cut([(5, 12), (30, 30)], []));
    }

    [Fact]
    public void Seeds_that_are_stored_are_left_out()
    {
        Assert.Equal([(4, 7), (8, 9), (12, 15)], Cut([(0, 15)], [(0, 3), (10, 11)]));
    }

    [Fact]
    public void Seeds_that_are_all_stored_give_no_block()
    {
        Assert.Empty(Cut([(3, 20)], [(0, 100)]));
    }

    private static IEnumerable<(long First, long Last)> Cut((long First, long Last)[] wanted, (long First, long Last)[] stored)
    {
        var ledger = new SeedLedger();
        foreach ((long first, long last) in stored)
        {
            ledger.Add(new SeedRange(first, last));
        }

        return BlockCutter.Cut(new SeedSet([.. wanted.Select(range => new SeedRange(range.First, range.Last))]), ledger, blockSize: 8)
            .Select(block => (block.First, block.Last));
    }
}
