using OrleansSymmetry.Access;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.EndToEnd.Processes;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Grains.Tests.Store;
using StackExchange.Redis;

namespace OrleansSymmetry.EndToEnd.Store;

/// <summary>The promises of every census store, kept by the one on a real Redis server; each test has a server of its own.</summary>
[Trait("Tier", "redis")]
public sealed class RedisCensusStoreTests : CensusStoreContract, IAsyncLifetime
{
    private RedisServer? _redis;

    private RedisServer Redis => _redis!;

    public async ValueTask InitializeAsync() => _redis = await RedisServer.StartAsync();

    public ValueTask DisposeAsync() => Redis.DisposeAsync();

    [Fact]
    public async Task Server_that_was_killed_comes_back_with_what_it_acknowledged()
    {
        var key = new BlockKey("a", 0, 64);
        await using ICensusStore store = await OpenEmptyAsync();
        await store.AddBlockAsync(key, [1, 2, 3]);

        await Redis.KillAndRestartAsync();

        await Eventually.Holds("the store answers again", () => Answers(store));
        Assert.Equal([1, 2, 3], await store.ReadBlockAsync(key));
    }

    [Fact]
    public async Task Server_that_is_gone_is_a_transient_fault_that_names_it()
    {
        await using ICensusStore store = await OpenEmptyAsync();
        Redis.Kill();

        StoreException fault = await Assert.ThrowsAsync<StoreException>(() => store.ReadSweepAsync("s-1"));

        Assert.True(fault.IsTransient);
        Assert.Equal($"The census store on Redis at {Redis.Address} does not answer. Check that the server runs.", fault.Message);
    }

    [Fact]
    public async Task Call_to_a_server_that_hangs_is_given_up_when_it_is_asked_to_be()
    {
        await using ICensusStore store = await OpenEmptyAsync();
        await store.AddSweepAsync(Sweep("s-1"), NoFiles);
        Redis.Stop();
        using var givingUp = new CancellationTokenSource();
        Task[] calls =
        [
            store.SetStateAsync("s-1", SweepState.Failed, null, givingUp.Token),
            store.AddBlockAsync(new BlockKey("a", 0, 64), [1], givingUp.Token),
            store.ReadSweepAsync("s-1", givingUp.Token),
            store.ReadBlockKeysAsync("a", givingUp.Token),
        ];
        Assert.All(calls, call => Assert.False(call.IsCompleted));

        await givingUp.CancelAsync();

        foreach (Task call in calls)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(TimeSpan.FromSeconds(1), CancellationToken.None));
        }

        Redis.GoOn();
        await Eventually.Holds("the store answers again", () => Answers(store));
    }

    [Fact]
    public async Task Store_of_another_schema_is_refused_with_both_versions()
    {
        await (await OpenEmptyAsync()).DisposeAsync();
        await using (ConnectionMultiplexer connection = await ConnectionMultiplexer.ConnectAsync(Redis.Address))
        {
            await connection.GetDatabase().StringSetAsync("orleans-symmetry:census:schema", "99");
        }

        StoreException fault = await Assert.ThrowsAsync<StoreException>(OpenEmptyAsync);

        Assert.Contains("has schema 99; this version of OrleansSymmetry reads and writes schema 1.", fault.Message, StringComparison.Ordinal);
        Assert.False(fault.IsTransient);
    }

    protected override async Task<ICensusStore> OpenEmptyAsync() => await RedisCensusStore.OpenAsync(RedisAddress.Parse(Redis.Address));

    private static async Task<bool> Answers(ICensusStore store)
    {
        try
        {
            await store.ReadSweepsAsync();
            return true;
        }
        catch (StoreException fault) when (fault.IsTransient)
        {
            return false;
        }
    }
}
