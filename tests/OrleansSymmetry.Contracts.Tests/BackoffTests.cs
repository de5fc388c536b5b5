namespace OrleansSymmetry.Contracts.Tests;

public sealed class BackoffTests
{
    [Theory]
    [InlineData(1, 0.2)]
    [InlineData(2, 0.4)]
    [InlineData(3, 0.8)]
    [InlineData(4, 1.6)]
    [InlineData(5, 3.2)]
    [InlineData(6, 5)]
    [InlineData(7, 5)]
    [InlineData(5000, 5)]
    [InlineData(int.MaxValue, 5)]
    public void Pause_doubles_from_a_fifth_of_a_second_to_five_seconds(int failures, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Backoff.Doubling.After(failures));

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public void Constant_pause_stays(int failures) => Assert.Equal(TimeSpan.FromSeconds(0.5), Backoff.Constant(TimeSpan.FromSeconds(0.5)).After(failures));

    [Fact]
    public void There_is_no_pause_before_a_failure() => Assert.Throws<ArgumentOutOfRangeException>(() => Backoff.Doubling.After(0));
}
