using OrleansSymmetry.Hosting;

namespace OrleansSymmetry.Silo.Tests.Hosting;

public sealed class SiloClockTests
{
    [Fact]
    public void A_time_stamp_that_was_never_set_is_as_old_as_the_clock_and_not_as_the_machine()
    {
        const long NeverSet = 0;
        long before = TimeProvider.System.GetTimestamp();
        var clock = new SiloClock();

        TimeSpan age = clock.GetElapsedTime(NeverSet);

        Assert.InRange(age, TimeSpan.Zero, TimeProvider.System.GetElapsedTime(before));
    }

    [Fact]
    public void Between_two_time_stamps_is_as_much_time_as_with_the_clock_of_the_machine()
    {
        var clock = new SiloClock();
        long own = clock.GetTimestamp();
        long outer = TimeProvider.System.GetTimestamp();

        TimeSpan least = TimeProvider.System.GetElapsedTime(outer);
        TimeSpan measured = clock.GetElapsedTime(own);

        Assert.True(measured >= least);
        Assert.InRange(clock.GetUtcNow() - TimeProvider.System.GetUtcNow(), TimeSpan.FromSeconds(-5), TimeSpan.FromSeconds(5));
    }
}
