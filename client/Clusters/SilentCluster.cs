namespace OrleansSymmetry.Client.Clusters;

/// <summary>Outlasts a cluster that has stopped answering.</summary>
internal static class SilentCluster
{
    /// <summary>Between two questions: often enough to look alive, seldom enough to cost nothing.</summary>
    internal static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    /// <summary>A cluster that is restarted whole comes back within this.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(5);

    /// <summary>Asks until there is an answer.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="time">The clock.</param>
    /// <param name="silent">Told once that the cluster does not answer.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="CommandException">The cluster was silent for five minutes, or the answer is that the question is wrong.</exception>
    internal static async Task<T> OutlastAsync<T>(
        Func<CancellationToken, Task<T>> question, TimeProvider time, Action<string> silent, CancellationToken stop)
    {
        long? silentSince = null;
        while (true)
        {
            try
            {
                return await question(stop);
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

            await Task.Delay(Period, time, stop);
        }
    }
}
