using Orleans.Runtime.Messaging;
using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Client.Clusters;

/// <summary>
/// Calls of grains. They are short, safe to repeat, and repeated while a silo is being replaced: a call in flight to a killed
/// silo hangs until its timeout (dotnet/orleans issue 10165).
/// </summary>
internal sealed class PatientCalls(string place, TimeProvider time)
{
    /// <summary>One call.</summary>
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);

    /// <summary>All tries of a call: a killed silo is evicted and its grains answer elsewhere within this.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Makes a call until it is answered.</summary>
    /// <exception cref="CommandException">Nobody answers.</exception>
    internal async Task<T> Ask<T>(Func<Task<T>> call, CancellationToken cancellation)
    {
        long began = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await call().WaitAsync(CallTimeout, time, cancellation);
            }
            catch (Exception fault) when (IsTransient(fault))
            {
                if (time.GetElapsedTime(began) + Pause >= Patience)
                {
                    throw CommandException.Unreachable(
                        $"{place} does not answer ({fault.Message.Split('\n')[0].TrimEnd('.')}). Check that its silos run.", fault);
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

    private static bool IsTransient(Exception fault) => fault
        is TimeoutException
        or SiloUnavailableException
        or OrleansMessageRejectionException
        or ConnectionFailedException
        or ClientNotAvailableException
        or System.Net.Sockets.SocketException;
}
