namespace OrleansSymmetry.Grains.Tests;

/// <summary>Waits for a condition of a cluster or of another process, with a deadline whose failure says what was waited for.</summary>
public static class Eventually
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    public static async Task Holds(string what, Func<Task<bool>> condition, int seconds = 60, Func<string>? actual = null)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        using var timer = new PeriodicTimer(Poll);
        while (!await condition())
        {
            try
            {
                await timer.WaitForNextTickAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"Waited {seconds} s for: {what}. Actual: {actual?.Invoke() ?? "not so"}");
            }
        }
    }

    public static Task Holds(string what, Func<bool> condition, int seconds = 60, Func<string>? actual = null) =>
        Holds(what, () => Task.FromResult(condition()), seconds, actual);
}
