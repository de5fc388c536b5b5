using System.Collections.Concurrent;
using System.Reflection;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Store;

namespace OrleansSymmetry.Grains.Tests.Store;

/// <summary>A store that remembers what it was asked.</summary>
public class WatchedStore : DispatchProxy
{
    private ICensusStore? _inner;

    /// <summary>Calls about one sweep, landscape, block or question: the method's name and its first argument.</summary>
    public ConcurrentQueue<(string Method, string Argument)> Asked { get; } = [];

    /// <summary>The blocks that were read.</summary>
    public ConcurrentQueue<BlockKey> BlocksRead { get; } = [];

    /// <summary>An empty store, and who watches it.</summary>
    public static (ICensusStore Store, WatchedStore Watch) Open()
    {
        ICensusStore store = Create<ICensusStore, WatchedStore>();
        var watch = (WatchedStore)(object)store;
        watch._inner = SqliteCensusStore.Open(Path.Combine(TemporaryFolder.New(), "census.db"));
        return (store, watch);
    }

    /// <summary>How often a method was called with this first argument.</summary>
    public int Count(string method, string argument) => Asked.Count(call => call == (method, argument));

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        switch (args)
        {
            case [IReadOnlyList<BlockKey> keys, ..]:
                foreach (BlockKey key in keys)
                {
                    BlocksRead.Enqueue(key);
                }

                break;
            case [string or GeometryKey or BlockKey, ..]:
                Asked.Enqueue((targetMethod!.Name, $"{args[0]}"));
                break;
        }

        return targetMethod!.Invoke(_inner, args);
    }
}
