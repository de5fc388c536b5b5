using System.Runtime.CompilerServices;
using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Client.Clusters;

/// <summary>A geometry question, asked and looked after until it is answered.</summary>
internal static class GeometryWatch
{
    /// <summary>Most questions are answered within a second.</summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// The statuses; the last one is of a question that is answered, refused or failed, unless the watcher was told to stop. A
    /// question whose silo was lost is asked again, and a cluster that stops answering is waited for.
    /// </summary>
    /// <param name="client">Whom to ask.</param>
    /// <param name="time">The clock.</param>
    /// <param name="silent">Told once each time that the cluster stops answering.</param>
    /// <param name="stop">Ends the watch.</param>
    internal static async IAsyncEnumerable<GeometryStatus> Follow(
        GeometryClient client, TimeProvider time, Action<string> silent, [EnumeratorCancellation] CancellationToken stop)
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
            client.Anew();
            return await client.Status(cancellation) ?? await client.Ask(cancellation);
        }
    }
}
