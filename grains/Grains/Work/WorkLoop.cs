namespace OrleansSymmetry.Grains.Work;

/// <summary>
/// Keeps a window of jobs in flight: takes the next job whenever one has ended or the window has grown. It runs in the turns of the grain
/// that made it, so nothing here is locked.
/// </summary>
/// <param name="window">Most jobs in flight; asked anew before each job.</param>
/// <param name="time">The clock.</param>
internal sealed class WorkLoop(Func<int> window, TimeProvider time)
{
    // How soon a silo that joins gets work.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(0.5);

    private readonly List<Task> _inFlight = [];

    /// <summary>Runs jobs until none is in flight and there is no next one.</summary>
    /// <param name="next">Starts the next job; null while there is none.</param>
    /// <param name="stopping">Ends the loop when it is cancelled, and is cancelled when a job throws.</param>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    /// <exception cref="Exception">What the first job threw that threw; no job is in flight any more.</exception>
    public async Task RunAsync(Func<Task?> next, CancellationTokenSource stopping)
    {
        try
        {
            Task look = Task.Delay(Look, time, stopping.Token);
            while (Refill(next))
            {
                await Task.WhenAny([.. _inFlight, look]);
                if (look.IsCompleted)
                {
                    await look;
                    look = Task.Delay(Look, time, stopping.Token);
                }

                foreach (Task ended in _inFlight.Where(job => job.IsCompleted).ToArray())
                {
                    _inFlight.Remove(ended);
                    await ended;
                }
            }
        }
        catch
        {
            await stopping.CancelAsync();
            await Task.WhenAll(_inFlight).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    /// <summary>Fills the window; false when nothing is in flight then.</summary>
    private bool Refill(Func<Task?> next)
    {
        while (_inFlight.Count < window() && next() is { } job)
        {
            _inFlight.Add(job);
        }

        return _inFlight.Count > 0;
    }
}
