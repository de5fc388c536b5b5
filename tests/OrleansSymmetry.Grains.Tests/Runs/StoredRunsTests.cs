using OrleansSymmetry.Grains.Compute;
using OrleansSymmetry.Grains.Runs;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Grains.Tests.Store;
using OrleansSymmetry.Grains.Tests.Sweeps;
using OrleansSymmetry.Landscape.Formats;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Grains.Tests.Runs;

public sealed class StoredRunsTests : IAsyncDisposable
{
    private static readonly string Landscape = XorSweep.Landscape("a");

    private readonly ICensusStore _store;
    private readonly WatchedStore _watch;
    private readonly ComputePool _pool = new(threads: 2);
    private readonly StoredRuns _runs;

    public StoredRunsTests()
    {
        (_store, _watch) = WatchedStore.Open();
        _runs = new StoredRuns(_store, _pool);
    }

    [Fact]
    public async Task Runs_of_overlapping_blocks_come_once_each()
    {
        await StoreAsync((0, 32), (16, 32), (40, 16), (0, 8));

        List<RunRecord> read = await ReadAsync((0, 55));

        Assert.Equal(XorSweep.Runs("a", 0, 56).Select(run => (run.Seed, run.Loss)), read.OrderBy(run => run.Seed).Select(run => (run.Seed, run.Loss)));
    }

    [Fact]
    public async Task Runs_that_are_asked_for_alone_come_and_other_blocks_are_not_read()
    {
        await StoreAsync((0, 16), (16, 16), (32, 16), (48, 16));

        Assert.Equal([5, 6, 50], (await ReadAsync((5, 6), (50, 50))).Select(run => run.Seed));
        Assert.Equal([0, 48], _watch.BlocksRead.Select(key => key.First));
    }

    [Fact]
    public async Task Run_that_is_missing_is_told_at_the_end()
    {
        await StoreAsync((0, 16), (32, 16));

        StoreException missing = await Assert.ThrowsAsync<StoreException>(() => ReadAsync((0, 47)));

        Assert.Equal($"16 of 48 runs of landscape {Landscape} are missing from {_store.Location}. Give the same command again.", missing.Message);
    }

    [Fact]
    public async Task Ends_are_counted_once_each_and_go_on_where_they_were_left()
    {
        await StoreAsync((0, 32), (16, 32), (64, 16));
        var counted = new SeedLedger();

        EndCounts first = await EndsAsync(counted, (0, 39));
        EndCounts rest = await EndsAsync(counted, (0, 99));

        Assert.Equal(EndCounts.Of(XorSweep.Runs("a", 0, 40)).ToArray(), first.ToArray());
        Assert.Equal(EndCounts.Of(XorSweep.Runs("a", 40, 8).Concat(XorSweep.Runs("a", 64, 16))).ToArray(), rest.ToArray());
        Assert.Equal([new SeedRange(0, 47), new SeedRange(64, 79)], counted.Ranges);
    }

    [Fact]
    public async Task Ends_are_read_while_all_compute_threads_are_busy()
    {
        await StoreAsync((0, 16));
        using var free = new ManualResetEventSlim();
        Task[] work = [.. Enumerable.Range(0, _pool.ThreadCount).Select(_ => _pool.RunAsync("busy", token => free.Wait(Timeout.Infinite, token)))];

        Assert.Equal(16, (await EndsAsync(new SeedLedger(), (0, 15))).All);
        free.Set();
        await Task.WhenAll(work);
    }

    [Fact]
    public async Task Block_that_is_damaged_or_lies_under_another_key_is_named()
    {
        await StoreAsync((0, 16));
        byte[] other = BlockCodec.Encode(new BlockRecord(0, XorSweep.Runs("a", 0, 8)));
        await _store.AddBlockAsync(new BlockKey(Landscape, 16, 16), other);

        string place = $"The block of seeds 16..31 of landscape {Landscape} in {_store.Location} is damaged: it holds 8 runs from seed 0 on. ";
        Assert.StartsWith(place, (await Assert.ThrowsAsync<StoreException>(() => ReadAsync((0, 31)))).Message, StringComparison.Ordinal);
        Assert.StartsWith(place, (await Assert.ThrowsAsync<StoreException>(() => EndsAsync(new SeedLedger(), (0, 31)))).Message, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        _pool.Dispose();
        await _store.DisposeAsync();
    }

    private static SeedSet Set((long First, long Last)[] ranges) => new([.. ranges.Select(range => new SeedRange(range.First, range.Last))]);

    private async Task StoreAsync(params (long First, int Count)[] blocks)
    {
        foreach ((long first, int count) in blocks)
        {
            await _store.AddBlockAsync(new BlockKey(Landscape, first, count), BlockCodec.Encode(new BlockRecord(first, XorSweep.Runs("a", first, count))));
        }
    }

    private async Task<List<RunRecord>> ReadAsync(params (long First, long Last)[] seeds)
    {
        var runs = new List<RunRecord>();
        await foreach (IReadOnlyList<RunRecord> batch in _runs.ReadAsync("sweep", Landscape, Set(seeds), CancellationToken.None))
        {
            runs.AddRange(batch);
        }

        return runs;
    }

    private async Task<EndCounts> EndsAsync(SeedLedger counted, params (long First, long Last)[] seeds)
    {
        EndCounts ended = EndCounts.None;
        await foreach (EndCounts batch in _runs.ReadEndsAsync(Landscape, Set(seeds), counted, CancellationToken.None))
        {
            ended = ended.Plus(batch);
        }

        return ended;
    }
}
