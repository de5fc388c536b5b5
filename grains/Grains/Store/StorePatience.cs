using Microsoft.Extensions.Logging;
using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Grains.Store;

/// <summary>Repeats what a store did not answer, every 0.2 to 5 s; a server may be down for minutes.</summary>
/// <param name="work">Whose work waits, for the log.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Told of every attempt that was in vain.</param>
internal sealed partial class StorePatience(string work, TimeProvider time, ILogger logger)
{
    private readonly RetryPolicy _policy = new(time, fault => fault is StoreException { IsTransient: true });

    /// <summary>Does it until the store answers; a fault that will not pass is thrown.</summary>
    public Task<T> Ask<T>(Func<Task<T>> question, CancellationToken cancellation) =>
        _policy.RunAsync(_ => question(), cancellation, retrying: retry => LogWaits(logger, work, retry.Fault.Message));

    /// <summary>Does it until the store answers; a fault that will not pass is thrown.</summary>
    public Task Ask(Func<Task> question, CancellationToken cancellation) =>
        _policy.RunAsync(_ => question(), cancellation, retrying: retry => LogWaits(logger, work, retry.Fault.Message));

    [LoggerMessage(13, LogLevel.Warning, "{Work} waits for its store: {Reason}")]
    private static partial void LogWaits(ILogger logger, string work, string reason);
}
