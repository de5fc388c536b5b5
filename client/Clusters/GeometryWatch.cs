using System.Runtime.CompilerServices;
using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Client.Clusters;

/// <summary>A geometry question, asked and looked after until it is answered.</summary>
internal static class GeometryWatch
{
    /// <summary>Most questions are answered within a second.</summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);

    /// <summary>Often enough to look alive, seldom enough to cost nothing.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// The statuses; the last one is of a question that is answered, refused or failed, unless the watcher was told to stop. A
    /// question whose silo was lost is asked again.
    /// </summary>
    internal static async IAsyncEnumerable<GeometryStatus> Follow(
        GeometryClient client, TimeProvider time, [EnumeratorCancellation] CancellationToken stop)
    {
        GeometryStatus status = await client.Ask(stop);
        for (TimeSpan pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            yield return status;
            if (status.State != GeometryState.Computing)
            {
                yield break;
            }

            await Task.Delay(pause, time, stop);
            status = await client.Status(stop) ?? await client.Ask(stop);
        }
    }
}
