using Orleans.Runtime.Messaging;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Store;

namespace OrleansSymmetry.Client.Clusters;

/// <summary>
/// Calls of grains. They are short, safe to repeat, and repeated while a silo is being replaced: a call in flight to a killed
/// silo hangs until its timeout (dotnet/orleans issue 10165).
/// </summary>
internal sealed class PatientCalls(ClusterLink link, TimeProvider time)
{
    /// <summary>One call.</summary>
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(5);

    /// <summary>
    /// All calls of a command, the way to the cluster included. A silo that was killed or hangs is evicted and its grains answer
    /// elsewhere within this; and whoever waits at the console is told within 15 s.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(13);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private long _began = time.GetTimestamp();
    private TimeSpan _before = link.Took;

    /// <summary>What follows is a question of its own, as in a command that asks again and again.</summary>
    internal void Anew()
    {
        _began = time.GetTimestamp();
        _before = TimeSpan.Zero;
    }

    /// <summary>Makes a call until it is answered.</summary>
    /// <exception cref="CommandException">Nobody answers.</exception>
    internal async Task<T> Ask<T>(Func<Task<T>> call, CancellationToken cancellation)
    {
        while (true)
        {
            TimeSpan left = Patience - _before - time.GetElapsedTime(_began);
            TimeSpan timeout = left < CallTimeout ? left : CallTimeout;
            try
            {
                return await call().WaitAsync(timeout > Pause ? timeout : Pause, time, cancellation);
            }
            catch (Exception fault) when (IsTransient(fault))
            {
                if (_before + time.GetElapsedTime(_began) + Pause >= Patience)
                {
                    throw CommandException.Unreachable(Said(fault), fault);
                }
            }

            await Task.Delay(Pause, time, cancellation);
        }
    }

    /// <summary>A file that comes in pieces; null when there is none.</summary>
    /// <param name="piece">Asks for the piece from a byte on.</param>
    /// <param name="name">What the file is, for messages.</param>
    /// <param name="cancellation">Gives up.</param>
    internal async Task<byte[]?> Whole(Func<long, Task<ResultChunk?>> piece, string name, CancellationToken cancellation)
    {
        byte[]? whole = null;
        for (long offset = 0; whole is null || offset < whole.Length;)
        {
            long from = offset;
            if (from > 0)
            {
                Anew();
            }

            ResultChunk? chunk = await Ask(() => piece(from), cancellation);
            if (chunk is null)
            {
                return null;
            }

            if ((whole is not null && whole.Length != chunk.TotalLength) || (chunk.Bytes.Length == 0 && offset < chunk.TotalLength))
            {
                throw CommandException.Failed($"The {name} changed while being read. Give the command again.");
            }

            whole ??= new byte[chunk.TotalLength];
            chunk.Bytes.CopyTo(whole, offset);
            offset += chunk.Bytes.Length;
        }

        return whole;
    }

    private string Said(Exception fault) => fault is StoreException
        ? $"{link.Place} cannot answer. {fault.Message}"
        : $"{link.Place} does not answer ({fault.Message.Split('\n')[0].TrimEnd('.')}). Check that its silos run.";

    private static bool IsTransient(Exception fault) => fault
        is TimeoutException
        or StoreException { IsTransient: true }
        or SiloUnavailableException
        or OrleansMessageRejectionException
        or ConnectionFailedException
        or ClientNotAvailableException
        or System.Net.Sockets.SocketException;
}
