using System.Runtime.CompilerServices;
using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Client.Clusters;

/// <summary>A sweep's status, asked for again and again until the sweep rests.</summary>
internal static class SweepWatch
{
    /// <summary>The statuses; the last one is of a sweep that is done, cancelled or failed, unless the watcher was told to stop.</summary>
    /// <param name="client">Whom to ask.</param>
    /// <param name="id">The sweep.</param>
    /// <param name="time">The clock.</param>
    /// <param name="silent">Told once each time that the cluster stops answering.</param>
    /// <param name="stop">Ends the watch without an exception.</param>
    internal static async IAsyncEnumerable<SweepStatus> Follow(
        SweepClient client, string id, TimeProvider time, Action<SilentClusterException> silent, [EnumeratorCancellation] CancellationToken stop)
    {
        while (true)
        {
            SweepStatus status;
            try
            {
                status = await SilentCluster.OutlastAsync(cancellation => client.Anew().Status(id, cancellation), time, silent, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                yield break;
            }

            yield return status;
            if (status.State is SweepState.Done or SweepState.Cancelled or SweepState.Failed)
            {
                yield break;
            }

            try
            {
                await Task.Delay(SilentCluster.Period, time, stop);
            }
            catch (OperationCanceledException)
            {
                yield break;
            }
        }
    }
}
