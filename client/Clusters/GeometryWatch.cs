using System.Runtime.CompilerServices;
using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Client.Clusters;

/// <summary>A geometry question, asked and looked after until it is answered.</summary>
internal static class GeometryWatch
{
    /// <summary>Most questions are answered within a second.</summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);

    /// <summary>Has a question answered while somebody watches.</summary>
    /// <param name="client">Whom to ask.</param>
    /// <param name="progress">What is shown meanwhile.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stop">Ends the watch.</param>
    /// <returns>The answer's bytes; null when the user stopped it.</returns>
    /// <exception cref="RefusedException">The question is refused.</exception>
    /// <exception cref="FailedWorkException">It cannot be answered.</exception>
    internal static async Task<byte[]?> AnswerWith(this GeometryClient client, IProgressView progress, TimeProvider time, CancellationToken stop)
    {
        try
        {
            return await progress.Follow(Follow(client, time, progress.Silent, stop)) switch
            {
                { State: GeometryState.Done } => await client.Anew().Answer(stop)
                    ?? throw new FailedWorkException("The answer is no longer stored. Give the command again."),
                { State: GeometryState.Refused } refused => throw new RefusedException(refused.Faults),
                { } failed => throw new FailedWorkException(string.Join('\n', failed.Faults)),
                null => null,
            };
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>
    /// The statuses; the last one is of a question that is answered, refused or failed, unless the watcher was told to stop. A
    /// question whose silo was lost is asked again, and a cluster that stops answering is waited for.
    /// </summary>
    /// <param name="client">Whom to ask.</param>
    /// <param name="time">The clock.</param>
    /// <param name="silent">Told once each time that the cluster stops answering.</param>
    /// <param name="stop">Ends the watch.</param>
    internal static async IAsyncEnumerable<GeometryStatus> Follow(
        GeometryClient client, TimeProvider time, Action<SilentClusterException> silent, [EnumeratorCancellation] CancellationToken stop)
    {
        GeometryStatus status = await client.Ask(stop);
        for (TimeSpan pause = FirstPause; ; pause = pause * 2 < SilentCluster.Period ? pause * 2 : SilentCluster.Period)
        {
            yield return status;
            if (status.State != GeometryState.Computing)
            {
                yield break;
            }

            await Task.Delay(pause, time, stop);
            status = await SilentCluster.OutlastAsync(LookAsync, time, silent, stop);
        }

        async Task<GeometryStatus> LookAsync(CancellationToken cancellation)
        {
            GeometryClient look = client.Anew();
            return await look.Status(cancellation) ?? await look.Ask(cancellation);
        }
    }
}
