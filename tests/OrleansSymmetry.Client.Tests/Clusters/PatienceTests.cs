using OrleansSymmetry.Client.Clusters;

namespace OrleansSymmetry.Client.Tests.Clusters;

/// <summary>How long the console waits for a cluster: by a clock that is moved by hand.</summary>
public sealed class PatienceTests
{
    private readonly HandClock _time = new();

    [Fact]
    public async Task A_command_that_nobody_answers_ends_within_15_s_and_says_where()
    {
        (SilentClusterException fault, TimeSpan took) = await Fails(Calls().Ask(() => new TaskCompletionSource<int>().Task, Stop));

        Assert.Contains("The cluster at redis:1", fault.Message, StringComparison.Ordinal);
        Assert.InRange(took.TotalSeconds, 12, 14.5);
    }

    [Fact]
    public async Task The_time_that_the_way_to_the_cluster_took_counts()
    {
        (_, TimeSpan took) = await Fails(Calls(found: TimeSpan.FromSeconds(9)).Ask(() => new TaskCompletionSource<int>().Task, Stop));

        Assert.InRange(took.TotalSeconds, 3, 5.5);
    }

    [Fact]
    public async Task A_second_call_has_what_the_first_one_left()
    {
        GrainCalls calls = Calls();
        await calls.Ask(() => Task.FromResult(1), Stop);
        await Wait(10);

        (_, TimeSpan took) = await Fails(calls.Ask(() => new TaskCompletionSource<int>().Task, Stop));

        Assert.InRange(took.TotalSeconds, 2, 4.5);
    }

    [Fact]
    public async Task A_question_asked_anew_has_patience_of_its_own()
    {
        GrainCalls calls = Calls(found: TimeSpan.FromSeconds(9));
        await Wait(10);

        (_, TimeSpan took) = await Fails(calls.Anew().Ask(() => new TaskCompletionSource<int>().Task, Stop));

        Assert.InRange(took.TotalSeconds, 12, 14.5);
    }

    [Fact]
    public async Task A_call_that_is_lost_is_made_again()
    {
        int asked = 0;
        Task<int> answer = Calls().Ask(
            () => ++asked switch
            {
                1 => new TaskCompletionSource<int>().Task,
                2 => throw new SiloUnavailableException("gone"),
                _ => Task.FromResult(7),
            },
            Stop);
        TimeSpan took = await Pass(answer);

        Assert.Equal(7, await answer);
        Assert.Equal(3, asked);
        Assert.InRange(took.TotalSeconds, 5, 7.5);
    }

    [Fact]
    public async Task What_is_wrong_is_not_asked_again()
    {
        int asked = 0;

        await Assert.ThrowsAsync<InvalidOperationException>(() => Calls().Ask<int>(
            () =>
            {
                asked++;
                throw new InvalidOperationException();
            },
            Stop));
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task Silence_is_told_once_and_outlasted()
    {
        var told = new List<SilentClusterException>();
        int asked = 0;
        Task<int> answer = SilentCluster.OutlastAsync(
            _ => ++asked < 100 ? throw Silence() : Task.FromResult(3), _time, told.Add, Stop);
        await Pass(answer);

        Assert.Equal(3, await answer);
        Assert.Contains("Nobody answers", Assert.Single(told).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silence_of_five_minutes_ends_it()
    {
        (SilentClusterException fault, TimeSpan took) = await Fails(SilentCluster.OutlastAsync<int>(
            _ => throw Silence(), _time, _ => { }, Stop));

        Assert.Contains("Nobody answers", fault.Message, StringComparison.Ordinal);
        Assert.InRange(took.TotalMinutes, 5, 5.5);
    }

    private static SilentClusterException Silence() => new("The cluster", new TimeoutException("Nobody answers."));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private GrainCalls Calls(TimeSpan found = default) => new(new ClusterLink("The cluster at redis:1", null!, null!, Took: found), _time);

    private Task Wait(double seconds) => _time.Pass(Task.Delay(TimeSpan.FromSeconds(seconds), _time, Stop));

    /// <summary>Lets the clock run until the task has ended; how long it ran.</summary>
    private async Task<TimeSpan> Pass(Task task)
    {
        double began = _time.Seconds;
        try
        {
            await _time.Pass(task);
        }
        catch (SilentClusterException)
        {
            // Whoever passes the time looks at the task itself.
        }

        return TimeSpan.FromSeconds(_time.Seconds - began);
    }

    private async Task<(SilentClusterException Fault, TimeSpan Took)> Fails(Task task)
    {
        TimeSpan took = await Pass(task);
        return (await Assert.ThrowsAsync<SilentClusterException>(() => task), took);
    }
}
