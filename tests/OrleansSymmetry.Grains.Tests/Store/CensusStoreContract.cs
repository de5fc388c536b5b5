using System.Text;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Store;

namespace OrleansSymmetry.Grains.Tests.Store;

/// <summary>What every census store promises. A store's test class derives from it and says how one is opened.</summary>
public abstract class CensusStoreContract
{
    protected abstract Task<ICensusStore> OpenEmptyAsync();

    [Fact]
    public async Task Sweep_that_is_stored_reads_back_with_its_files()
    {
        await using ICensusStore store = await OpenEmptyAsync();
        var files = new Dictionary<string, ReadOnlyMemory<byte>> { ["f00d"] = new byte[] { 1, 2, 0, 3 } };

        bool isNew = await store.AddSweepAsync(Sweep("s-1"), files);

        Assert.True(isNew);
        StoredSweep read = (await store.ReadSweepAsync("s-1"))!;
        Assert.Equivalent(Sweep("s-1"), read, strict: true);
        Assert.Equal([1, 2, 0, 3], await store.ReadFileAsync("f00d"));
        Assert.Null(await store.ReadFileAsync("beef"));
        Assert.Null(await store.ReadSweepAsync("s-2"));
    }

    [Fact]
    public async Task Sweep_that_is_stored_again_stays_as_it_is()
    {
        await using ICensusStore store = await OpenEmptyAsync();
        await store.AddSweepAsync(Sweep("s-1"), NoFiles);
        await store.SetStateAsync("s-1", SweepState.Failed, "why");

        bool isNew = await store.AddSweepAsync(Sweep("s-1"), NoFiles);

        Assert.False(isNew);
        StoredSweep read = (await store.ReadSweepAsync("s-1"))!;
        Assert.Equal(SweepState.Failed, read.State);
        Assert.Equal("why", read.Error);
    }

    [Fact]
    public async Task Call_that_was_given_up_before_it_was_made_does_nothing()
    {
        await using ICensusStore store = await OpenEmptyAsync();
        await store.AddSweepAsync(Sweep("s-1"), NoFiles);
        var given = new CancellationToken(canceled: true);
        var key = new BlockKey("a", 0, 8);
        Func<Task>[] calls =
        [
            () => store.AddSweepAsync(Sweep("s-2"), NoFiles, given),
            () => store.SetStateAsync("s-1", SweepState.Failed, "why", given),
            () => store.AddBlockAsync(key, [1], given),
            () => store.FinishSweepAsync("s-1", new Dictionary<StoredResult, byte[]> { [StoredResult.Report] = [7] }, given),
            () => store.AddPartAsync(Ridge, 0, [1], given),
            () => store.AddAnswerAsync(Ridge, [1], given),
            () => store.ReadSweepAsync("s-1", given),
            () => store.ReadSweepsAsync(given),
            () => store.ReadFileAsync("f00d", given),
            () => store.ReadBlockKeysAsync("a", given),
            () => store.ReadBlockAsync(key, given),
            async () => await store.ReadBlocksAsync([key], given).GetAsyncEnumerator(given).MoveNextAsync(),
            () => store.ReadResultAsync("s-1", StoredResult.Report, given),
            () => store.ReadPartsAsync(Ridge, given),
            () => store.ReadAnswerAsync(Ridge, given),
        ];

        foreach (Func<Task> call in calls)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(call);
        }

        Assert.Equal([(Id: "s-1", State: SweepState.Running)], (await store.ReadSweepsAsync()).Select(sweep => (sweep.Id, sweep.State)));
        Assert.Empty(await store.ReadBlockKeysAsync("a"));
        Assert.Null(await store.ReadResultAsync("s-1", StoredResult.Report));
        Assert.Empty(await store.ReadPartsAsync(Ridge));
        Assert.Null(await store.ReadAnswerAsync(Ridge));
    }

    [Fact]
    public async Task Sweeps_are_listed_by_ID()
    {
        await using ICensusStore store = await OpenEmptyAsync();
        await store.AddSweepAsync(Sweep("s-2"), NoFiles);
        await store.AddSweepAsync(Sweep("s-1"), NoFiles);

        IReadOnlyList<StoredSweep> sweeps = await store.ReadSweepsAsync();

        Assert.Equal(["s-1", "s-2"], sweeps.Select(sweep => sweep.Id));
    }

    [Fact]
    public async Task Block_that_is_stored_twice_counts_once()
    {
        await using ICensusStore store = await OpenEmptyAsync();
        var key = new BlockKey("a", 0, 64);

        bool first = await store.AddBlockAsync(key, [1]);
        bool second = await store.AddBlockAsync(key, [2]);

        Assert.True(first);
        Assert.False(second);
        Assert.Equal([1], await store.ReadBlockAsync(key));
        Assert.Equal([key], await store.ReadBlockKeysAsync("a"));
    }

    [Fact]
    public async Task Blocks_that_many_writers_store_at_once_are_all_there()
    {
        await using ICensusStore store = await OpenEmptyAsync();
        BlockKey[] keys = [.. Enumerable.Range(0, 300).Select(i => new BlockKey("a", 2 * i, 2))];

        bool[] isNew = await Task.WhenAll(keys.Concat(keys).Select(key => Task.Run(() => store.AddBlockAsync(key, BitConverter.GetBytes(key.First)))));

        Assert.Equal(300, isNew.Count(each => each));
        Assert.Equal(keys, await store.ReadBlockKeysAsync("a"));
        List<StoredBlock> read = await ReadAsync(store, keys);
        Assert.Equal(keys, read.Select(block => block.Key));
        Assert.All(read, block => Assert.Equal(block.Key.First, BitConverter.ToInt64(block.Data)));
    }

    [Fact]
    public async Task Blocks_are_read_in_the_order_of_their_keys_and_those_that_are_not_stored_are_left_out()
    {
        await using ICensusStore store = await OpenEmptyAsync();
        foreach (BlockKey key in new[] { new BlockKey("a", 0, 8), new BlockKey("a", 8, 8), new BlockKey("a", 8, 4), new BlockKey("b", 8, 8) })
        {
            await store.AddBlockAsync(key, Encoding.UTF8.GetBytes(key.ToString()));
        }

        Assert.Equal([new BlockKey("a", 0, 8), new BlockKey("a", 8, 4), new BlockKey("a", 8, 8)], await store.ReadBlockKeysAsync("a"));
        Assert.Equal(
            ["a/8-8", "b/8-8", "a/0-8"], await Names(new BlockKey("a", 8, 8), new BlockKey("a", 16, 8), new BlockKey("b", 8, 8), new BlockKey("a", 0, 8)));
        Assert.Empty(await Names());

        async Task<IEnumerable<string>> Names(params BlockKey[] keys)
        {
            List<StoredBlock> blocks = await ReadAsync(store, keys);
            Assert.All(blocks, block => Assert.Equal(block.Key.ToString(), Encoding.UTF8.GetString(block.Data)));
            return blocks.Select(block => Encoding.UTF8.GetString(block.Data));
        }
    }

    [Fact]
    public async Task Finished_sweep_has_its_results_and_stays_done()
    {
        await using ICensusStore store = await OpenEmptyAsync();
        await store.AddSweepAsync(Sweep("s-1"), NoFiles);
        Assert.Null(await store.ReadResultAsync("s-1", StoredResult.Report));

        await store.FinishSweepAsync("s-1", new Dictionary<StoredResult, byte[]> { [StoredResult.Report] = [7], [StoredResult.Classes] = [8] });
        await store.SetStateAsync("s-1", SweepState.Failed, "too late");

        StoredSweep read = (await store.ReadSweepAsync("s-1"))!;
        Assert.Equal(SweepState.Done, read.State);
        Assert.Null(read.Error);
        Assert.Equal([7], await store.ReadResultAsync("s-1", StoredResult.Report));
        Assert.Equal([8], await store.ReadResultAsync("s-1", StoredResult.Classes));
        Assert.Null(await store.ReadResultAsync("s-1", StoredResult.Progress));
    }

    [Fact]
    public async Task Parts_of_a_question_read_back_by_number_and_count_once()
    {
        await using ICensusStore store = await OpenEmptyAsync();

        bool[] isNew = [await store.AddPartAsync(Ridge, 2, [2]), await store.AddPartAsync(Ridge, 0, [0, 7]), await store.AddPartAsync(Ridge, 2, [9])];

        Assert.Equal([true, true, false], isNew);
        IReadOnlyDictionary<int, byte[]> parts = await store.ReadPartsAsync(Ridge);
        Assert.Equal([0, 2], parts.Keys.Order());
        Assert.Equal([0, 7], parts[0]);
        Assert.Equal([2], parts[2]);
        Assert.Null(await store.ReadAnswerAsync(Ridge));
    }

    [Fact]
    public async Task Questions_of_one_sweep_and_sweeps_of_one_question_are_kept_apart()
    {
        await using ICensusStore store = await OpenEmptyAsync();
        GeometryKey[] keys = [Ridge, Ridge with { Question = "0123" }, Ridge with { Sweep = "s-2" }];
        for (byte i = 0; i < keys.Length; i++)
        {
            await store.AddPartAsync(keys[i], 0, [i]);
        }

        await store.AddAnswerAsync(keys[0], [7]);

        Assert.Empty(await store.ReadPartsAsync(keys[0]));
        Assert.Equal([1], (await store.ReadPartsAsync(keys[1]))[0]);
        Assert.Equal([2], (await store.ReadPartsAsync(keys[2]))[0]);
        Assert.Equal([7], await store.ReadAnswerAsync(keys[0]));
        Assert.Null(await store.ReadAnswerAsync(keys[1]));
        Assert.Null(await store.ReadAnswerAsync(keys[2]));
    }

    [Fact]
    public async Task Answer_takes_the_place_of_its_parts_and_stays_as_it_is()
    {
        await using ICensusStore store = await OpenEmptyAsync();
        await store.AddPartAsync(Ridge, 0, [0]);

        bool first = await store.AddAnswerAsync(Ridge, [1, 2]);
        bool second = await store.AddAnswerAsync(Ridge, [3]);
        bool late = await store.AddPartAsync(Ridge, 1, [4]);

        Assert.True(first);
        Assert.False(second);
        Assert.False(late);
        Assert.Equal([1, 2], await store.ReadAnswerAsync(Ridge));
        Assert.Empty(await store.ReadPartsAsync(Ridge));
    }

    private static GeometryKey Ridge { get; } = new("s-1", "89ab89ab89ab89ab");

    protected static IReadOnlyDictionary<string, ReadOnlyMemory<byte>> NoFiles { get; } = new Dictionary<string, ReadOnlyMemory<byte>>();

    protected static StoredSweep Sweep(string id) =>
        new(
            id,
            "name of " + id,
            Encoding.UTF8.GetBytes("{\"Ä\":1}"),
            ["f00d"],
            SweepState.Running,
            null,
            new DateTimeOffset(2026, 2, 3, 4, 5, 6, 7, TimeSpan.Zero),
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    protected static async Task<List<StoredBlock>> ReadAsync(ICensusReader store, IReadOnlyList<BlockKey> keys)
    {
        var blocks = new List<StoredBlock>();
        await foreach (StoredBlock block in store.ReadBlocksAsync(keys))
        {
            blocks.Add(block);
        }

        return blocks;
    }
}
