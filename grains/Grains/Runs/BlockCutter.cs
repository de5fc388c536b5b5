using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Grains.Runs;

/// <summary>Cuts seeds into blocks: a function of the seeds and the block size alone.</summary>
internal static class BlockCutter
{
    /// <summary>
    /// The blocks that are wanted and not stored, ascending: no block crosses a multiple of <paramref name="blockSize"/>,
    /// so that sweeps which share a landscape ask for the same blocks; a partly wanted one is cut to what is wanted.
    /// </summary>
    public static IEnumerable<SeedRange> Cut(SeedSet wanted, SeedLedger stored, int blockSize)
    {
        foreach (SeedRange range in wanted.Ranges)
        {
            long first = range.First;
            while (first <= range.Last)
            {
                long last = Math.Min(range.Last, (((first / blockSize) + 1) * blockSize) - 1);
                foreach (SeedRange missing in stored.Missing(new SeedRange(first, last)).ToArray())
                {
                    yield return missing;
                }

                first = last + 1;
            }
        }
    }
}
