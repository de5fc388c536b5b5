namespace OrleansSymmetry.Hosting;

/// <summary>
/// The time of the machine, its time stamps counted from when this clock was made.
/// Orleans' watchdog starts the thread that compares a time stamp before it sets that stamp (Watchdog.Start of Orleans 10.4). The thread
/// reads 0, and warns that a check "has not completed" for as long as the machine has been running. With this clock 0 is the start of the
/// silo, so the comparison is right.
/// </summary>
internal sealed class SiloClock : TimeProvider
{
    private readonly long _start = System.GetTimestamp();

    /// <inheritdoc/>
    public override long GetTimestamp() => System.GetTimestamp() - _start;
}

/// <summary>Gives a silo its clock.</summary>
internal static class SiloClockHosting
{
    /// <summary>The part of Orleans that watches silos, the watchdog with it, takes its time from a <see cref="SiloClock"/>.</summary>
    public static ISiloBuilder UseSiloClock(this ISiloBuilder silo)
    {
        silo.Services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.Membership, new SiloClock());
        return silo;
    }
}
