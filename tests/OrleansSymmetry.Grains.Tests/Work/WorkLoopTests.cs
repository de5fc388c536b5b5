using OrleansSymmetry.Grains.Work;

namespace OrleansSymmetry.Grains.Tests.Work;

public sealed class WorkLoopTests : IDisposable
{
    private readonly List<TaskCompletionSource> _jobs = [];
    private readonly CancellationTokenSource _stopping = new();
    private int _left = 10;
    private int _window = 3;

    [Fact]
    public async Task Window_is_kept_full_until_no_job_is_left()
    {
        Task loop = Run();
        Assert.Equal(3, _jobs.Count);

        for (int i = 0; i < 10; i++)
        {
            await Started(Math.Min(10, i + 3));
            Assert.False(loop.IsCompleted);
            _jobs[i].SetResult();
        }

        await loop;
        Assert.Equal(10, _jobs.Count);
    }

    [Fact]
    public async Task Window_that_grows_is_filled_although_no_job_ends()
    {
        Task loop = Run();
        _window = 5;

        await Started(5);
        _left = 0;
        _jobs.ForEach(job => job.SetResult());
        await loop;
    }

    [Fact]
    public async Task Job_that_makes_further_ones_keeps_the_loop_going()
    {
        _left = 1;
        Task loop = Run();
        _left = 1;
        _jobs[0].SetResult();

        await Started(2);
        _jobs[1].SetResult();
        await loop;
    }

    [Fact]
    public async Task Job_that_throws_ends_the_loop_when_the_others_were_taken_back()
    {
        Task loop = Run();
        _jobs[1].SetException(new InvalidOperationException("the second job"));

        Assert.Equal("the second job", (await Assert.ThrowsAsync<InvalidOperationException>(() => loop)).Message);
        Assert.True(_stopping.IsCancellationRequested);
        Assert.True(_jobs[0].Task.IsCanceled && _jobs[2].Task.IsCanceled);
        Assert.Equal(3, _jobs.Count);
    }

    [Fact]
    public async Task Loop_that_is_told_to_stop_takes_its_jobs_back()
    {
        Task loop = Run();

        await _stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => loop);
        Assert.All(_jobs, job => Assert.True(job.Task.IsCanceled));
        Assert.Equal(3, _jobs.Count);
    }

    public void Dispose() => _stopping.Dispose();

    private Task Run() => new WorkLoop(() => _window, TimeProvider.System).RunAsync(Next, _stopping);

    private Task? Next()
    {
        if (_left == 0)
        {
            return null;
        }

        _left--;
        var job = new TaskCompletionSource();
        _stopping.Token.Register(() => job.TrySetCanceled(_stopping.Token));
        _jobs.Add(job);
        return job.Task;
    }

    private Task Started(int jobs) => Eventually.Holds($"{jobs} jobs have started", () => _jobs.Count == jobs, actual: () => $"{_jobs.Count}");
}
