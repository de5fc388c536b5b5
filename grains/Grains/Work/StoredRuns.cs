using System.Runtime.CompilerServices;
using OrleansSymmetry.Grains.Compute;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Landscape.Formats;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Grains.Work;

/// <summary>The stored runs of a landscape: every seed once, however its blocks overlap.</summary>
internal sealed class StoredRuns(ICensusStore store, ComputePool pool)
{
    // Decoded together on a compute thread: enough to make the change of threads cheap, few enough to hold.
    private const int RunsPerJob = 8192;

    /// <summary>The runs of <paramref name="seeds"/> that are stored, in batches, each seed at most once.</summary>
    /// <param name="key">Whose turn it is on the compute pool.</param>
    /// <param name="landscape">ID of the landscape.</param>
    /// <param name="seeds">Which runs.</param>
    /// <param name="cancellation">Ends the enumeration.</param>
    /// <exception cref="StoreException">A block is damaged, or the store does not answer.</exception>
    public async IAsyncEnumerable<IReadOnlyList<RunRecord>> ReadAsync(
        string key, string landscape, SeedSet seeds, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (seeds.Ranges.Count == 0)
        {
            yield break;
        }

        var hull = new SeedRange(seeds.Ranges[0].First, seeds.Ranges[^1].Last);
        var wanted = new SeedLedger(seeds);
        var met = new SeedLedger();
        var batch = new List<StoredBlock>();
        int inBatch = 0;
        await foreach (StoredBlock block in store.ReadBlocksAsync(landscape, hull, cancellation))
        {
            batch.Add(block);
            inBatch += block.Key.Count;
            if (inBatch >= RunsPerJob)
            {
                yield return await Decode(key, [.. batch], wanted, met, cancellation);
                batch.Clear();
                inBatch = 0;
            }
        }

        if (batch.Count > 0)
        {
            yield return await Decode(key, [.. batch], wanted, met, cancellation);
        }
    }

    /// <summary>The runs of <paramref name="seeds"/>, all of which are stored, ascending by seed.</summary>
    /// <exception cref="StoreException">One is missing, a block is damaged, or the store does not answer.</exception>
    public async Task<IReadOnlyList<RunRecord>> ReadAllAsync(string key, string landscape, SeedSet seeds, CancellationToken cancellation)
    {
        var runs = new List<RunRecord>();
        await foreach (IReadOnlyList<RunRecord> batch in ReadAsync(key, landscape, seeds, cancellation))
        {
            runs.AddRange(batch);
        }

        CheckCount(landscape, seeds, runs.Count);
        runs.Sort((a, b) => a.Seed.CompareTo(b.Seed));
        return runs;
    }

    /// <summary>Whether so many runs are all of <paramref name="seeds"/>.</summary>
    /// <exception cref="StoreException">One is missing.</exception>
    public void CheckCount(string landscape, SeedSet seeds, long runs)
    {
        if (runs != seeds.Count)
        {
            throw new StoreException(
                $"{seeds.Count - runs} of {seeds.Count} runs of landscape {landscape} are missing from {store.Location}. Give the same command again.");
        }
    }

    /// <summary>A stored block, decoded and checked against its key.</summary>
    /// <exception cref="StoreException">It is damaged; the message names it.</exception>
    public BlockRecord Decode(StoredBlock stored)
    {
        try
        {
            BlockRecord block = BlockCodec.Decode(stored.Data);
            return block.First == stored.Key.First && block.Runs.Count == stored.Key.Count
                ? block
                : throw new InvalidDataException($"it holds {block.Runs.Count} runs from seed {block.First} on");
        }
        catch (InvalidDataException fault)
        {
            SeedRange range = stored.Key.Seeds;
            throw new StoreException(
                $"The block of seeds {range.First}..{range.Last} of landscape {stored.Key.Landscape} in {store.Location} is damaged: {fault.Message.TrimEnd('.')}. "
                + "Move the store away and give the same command again.",
                fault);
        }
    }

    private Task<IReadOnlyList<RunRecord>> Decode(
        string key, StoredBlock[] batch, SeedLedger wanted, SeedLedger met, CancellationToken cancellation) =>
        pool.RunAsync<IReadOnlyList<RunRecord>>(
            key,
            token =>
            {
                var runs = new List<RunRecord>();
                foreach (StoredBlock stored in batch)
                {
                    token.ThrowIfCancellationRequested();
                    BlockRecord block = Decode(stored);
                    foreach (SeedRange gap in met.Missing(stored.Key.Seeds))
                    {
                        runs.AddRange(block.Runs.Skip((int)(gap.First - block.First)).Take((int)gap.Count).Where(run => wanted.Contains(run.Seed)));
                    }

                    met.Add(stored.Key.Seeds);
                }

                return runs;
            },
            cancellation);
}
