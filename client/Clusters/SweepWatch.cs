using System.Runtime.CompilerServices;
using OrleansSymmetry.Client.Rendering;
using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Client.Clusters;

/// <summary>A sweep's status, asked for again and again until the sweep rests.</summary>
internal static class SweepWatch
{
    /// <summary>Often enough to look alive, seldom enough to cost nothing.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    /// <summary>A cluster that is restarted whole comes back within this.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(5);

    /// <summary>The statuses; the last one is of a sweep that is done, cancelled or failed, unless the watcher was told to stop.</summary>
    /// <param name="client">Whom to ask.</param>
    /// <param name="id">The sweep.</param>
    /// <param name="time">The clock.</param>
    /// <param name="silent">Told once each time that the cluster stops answering.</param>
    /// <param name="stop">Ends the watch without an exception.</param>
    internal static async IAsyncEnumerable<SweepStatus> Follow(
        SweepClient client, string id, TimeProvider time, Action<string> silent, [EnumeratorCancellation] CancellationToken stop)
    {
        long? silentSince = null;
        while (!stop.IsCancellationRequested)
        {
            SweepStatus? status = null;
            client.Anew();
            try
            {
                status = await client.Status(id, stop);
                silentSince = null;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                yield break;
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

            if (status is not null)
            {
                yield return status;
                if (SweepFigures.IsOver(status.State))
                {
                    yield break;
                }
            }

            try
            {
                await Task.Delay(Period, time, stop);
            }
            catch (OperationCanceledException)
            {
                yield break;
            }
        }
    }
}
