using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace OrleansSymmetry.Tests;

/// <summary>A clock that moves to the next timer as soon as somebody waits for it, and not before: no test waits for real time.</summary>
internal sealed class HandClock : TimeProvider
{
    private readonly FakeTimeProvider _time = new();
    private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();
    private readonly DateTimeOffset _began;

    public HandClock() => _began = _time.GetUtcNow();

    /// <summary>Seconds that it has shown.</summary>
    public double Seconds => (_time.GetUtcNow() - _began).TotalSeconds;

    /// <inheritdoc/>
    public override long TimestampFrequency => _time.TimestampFrequency;

    /// <inheritdoc/>
    public override long GetTimestamp() => _time.GetTimestamp();

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _time.GetUtcNow();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = _time.CreateTimer(callback, state, dueTime, period);
        _timers.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Moves from timer to timer until the task has ended, and gives its result.</summary>
    public async Task<T> Pass<T>(Task<T> task)
    {
        await Pass((Task)task);
        return await task;
    }

    /// <summary>Moves from timer to timer until the task has ended. One timer runs at a time.</summary>
    public async Task Pass(Task task)
    {
        while (!task.IsCompleted)
        {
            Task<TimeSpan> next = _timers.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask();
            if (await Task.WhenAny(task, next) == next)
            {
                _time.Advance(await next);
            }
        }

        await task;
    }
}
