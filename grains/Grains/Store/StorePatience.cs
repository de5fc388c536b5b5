using Microsoft.Extensions.Logging;
using OrleansSymmetry.Grains.Sweeps;

namespace OrleansSymmetry.Grains.Store;

/// <summary>Repeats what a store did not answer; a server may be down for minutes.</summary>
/// <param name="work">Whose work waits, for the log.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Told of every attempt that was in vain.</param>
internal sealed partial class StorePatience(string work, TimeProvider time, ILogger logger)
{
    /// <summary>Does it until the store answers; a fault that will not pass is thrown.</summary>
    public async Task<T> Ask<T>(Func<Task<T>> question, CancellationToken cancellation)
    {
        for (int lost = 1; ; lost++)
        {
            try
            {
                return await question();
            }
            catch (StoreException fault) when (fault.IsTransient)
            {
                LogWaits(logger, work, fault.Message);
            }

            await Task.Delay(RetryDelays.After(lost), time, cancellation);
        }
    }

    [LoggerMessage(13, LogLevel.Warning, "{Work} waits for its store: {Reason}")]
    private static partial void LogWaits(ILogger logger, string work, string reason);
}
