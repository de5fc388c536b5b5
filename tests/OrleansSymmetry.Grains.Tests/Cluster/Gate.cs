using System.Collections.Concurrent;

namespace OrleansSymmetry.Grains.Tests.Cluster;

/// <summary>Numbered work that can be told to wait or to throw.</summary>
public sealed class Gate
{
    private readonly ConcurrentDictionary<long, int> _throws = new();
    private volatile TaskCompletionSource _open = new();
    private int _waiting;
    private long _heldFrom = long.MaxValue;

    /// <summary>Threads that wait because of <see cref="HoldFrom"/>.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Work of this number or a later one waits; earlier work that waited goes on.</summary>
    public void HoldFrom(long number)
    {
        TaskCompletionSource before = _open;
        _open = new TaskCompletionSource();
        Volatile.Write(ref _heldFrom, number);
        before.TrySetResult();
    }

    /// <summary>All work goes on.</summary>
    public void Release() => HoldFrom(long.MaxValue);

    /// <summary>Work of this number throws that many times.</summary>
    public void Throw(long number, int times) => _throws[number] = times;

    /// <summary>Waits as it was told.</summary>
    public void Pass(long number, CancellationToken cancellation)
    {
        while (number >= Volatile.Read(ref _heldFrom))
        {
            Interlocked.Increment(ref _waiting);
            try
            {
                _open.Task.Wait(cancellation);
            }
            finally
            {
                Interlocked.Decrement(ref _waiting);
            }
        }

        // A wait that ends because of its token may as well find the way open: what was called off is not computed.
        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>Throws as it was told.</summary>
    public void ThrowWhereTold(long number, string what)
    {
        if (_throws.TryGetValue(number, out int times) && times > 0)
        {
            _throws[number] = times - 1;
            throw new InvalidOperationException($"{what} {number} is bewitched");
        }
    }
}
