using System.Diagnostics;
using OrleansSymmetry.EndToEnd.Processes;
using OrleansSymmetry.Grains.Store;
using StackExchange.Redis;

namespace OrleansSymmetry.EndToEnd.Kills;

/// <summary>
/// The blocks of the one landscape in a cluster's Redis, read past the product. A cluster has recovered from an event when every
/// block that was handed out when it happened is stored: the victim's blocks too. Blocks are handed out in the order of their seeds,
/// so these are the first (stored + in flight), and at most twice as many are in flight as there are compute threads.
/// </summary>
internal sealed class Recovery(RedisServer redis, int runs, int threads) : IAsyncDisposable
{
    private const string Blocks = "orleans-symmetry:census:blocks:*";
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private ConnectionMultiplexer? _connection;
    private RedisKey? _key;

    /// <summary>Blocks that are stored, by their first seed; null while Redis does not answer.</summary>
    public async Task<SortedDictionary<long, int>?> Stored()
    {
        try
        {
            _connection ??= await ConnectionMultiplexer.ConnectAsync($"{redis.Address},abortConnect=false,connectTimeout=1000,asyncTimeout=1000");
            _key ??= _connection.GetServers()[0].Keys(pattern: Blocks).Cast<RedisKey?>().FirstOrDefault();
            var stored = new SortedDictionary<long, int>();
            if (_key is { } key)
            {
                foreach (RedisValue field in await _connection.GetDatabase().HashKeysAsync(key))
                {
                    var block = BlockKey.Parse($"landscape/{field}");
                    stored.Add(block.First, block.Count);
                }
            }

            return stored;
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            return null;
        }
    }

    /// <summary>Waits until a share of the runs is stored, and returns the blocks that are.</summary>
    public async Task<SortedDictionary<long, int>> Reaches(double share, int seconds)
    {
        SortedDictionary<long, int>? stored = null;
        await Eventually.Holds(
            $"{share:P0} of the runs are stored", async () => (stored = await Stored())?.Values.Sum() >= share * runs, seconds,
            () => $"{stored?.Values.Sum()} runs");
        return stored!;
    }

    /// <summary>Seconds from a moment until every block that had been handed out is stored; null when that does not happen.</summary>
    public async Task<double?> Since(long moment, SortedDictionary<long, int> before, double seconds)
    {
        int size = before.Values.Max();
        long handedOut = Math.Min(runs, before.Values.Sum() + (2L * threads * size));
        while (Stopwatch.GetElapsedTime(moment).TotalSeconds < seconds)
        {
            if (await Stored() is { } now && now.Where(block => block.Key < handedOut).Sum(block => block.Value) >= handedOut)
            {
                return Stopwatch.GetElapsedTime(moment).TotalSeconds;
            }

            await Task.Delay(Poll);
        }

        return null;
    }

    /// <summary>Whether the blocks hold every seed exactly once.</summary>
    public async Task<bool> HoldsEverySeedOnce()
    {
        long next = 0;
        foreach ((long first, int count) in await Stored() ?? [])
        {
            if (first != next)
            {
                return false;
            }

            next = first + count;
        }

        return next == runs;
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }
    }
}
