using OrleansSymmetry.Grains.Compute;
using OrleansSymmetry.Grains.Tests.Cluster;

namespace OrleansSymmetry.Grains.Tests.Compute;

public sealed class ComputePoolTests
{
    [Fact]
    public async Task Work_runs_on_a_thread_of_the_pool()
    {
        using var pool = new ComputePool(threads: 2);

        bool isPoolThread = await pool.RunAsync("a", _ => Thread.CurrentThread.IsThreadPoolThread);
        string? name = await pool.RunAsync("a", _ => Thread.CurrentThread.Name);

        Assert.False(isPoolThread);
        Assert.StartsWith("compute ", name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Continuations_leave_the_threads_of_the_pool()
    {
        using var pool = new ComputePool(threads: 1);

        bool isPoolThread = await pool.RunAsync("a", _ => 0).ContinueWith(
            _ => Thread.CurrentThread.IsThreadPoolThread, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

        Assert.True(isPoolThread);
    }

    [Fact]
    public async Task Keys_take_turns_however_much_one_of_them_queues()
    {
        using var pool = new ComputePool(threads: 1);
        var order = new List<string>();
        var open = new TaskCompletionSource();
        Task first = pool.RunAsync("a", token =>
        {
            open.Task.Wait(token);
            return 0;
        });

        await CensusCluster.EventuallyAsync(() => Task.FromResult(pool.Busy == 1), () => $"busy {pool.Busy} (1 expected)");
        string[] keys = ["a", "a", "a", "b", "b", "c"];
        Task[] rest = [.. keys.Select((key, i) => pool.RunAsync(key, _ =>
        {
            order.Add($"{key}{i}");
            return 0;
        }))];
        open.SetResult();
        await Task.WhenAll([first, .. rest]);

        Assert.Equal(["a0", "b3", "c5", "a1", "b4", "a2"], order);
    }

    [Fact]
    public async Task Queue_and_occupancy_are_counted()
    {
        using var pool = new ComputePool(threads: 1);
        var open = new TaskCompletionSource();
        Func<CancellationToken, int> wait = token =>
        {
            open.Task.Wait(token);
            return 0;
        };
        Task[] tasks = [pool.RunAsync("a", wait), pool.RunAsync("a", wait), pool.RunAsync("b", wait)];

        await CensusCluster.EventuallyAsync(
            () => Task.FromResult(pool.Busy == 1 && pool.QueueLength == 2), () => $"busy {pool.Busy} (1 expected), queue {pool.QueueLength} (2 expected)");
        open.SetResult();
        await Task.WhenAll(tasks);

        await CensusCluster.EventuallyAsync(
            () => Task.FromResult(pool.Busy == 0 && pool.QueueLength == 0), () => $"busy {pool.Busy} (0 expected), queue {pool.QueueLength} (0 expected)");
    }

    [Fact]
    public async Task Work_that_is_cancelled_while_it_waits_never_runs()
    {
        using var pool = new ComputePool(threads: 1);
        using var cancellation = new CancellationTokenSource();
        var open = new TaskCompletionSource();
        bool ran = false;
        Task first = pool.RunAsync("a", token =>
        {
            open.Task.Wait(token);
            return 0;
        });
        Task second = pool.RunAsync("a", _ => ran = true, cancellation.Token);
        await CensusCluster.EventuallyAsync(() => Task.FromResult(pool.Busy == 1), () => $"busy {pool.Busy} (1 expected)");

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.Equal(0, pool.QueueLength);
        open.SetResult();
        await first;
        await pool.RunAsync("a", _ => 0);
        Assert.False(ran);
    }

    [Fact]
    public async Task Work_that_is_cancelled_while_it_runs_is_asked_to_stop()
    {
        using var pool = new ComputePool(threads: 1);
        using var cancellation = new CancellationTokenSource();
        var started = new TaskCompletionSource();
        Task<int> task = pool.RunAsync(
            "a",
            token =>
            {
                started.SetResult();
                token.WaitHandle.WaitOne();
                token.ThrowIfCancellationRequested();
                return 0;
            },
            cancellation.Token);
        await started.Task;

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
        Assert.Equal(1, await pool.RunAsync("a", _ => 1));
    }

    [Fact]
    public async Task Work_that_throws_fails_its_task_and_not_the_pool()
    {
        using var pool = new ComputePool(threads: 1);

        InvalidOperationException fault = await Assert.ThrowsAsync<InvalidOperationException>(
            () => pool.RunAsync<int>("a", _ => throw new InvalidOperationException("odd")));

        Assert.Equal("odd", fault.Message);
        Assert.Equal(1, await pool.RunAsync("a", _ => 1));
    }

    [Fact]
    public async Task Pool_that_ends_cancels_what_runs_and_what_waits()
    {
        var pool = new ComputePool(threads: 1);
        var started = new TaskCompletionSource();
        Task<int> running = pool.RunAsync<int>("a", token =>
        {
            started.SetResult();
            token.WaitHandle.WaitOne();
            throw new OperationCanceledException(token);
        });
        Task<int> waiting = pool.RunAsync("a", _ => 0);
        await started.Task;

        pool.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
