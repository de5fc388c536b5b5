using Microsoft.Extensions.Time.Testing;
using OrleansSymmetry.Client.Clusters;
using OrleansSymmetry.Client.Views;
using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Client.Tests.Views;

/// <summary>What is shown to somebody who waits, where standard error is a file.</summary>
public sealed class TerminalProgressTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Sweep_is_told_of_every_few_seconds_and_at_its_end()
    {
        using var shell = new Shell();
        SweepStatus? last = await Progress(shell).Follow(Statuses());
        Assert.Equal(SweepState.Done, last!.State);
        Assert.Equal(
            """
            xor-1: data: 4 rows, 2 inputs, 1 target
            xor-1: running; 0 of 100 runs (0.00 %); 0 classes so far
            xor-1: running; 60 of 100 runs (60.00 %); 20 runs/s, 2.0 s to go; 0 classes so far
            xor-1: done; 100 of 100 runs (100.00 %); 0 classes so far

            """,
            shell.Error);

        async IAsyncEnumerable<SweepStatus> Statuses()
        {
            for (int second = 0; second <= 5; second++)
            {
                yield return Status(second < 5 ? SweepState.Running : SweepState.Done, 20 * second);
                _time.Advance(TimeSpan.FromSeconds(1));
            }

            await Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Question_is_told_of_every_few_seconds_while_it_is_computed()
    {
        using var shell = new Shell();
        GeometryStatus? last = await Progress(shell).Follow(Statuses());
        Assert.Equal(GeometryState.Done, last!.State);
        Assert.Equal("reading the runs\n3 of 5 parts computed\n", shell.Error);

        async IAsyncEnumerable<GeometryStatus> Statuses()
        {
            yield return new GeometryStatus(GeometryState.Computing, 0, 0, []);
            _time.Advance(TimeSpan.FromSeconds(3));
            yield return new GeometryStatus(GeometryState.Computing, 0, 0, []);
            _time.Advance(TimeSpan.FromSeconds(3));
            yield return new GeometryStatus(GeometryState.Computing, 3, 5, []);
            _time.Advance(TimeSpan.FromSeconds(1));
            yield return new GeometryStatus(GeometryState.Done, 5, 5, []);
            await Task.CompletedTask;
        }
    }

    [Fact]
    public void Silence_and_the_live_page_are_told()
    {
        using var shell = new Shell();
        TerminalProgress progress = Progress(shell);
        progress.Silent(new SilentClusterException("The cluster", new TimeoutException("Late.")));
        progress.PageServed(new Uri("http://127.0.0.1:8080"), "xor-1");
        Assert.Equal(
            "The cluster does not answer (Late). Check that its silos run. Trying again.\nlive page: http://127.0.0.1:8080/#/xor-1\n", shell.Error);
    }

    private static SweepStatus Status(SweepState state, long done)
    {
        var landscape = new LandscapeProgress("0123456789abcdef", string.Empty, Wanted: 100, done, Ended: [done, 0, 0, 0, 0, 0], Classes: 0, Leading: [])
        {
            Data = "4 rows, 2 inputs, 1 target",
        };
        return new SweepStatus("xor-1", "xor", state, null, DateTimeOffset.UnixEpoch, 0, done, 0, 0, ComputeThreads: 2, Silos: 1, [landscape]);
    }

    private TerminalProgress Progress(Shell shell) => new(shell.Terminal, new Page(shell.Terminal.Messages, int.MaxValue), _time);
}
