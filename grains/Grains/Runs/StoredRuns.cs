using System.Runtime.CompilerServices;
using OrleansSymmetry.Grains.Compute;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Landscape.Formats;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Grains.Runs;

/// <summary>The stored runs of a landscape: every seed once, however its blocks overlap. Blocks without a seed that is asked for are not read.</summary>
internal sealed class StoredRuns(ICensusStore store, ComputePool pool)
{
    // Decoded together: enough to make the change of threads cheap, few enough to hold.
    private const int RunsPerJob = 8192;

    /// <summary>The runs of <paramref name="seeds"/>, all of which are stored, in batches; each once, and nearly ascending.</summary>
    /// <param name="key">Whose turn it is on the compute pool.</param>
    /// <param name="landscape">ID of the landscape.</param>
    /// <param name="seeds">Which runs.</param>
    /// <param name="cancellation">Ends the enumeration.</param>
    /// <exception cref="StoreException">A run is missing, a block is damaged, or the store does not answer.</exception>
    public async IAsyncEnumerable<IReadOnlyList<RunRecord>> ReadAsync(
        string key, string landscape, SeedSet seeds, [EnumeratorCancellation] CancellationToken cancellation)
    {
        long missing = seeds.Count;
        await foreach (Piece[] batch in ReadPiecesAsync(landscape, seeds, new SeedLedger(), cancellation))
        {
            List<RunRecord> runs = await pool.RunAsync(key, token => Decode(batch, token), cancellation);
            missing -= runs.Count;
            yield return runs;
        }

        if (missing > 0)
        {
            throw new StoreException(
                $"{missing} of {seeds.Count} runs of landscape {landscape} are missing from {store.Location}. Give the same command again.");
        }
    }

    /// <summary>How the runs of <paramref name="seeds"/> that are stored ended, in batches; their weights are not read.</summary>
    /// <param name="landscape">ID of the landscape.</param>
    /// <param name="seeds">Which runs.</param>
    /// <param name="counted">Seeds that were counted before, and are left out; those of each batch are added.</param>
    /// <param name="cancellation">Ends the enumeration.</param>
    /// <exception cref="StoreException">A block is damaged, or the store does not answer.</exception>
    public async IAsyncEnumerable<EndCounts> ReadEndsAsync(
        string landscape, SeedSet seeds, SeedLedger counted, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (Piece[] batch in ReadPiecesAsync(landscape, seeds, counted, cancellation))
        {
            // Short, and a client waits for it: the compute threads may be busy for minutes.
            EndCounts ended = await Task.Run(() => EndCounts.Of(DecodeEnds(batch)), cancellation);
            foreach (SeedRange range in batch.SelectMany(piece => piece.Seeds))
            {
                counted.Add(range);
            }

            yield return ended;
        }
    }

    /// <summary>How the runs of a stored block ended.</summary>
    /// <exception cref="StoreException">It is damaged; the message names it.</exception>
    public IReadOnlyList<Ended> DecodeEnds(StoredBlock stored) =>
        Checked(stored, data => BlockCodec.DecodeEnds(data), block => (block.First, block.Ended.Count)).Ended;

    private BlockRecord Decode(StoredBlock stored) => Checked(stored, data => BlockCodec.Decode(data), block => (block.First, block.Runs.Count));

    private List<RunRecord> Decode(Piece[] batch, CancellationToken cancellation)
    {
        var runs = new List<RunRecord>();
        foreach (Piece piece in batch)
        {
            cancellation.ThrowIfCancellationRequested();
            BlockRecord block = Decode(piece.Block);
            runs.AddRange(piece.Seeds.SelectMany(range => block.Runs.Skip((int)(range.First - block.First)).Take((int)range.Count)));
        }

        return runs;
    }

    private List<Ended> DecodeEnds(Piece[] batch)
    {
        var ends = new List<Ended>();
        foreach (Piece piece in batch)
        {
            IReadOnlyList<Ended> block = DecodeEnds(piece.Block);
            ends.AddRange(piece.Seeds.SelectMany(range => block.Skip((int)(range.First - piece.Block.Key.First)).Take((int)range.Count)));
        }

        return ends;
    }

    /// <summary>The blocks that hold a wanted seed, in batches for one job.</summary>
    private async IAsyncEnumerable<Piece[]> ReadPiecesAsync(
        string landscape, SeedSet seeds, SeedLedger met, [EnumeratorCancellation] CancellationToken cancellation)
    {
        List<(BlockKey Key, SeedRange[] Seeds)> pieces = await SelectAsync(landscape, seeds, met, cancellation);
        var batch = new List<Piece>();
        int next = 0;
        int runs = 0;
        await foreach (StoredBlock block in store.ReadBlocksAsync([.. pieces.Select(piece => piece.Key)], cancellation))
        {
            batch.Add(new Piece(block, pieces[next++].Seeds));
            runs += block.Key.Count;
            if (runs >= RunsPerJob)
            {
                yield return [.. batch];
                batch.Clear();
                runs = 0;
            }
        }

        if (batch.Count > 0)
        {
            yield return [.. batch];
        }
    }

    /// <summary>The blocks that hold a wanted seed which none before them holds, with the wanted seeds that are new in each.</summary>
    private async Task<List<(BlockKey Key, SeedRange[] Seeds)>> SelectAsync(string landscape, SeedSet seeds, SeedLedger met, CancellationToken cancellation)
    {
        var wanted = new SeedLedger(seeds);
        var chosen = new SeedLedger(met);
        var pieces = new List<(BlockKey Key, SeedRange[] Seeds)>();
        foreach (BlockKey key in await store.ReadBlockKeysAsync(landscape, cancellation))
        {
            SeedRange[] fresh = [.. chosen.Missing(key.Seeds).SelectMany(wanted.Within)];
            if (fresh.Length > 0)
            {
                pieces.Add((key, fresh));
                chosen.Add(key.Seeds);
            }
        }

        return pieces;
    }

    private T Checked<T>(StoredBlock stored, Func<byte[], T> decode, Func<T, (long First, int Count)> extent)
    {
        try
        {
            T block = decode(stored.Data);
            (long first, int count) = extent(block);
            return first == stored.Key.First && count == stored.Key.Count
                ? block
                : throw new InvalidDataException($"it holds {count} runs from seed {first} on");
        }
        catch (InvalidDataException fault)
        {
            SeedRange range = stored.Key.Seeds;
            throw new StoreException(
                $"The block of seeds {range.First}..{range.Last} of landscape {stored.Key.Landscape} in {store.Location} "
                + $"is damaged: {fault.Message.TrimEnd('.')}. "
                + "Move the store away and give the same command again.",
                fault);
        }
    }

    /// <summary>A stored block, and the seeds that are taken from it.</summary>
    private sealed record Piece(StoredBlock Block, SeedRange[] Seeds);
}
