using Microsoft.Extensions.Logging;

namespace OrleansSymmetry.Access;

/// <summary>Logs what was refused: the first at once, then at most one line a second, so that whoever knocks cannot fill the log.</summary>
/// <param name="what">What is refused: connection, call.</param>
/// <param name="logger">Where to.</param>
/// <param name="time">The clock.</param>
public sealed partial class RefusalLog(string what, ILogger logger, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private long? _last;
    private int _silent;

    /// <summary>Adds one that came from a place.</summary>
    public void Add(string place, string reason)
    {
        int others;
        lock (_lock)
        {
            if (_last is { } last && time.GetElapsedTime(last) < Pause)
            {
                _silent++;
                return;
            }

            _last = time.GetTimestamp();
            (others, _silent) = (_silent, 0);
        }

        LogRefused(logger, what, place, reason, others);
    }

    [LoggerMessage(60, LogLevel.Warning, "A {What} from {Place} was refused (and {Others} others since the last line): {Reason}")]
    private static partial void LogRefused(ILogger logger, string what, string place, string reason, int others);
}
