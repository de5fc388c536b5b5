using Orleans.Runtime.Messaging;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Store;

namespace OrleansSymmetry.Client.Clusters;

/// <summary>
/// Calls grains until a deadline. A call is short and safe to repeat. It is repeated while a silo is being replaced, because a call in flight to
/// a killed silo hangs until its timeout (dotnet/orleans issue 10165).
/// </summary>
internal sealed class GrainCalls
{
    /// <summary>
    /// Time for all calls of a command, the way to the cluster included; or for one look of a command that looks again and again. Within this
    /// time a cluster evicts a silo that was killed or hangs, and its grains answer elsewhere. The user is told within 15 s.
    /// </summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(13);

    /// <summary>Time for one call.</summary>
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly ClusterLink _link;
    private readonly TimeProvider _time;
    private readonly RetryPolicy _policy;
    private readonly Deadline _deadline;

    /// <summary>The calls of a command that has just found its cluster.</summary>
    internal GrainCalls(ClusterLink link, TimeProvider time)
        : this(
            link,
            time,
            new RetryPolicy(time, IsTransient) { Pauses = Backoff.Constant(Pause), AttemptTimeout = CallTimeout },
            new Deadline(time, Patience - link.Took))
    {
    }

    private GrainCalls(ClusterLink link, TimeProvider time, RetryPolicy policy, Deadline deadline)
    {
        _link = link;
        _time = time;
        _policy = policy;
        _deadline = deadline;
    }

    /// <summary>The same calls for a question of its own, with a deadline of its own.</summary>
    internal GrainCalls Anew() => new(_link, _time, _policy, new Deadline(_time, Patience));

    /// <summary>Makes a call until it is answered.</summary>
    /// <exception cref="SilentClusterException">Nobody answers.</exception>
    internal async Task<T> Ask<T>(Func<Task<T>> call, CancellationToken cancellation)
    {
        try
        {
            return await _policy.RunAsync(_ => call(), cancellation, _deadline);
        }
        catch (Exception fault) when (IsTransient(fault))
        {
            throw new SilentClusterException(_link.Place, fault);
        }
    }

    /// <summary>A file that comes in pieces; null when there is none. Each piece after the first has a deadline of its own.</summary>
    /// <param name="piece">Asks for the piece from a byte on.</param>
    /// <param name="name">What the file is, for messages.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="FailedWorkException">The file changed while it was read.</exception>
    /// <exception cref="SilentClusterException">Nobody answers.</exception>
    internal async Task<byte[]?> Whole(Func<long, Task<ResultChunk?>> piece, string name, CancellationToken cancellation)
    {
        try
        {
            return await ResultPieces.JoinAsync(offset => (offset == 0 ? this : Anew()).Ask(() => piece(offset), cancellation));
        }
        catch (ResultChangedException fault)
        {
            throw new FailedWorkException($"The {name} changed while being read. Give the command again.", fault);
        }
    }

    private static bool IsTransient(Exception fault) => fault
        is TimeoutException
        or StoreException { IsTransient: true }
        or SiloUnavailableException
        or OrleansMessageRejectionException
        or ConnectionFailedException
        or ClientNotAvailableException
        or System.Net.Sockets.SocketException;
}
