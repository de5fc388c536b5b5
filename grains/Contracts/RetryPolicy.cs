using Polly;
using Polly.Retry;

namespace OrleansSymmetry.Contracts;

/// <summary>
/// Repeats what is safe to repeat until it succeeds: a call of a grain, a question to a store. Attempts and callbacks run one after the other,
/// in the turns of whoever asks, so that a grain may use it without a lock.
/// </summary>
public sealed class RetryPolicy
{
    private static readonly ResiliencePropertyKey<Run> RunKey = new("run");

    private readonly TimeProvider _time;
    private readonly Func<Exception, bool> _isTransient;
    private readonly ResiliencePipeline _pipeline;

    /// <param name="time">The clock.</param>
    /// <param name="isTransient">Whether a fault may pass; asked once for each failed attempt. Any other fault is thrown at once.</param>
    public RetryPolicy(TimeProvider time, Func<Exception, bool> isTransient)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(isTransient);
        _time = time;
        _isTransient = isTransient;
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = failed => ValueTask.FromResult(IsRepeated(failed)),
                DelayGenerator = failed => ValueTask.FromResult<TimeSpan?>(Pauses.After(failed.AttemptNumber + 1)),
                OnRetry = failed =>
                {
                    RunOf(failed.Context).Retrying?.Invoke(new Retry(failed.Outcome.Exception!, failed.AttemptNumber + 1, failed.RetryDelay));
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    /// <summary>The pauses between attempts.</summary>
    public Backoff Pauses { get; init; } = Backoff.Doubling;

    /// <summary>
    /// When an attempt without an answer is given up with a <see cref="TimeoutException"/>, or at the deadline if that comes first; an attempt
    /// gets at least the first pause. Null: an attempt may take as long as it likes.
    /// </summary>
    public TimeSpan? AttemptTimeout { get; init; }

    /// <summary>Tries until it succeeds.</summary>
    /// <param name="attempt">One attempt.</param>
    /// <param name="cancellation">Ends the pause or the attempt that is under way; there is no further one.</param>
    /// <param name="deadline">No attempt begins after it: the last fault is thrown instead. Null: there is none.</param>
    /// <param name="retrying">Told of each attempt that was in vain and is repeated, before the pause.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task<T> RunAsync<T>(
        Func<CancellationToken, Task<T>> attempt, CancellationToken cancellation, Deadline? deadline = null, Action<Retry>? retrying = null)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        ResilienceContext context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: true, cancellation);
        context.Properties.Set(RunKey, new Run(deadline, retrying));
        try
        {
            return await _pipeline.ExecuteAsync(async _ => await TryAsync(attempt, deadline, cancellation), context);
        }
        catch (Exception fault) when (cancellation.IsCancellationRequested && fault is not OperationCanceledException)
        {
            throw new OperationCanceledException(fault.Message, fault, cancellation);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>Tries until it succeeds, where success says nothing more.</summary>
    /// <param name="attempt">One attempt.</param>
    /// <param name="cancellation">As above.</param>
    /// <param name="deadline">As above.</param>
    /// <param name="retrying">As above.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public Task RunAsync(Func<CancellationToken, Task> attempt, CancellationToken cancellation, Deadline? deadline = null, Action<Retry>? retrying = null)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        return RunAsync(
            async token =>
            {
                await attempt(token);
                return true;
            },
            cancellation,
            deadline,
            retrying);
    }

    private static Run RunOf(ResilienceContext context) => context.Properties.GetValue(RunKey, Run.Endless);

    private bool IsRepeated(RetryPredicateArguments<object> failed) =>
        failed.Outcome.Exception is { } fault
        && !failed.Context.CancellationToken.IsCancellationRequested
        && _isTransient(fault)
        && !(RunOf(failed.Context).Deadline is { } deadline && deadline.Left <= Pauses.After(failed.AttemptNumber + 1));

    private Task<T> TryAsync<T>(Func<CancellationToken, Task<T>> attempt, Deadline? deadline, CancellationToken cancellation)
    {
        if (AttemptTimeout is not { } timeout)
        {
            return attempt(cancellation);
        }

        TimeSpan left = deadline is null || deadline.Left > timeout ? timeout : deadline.Left;
        return attempt(cancellation).WaitAsync(left > Pauses.First ? left : Pauses.First, _time, cancellation);
    }

    /// <summary>What one run adds to the policy.</summary>
    private sealed record Run(Deadline? Deadline, Action<Retry>? Retrying)
    {
        public static Run Endless { get; } = new(null, null);
    }
}
