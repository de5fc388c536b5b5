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

    /// <summary>A cluster that is restarted whole comes back within this.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(5);

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
        for (TimeSpan pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            yield return status;
            if (status.State != GeometryState.Computing)
            {
                yield break;
            }

            await Task.Delay(pause, time, stop);
            status = await Look(client, time, silent, stop);
        }
    }

    private static async Task<GeometryStatus> Look(GeometryClient client, TimeProvider time, Action<string> silent, CancellationToken stop)
    {
        long? silentSince = null;
        while (true)
        {
            try
            {
                client.Anew();
                return await client.Status(stop) ?? await client.Ask(stop);
            }
            catch (CommandException fault) when (fault.ExitCode == ExitCode.Unreachable)
            {
                if (silentSince is null)
                {
                    silentSince = time.GetTimestamp();
                    silent(fault.Message + " Trying again.");
                }
                else if (time.GetElapsedTime(silentSince.Value) > LongestSilence)
                {
                    throw;
                }
            }

            await Task.Delay(LongestPause, time, stop);
        }
    }
}
