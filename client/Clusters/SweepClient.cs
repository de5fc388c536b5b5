using Orleans.Runtime.Messaging;
using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Client.Clusters;

/// <summary>
/// Asks the grains about sweeps. Calls are short, safe to repeat and repeated while a silo is being replaced: a call in flight
/// to a killed silo hangs until its timeout (dotnet/orleans issue 10165).
/// </summary>
internal sealed class SweepClient(ClusterLink link, TimeProvider time)
{
    /// <summary>The key of the one grain that lists sweeps.</summary>
    private const long ListKey = 0;

    /// <summary>One call.</summary>
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);

    /// <summary>All tries of a call: a killed silo is evicted and its grains answer elsewhere within this.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>What it asks, for messages.</summary>
    internal string Place => link.Place;

    /// <summary>All sweeps, newest first.</summary>
    internal Task<IReadOnlyList<SweepSummary>> List(CancellationToken cancellation) =>
        Ask(() => link.Grains.GetGrain<ISweepListGrain>(ListKey).List(), cancellation);

    /// <summary>Hands a sweep in.</summary>
    internal Task<SubmitAnswer> Submit(string id, SweepSubmission submission, CancellationToken cancellation) =>
        Ask(() => Sweep(id).Submit(submission), cancellation);

    /// <summary>Where a sweep stands.</summary>
    internal async Task<SweepStatus> Status(string id, CancellationToken cancellation) =>
        Known(id, await Ask(() => Sweep(id).GetStatus(), cancellation));

    /// <summary>Stops a sweep.</summary>
    internal async Task<SweepStatus> Cancel(string id, CancellationToken cancellation) =>
        Known(id, await Ask(() => Sweep(id).Cancel(), cancellation));

    /// <summary>Goes on with a sweep.</summary>
    internal async Task<SweepStatus> Resume(string id, CancellationToken cancellation) =>
        Known(id, await Ask(() => Sweep(id).Resume(), cancellation));

    /// <summary>One of the files of a census; null while the sweep is not done.</summary>
    internal async Task<byte[]?> Results(string id, ResultFile file, CancellationToken cancellation)
    {
        byte[]? whole = null;
        for (long offset = 0; whole is null || offset < whole.Length;)
        {
            long from = offset;
            ResultChunk? chunk = await Ask(() => Sweep(id).GetResults(file, from), cancellation);
            if (chunk is null)
            {
                return null;
            }

            if ((whole is not null && whole.Length != chunk.TotalLength) || (chunk.Bytes.Length == 0 && offset < chunk.TotalLength))
            {
                throw CommandException.Failed($"The results of {id} changed while they were read. Give the command again.");
            }

            whole ??= new byte[chunk.TotalLength];
            chunk.Bytes.CopyTo(whole, offset);
            offset += chunk.Bytes.Length;
        }

        return whole;
    }

    private ISweepGrain Sweep(string id) => link.Grains.GetGrain<ISweepGrain>(id);

    private SweepStatus Known(string id, SweepStatus? status) =>
        status ?? throw CommandException.WrongInput($"No sweep is called '{id}' in {link.Place}.");

    private async Task<T> Ask<T>(Func<Task<T>> call, CancellationToken cancellation)
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
                        $"{link.Place} does not answer ({fault.Message.Split('\n')[0].TrimEnd('.')}). Check that its silos run.", fault);
                }
            }

            await Task.Delay(Pause, time, cancellation);
        }
    }

    private static bool IsTransient(Exception fault) => fault
        is TimeoutException
        or SiloUnavailableException
        or OrleansMessageRejectionException
        or ConnectionFailedException
        or ClientNotAvailableException
        or System.Net.Sockets.SocketException;
}
