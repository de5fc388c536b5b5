using OrleansSymmetry.Contracts;

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
    /// <param name="silent">Told once why nobody answers.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="SilentClusterException">The cluster was silent for five minutes.</exception>
    internal static Task<T> OutlastAsync<T>(
        Func<CancellationToken, Task<T>> question, TimeProvider time, Action<SilentClusterException> silent, CancellationToken stop)
    {
        var policy = new RetryPolicy(time, fault => fault is SilentClusterException) { Pauses = Backoff.Constant(Period) };

        // The silence begins when the first question has gone unanswered.
        return policy.RunAsync(question, stop, new Deadline(time, GrainCalls.Patience + LongestSilence), Tell);

        void Tell(Retry retry)
        {
            if (retry is { Failures: 1, Fault: SilentClusterException fault })
            {
                silent(fault);
            }
        }
    }
}
