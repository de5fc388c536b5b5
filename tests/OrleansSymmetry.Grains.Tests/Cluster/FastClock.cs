namespace OrleansSymmetry.Grains.Tests.Cluster;

/// <summary>A clock that runs faster than the machine's.</summary>
internal sealed class FastClock(int times) : TimeProvider
{
    public override long TimestampFrequency => System.TimestampFrequency;

    public override long GetTimestamp() => System.GetTimestamp() * times;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Scaled(dueTime), Scaled(period));

    private TimeSpan Scaled(TimeSpan span) => span > TimeSpan.Zero ? span / times : span;
}
