using Microsoft.Extensions.Time.Testing;
using OrleansSymmetry.Client.Views;

namespace OrleansSymmetry.Client.Tests.Views;

public sealed class SpeedMeterTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Speed_is_that_of_the_last_seconds()
    {
        var meter = new SpeedMeter(_time);
        meter.Note(0);
        Assert.Null(meter.PerSecond);
        for (int second = 1; second <= 60; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            meter.Note(second <= 40 ? 10 * second : 400 + (50 * (second - 40)));
        }

        Assert.Equal(50, meter.PerSecond!.Value, 1e-9);
    }

    [Fact]
    public void Count_that_rests_has_no_speed()
    {
        var meter = new SpeedMeter(_time);
        meter.Note(7);
        _time.Advance(TimeSpan.FromSeconds(1));
        meter.Note(7);
        Assert.Null(meter.PerSecond);
    }
}
