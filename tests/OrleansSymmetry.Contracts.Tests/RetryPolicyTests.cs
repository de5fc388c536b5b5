namespace OrleansSymmetry.Contracts.Tests;

/// <summary>Attempts and pauses by a clock that is moved by hand.</summary>
public sealed class RetryPolicyTests : IDisposable
{
    private readonly HandClock _time = new();
    private readonly CancellationTokenSource _stopping = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly List<double> _attempts = [];
    private readonly List<Retry> _told = [];

    [Fact]
    public async Task Success_at_once_is_one_attempt()
    {
        Assert.Equal(1, await Run(Policy(), succeedsAt: 1));
        Assert.Equal([0], _attempts);
        Assert.Empty(_told);
    }

    [Fact]
    public async Task Transient_faults_are_outlasted_with_pauses_that_double_up_to_five_seconds()
    {
        Assert.Equal(9, await Run(Policy(), succeedsAt: 9));

        Assert.Equal([0, 0.2, 0.6, 1.4, 3, 6.2, 11.2, 16.2, 21.2], _attempts);
        Assert.Equal(Enumerable.Range(1, 8), _told.Select(retry => retry.Failures));
        Assert.Equal([0.2, 0.4, 0.8, 1.6, 3.2, 5, 5, 5], _told.Select(retry => retry.Pause.TotalSeconds));
        Assert.All(_told, (retry, i) => Assert.Equal($"in vain {i + 1}", retry.Fault.Message));
    }

    [Fact]
    public async Task Pauses_can_be_constant_and_a_thousand_failures_are_outlasted_too()
    {
        Assert.Equal(1200, await Run(Policy(Backoff.Constant(TimeSpan.FromSeconds(0.1))), succeedsAt: 1200));
        Assert.Equal(119.9, _attempts[^1]);
    }

    [Fact]
    public async Task Fault_that_will_not_pass_is_thrown_as_it_is()
    {
        var defect = new InvalidOperationException("defect");

        Exception thrown = await Assert.ThrowsAsync<InvalidOperationException>(
            () => _time.Pass(Policy().RunAsync<int>(_ => throw defect, Stop, null, _told.Add)));
        Assert.Same(defect, thrown);
        Assert.Empty(_told);
    }

    [Fact]
    public async Task Every_failed_attempt_is_judged_once_so_that_a_judge_can_count()
    {
        int judged = 0;
        var policy = new RetryPolicy(_time, _ => ++judged < 3);

        await Assert.ThrowsAsync<TimeoutException>(() => Run(policy, succeedsAt: 10));

        Assert.Equal(3, judged);
        Assert.Equal(3, _attempts.Count);
    }

    [Fact]
    public async Task Last_fault_is_thrown_when_the_next_attempt_would_come_after_the_deadline()
    {
        TimeoutException fault = await Assert.ThrowsAsync<TimeoutException>(
            () => Run(Policy(), succeedsAt: 100, new Deadline(_time, TimeSpan.FromSeconds(3))));

        Assert.Equal("in vain 4", fault.Message);
        Assert.Equal([0, 0.2, 0.6, 1.4], _attempts);
        Assert.Equal(3, _told.Count);
    }

    [Fact]
    public async Task Calls_that_share_a_deadline_have_what_is_left_of_it()
    {
        var deadline = new Deadline(_time, TimeSpan.FromSeconds(3));
        await Run(Policy(), succeedsAt: 4, deadline);
        Assert.Equal(1.6, deadline.Left.TotalSeconds);
        _attempts.Clear();

        await Assert.ThrowsAsync<TimeoutException>(() => Run(Policy(), succeedsAt: 100, deadline));

        Assert.Equal([1.4, 1.6, 2, 2.8], _attempts);
    }

    [Fact]
    public async Task Attempt_without_an_answer_is_given_up_after_its_timeout_and_made_again()
    {
        var policy = new RetryPolicy(_time, fault => fault is TimeoutException) { AttemptTimeout = TimeSpan.FromSeconds(2) };

        int answer = await _time.Pass(policy.RunAsync(_ => Silent(untilAttempt: 3), Stop, null, _told.Add));

        Assert.Equal(3, answer);
        Assert.Equal([0, 2.2, 4.6], _attempts);
    }

    [Fact]
    public async Task Attempt_without_an_answer_is_given_up_at_the_deadline_but_gets_as_long_as_the_first_pause()
    {
        var policy = new RetryPolicy(_time, fault => fault is TimeoutException) { AttemptTimeout = TimeSpan.FromSeconds(2) };
        var deadline = new Deadline(_time, TimeSpan.FromSeconds(3));

        await Assert.ThrowsAsync<TimeoutException>(() => _time.Pass(policy.RunAsync(_ => Silent(untilAttempt: 100), Stop, deadline)));
        Assert.Equal([0, 2.2], _attempts);
        Assert.Equal(0, deadline.Left.TotalSeconds);

        await Assert.ThrowsAsync<TimeoutException>(() => _time.Pass(policy.RunAsync(_ => Silent(untilAttempt: 100), Stop, deadline)));
        Assert.Equal([0, 2.2, 3], _attempts);
        Assert.Equal(-0.2, deadline.Left.TotalSeconds);
    }

    [Fact]
    public async Task Giving_up_ends_a_pause()
    {
        Task<int> running = Policy().RunAsync(_ => Fails(), Stop, null, _told.Add);
        Assert.Single(_told);

        await _stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal([0], _attempts);
    }

    [Fact]
    public async Task Giving_up_ends_an_attempt_that_has_a_timeout()
    {
        var policy = new RetryPolicy(_time, _ => true) { AttemptTimeout = TimeSpan.FromSeconds(2) };
        Task<int> running = policy.RunAsync(_ => Silent(untilAttempt: 100), Stop, null, _told.Add);

        await _stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Empty(_told);
    }

    [Fact]
    public async Task What_fails_after_it_was_given_up_is_not_repeated_and_its_fault_is_kept()
    {
        OperationCanceledException ended = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Policy().RunAsync(
            async _ =>
            {
                await _stopping.CancelAsync();
                return await Fails();
            },
            Stop,
            null,
            _told.Add));

        Assert.Equal("in vain 1", ended.InnerException!.Message);
        Assert.Equal(Stop, ended.CancellationToken);
        Assert.Empty(_told);
    }

    [Fact]
    public async Task Cancellation_by_somebody_else_is_a_fault_like_any_other()
    {
        var policy = new RetryPolicy(_time, _ => true);

        int answer = await _time.Pass(policy.RunAsync(
            _ => _attempts.Count == 2 ? Task.FromResult(3) : Fails(new OperationCanceledException()), Stop, null, _told.Add));

        Assert.Equal(3, answer);
        Assert.Equal(2, _told.Count);
    }

    [Fact]
    public async Task Attempts_and_callbacks_stay_in_the_turns_of_whoever_asks()
    {
        TaskScheduler turns = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
        var seen = new List<TaskScheduler>();
        Task<int> running = await Task.Factory.StartNew(
            () => Policy().RunAsync(
                async _ =>
                {
                    seen.Add(TaskScheduler.Current);
                    await Task.Yield();
                    return await (_attempts.Count < 3 ? Fails() : Task.FromResult(7));
                },
                Stop,
                null,
                _ => seen.Add(TaskScheduler.Current)),
            Stop,
            TaskCreationOptions.None,
            turns);

        Assert.Equal(7, await _time.Pass(running));
        Assert.Equal(7, seen.Count);
        Assert.All(seen, scheduler => Assert.Same(turns, scheduler));
    }

    [Fact]
    public async Task What_gives_nothing_back_is_repeated_too()
    {
        await _time.Pass(Policy().RunAsync(_ => _attempts.Count < 2 ? (Task)Fails() : Task.CompletedTask, Stop, null, _told.Add));

        Assert.Equal([0, 0.2], _attempts);
        Assert.Equal(2, _told.Count);
    }

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();

    private CancellationToken Stop => _stopping.Token;

    private RetryPolicy Policy(Backoff? pauses = null) => new(_time, fault => fault is TimeoutException) { Pauses = pauses ?? Backoff.Doubling };

    private Task<int> Run(RetryPolicy policy, int succeedsAt, Deadline? deadline = null) => _time.Pass(policy.RunAsync(
        _ =>
        {
            Task<int> failed = Fails();
            return _attempts.Count == succeedsAt ? Task.FromResult(succeedsAt) : failed;
        },
        Stop,
        deadline,
        _told.Add));

    private Task<int> Fails(Exception? fault = null)
    {
        Note();
        return Task.FromException<int>(fault ?? new TimeoutException($"in vain {_attempts.Count}"));
    }

    private Task<int> Silent(int untilAttempt)
    {
        Note();
        return _attempts.Count == untilAttempt ? Task.FromResult(untilAttempt) : new TaskCompletionSource<int>().Task;
    }

    private void Note() => _attempts.Add(_time.Seconds);
}
