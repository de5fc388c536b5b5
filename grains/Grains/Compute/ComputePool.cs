using OrleansSymmetry.Grains.Telemetry;

namespace OrleansSymmetry.Grains.Compute;

/// <summary>
/// The threads on which a silo computes: its own, as many as cores, of low priority, so that neither Orleans nor the thread
/// pool ever waits for a training run. Work is queued by key and keys take turns, so sweeps share the threads fairly.
/// </summary>
public sealed class ComputePool : IDisposable
{
    // A monitor, and not a semaphore: that one spins and yields before it sleeps, which takes a thread of low priority half a second
    // beside others that compute.
    private readonly object _gate = new();
    private readonly FairQueue<Job> _queue = new();
    private readonly CancellationTokenSource _stopping = new();
    private int _busy;

    /// <summary>Starts the threads.</summary>
    /// <param name="threads">How many; null: as many as cores.</param>
    /// <param name="metrics">Where queue length and occupancy are reported, or null.</param>
    public ComputePool(int? threads = null, CensusMetrics? metrics = null)
    {
        ThreadCount = threads ?? Environment.ProcessorCount;
        ArgumentOutOfRangeException.ThrowIfLessThan(ThreadCount, 1, nameof(threads));
        metrics?.Watch(() => new ThreadLoad(ThreadCount, Busy, QueueLength));
        for (int i = 0; i < ThreadCount; i++)
        {
            new Thread(Work) { IsBackground = true, Name = $"compute {i}" }.Start();
        }
    }

    /// <summary>Number of threads.</summary>
    public int ThreadCount { get; }

    /// <summary>Threads at work.</summary>
    public int Busy => Volatile.Read(ref _busy);

    /// <summary>Jobs that wait for a thread.</summary>
    public int QueueLength
    {
        get
        {
            lock (_gate)
            {
                return _queue.Count;
            }
        }
    }

    /// <summary>Runs <paramref name="work"/> on a compute thread. What it throws, the returned task throws.</summary>
    /// <param name="key">Keys take turns.</param>
    /// <param name="work">The work; it should look at its token now and then.</param>
    /// <param name="cancellation">Takes waiting work out of the queue and asks running work to stop.</param>
    public Task<T> RunAsync<T>(string key, Func<CancellationToken, T> work, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(work);
        var job = new Job<T>(work, cancellation, _stopping.Token);
        job.CancelWhenAsked(this, key);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stopping.IsCancellationRequested, this);
            _queue.Enqueue(key, job);
            Monitor.Pulse(_gate);
        }

        return job.Task;
    }

    /// <summary>Asks running work to stop and cancels what waits. The threads end by themselves.</summary>
    public void Dispose()
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

        _stopping.Cancel();
        lock (_gate)
        {
            while (_queue.TryDequeue(out Job? job))
            {
                job.Abandon();
            }

            Monitor.PulseAll(_gate);
        }
    }

    private void Remove(string key, Job job)
    {
        lock (_gate)
        {
            _queue.Remove(key, job);
        }
    }

    private void Work()
    {
        ThreadNiceness.LowerThisThread();
        while (Next() is { } job)
        {
            Interlocked.Increment(ref _busy);
            try
            {
                job.Run();
            }
            finally
            {
                Interlocked.Decrement(ref _busy);
            }
        }
    }

    /// <summary>Waits for work; null once the pool is stopped.</summary>
    private Job? Next()
    {
        lock (_gate)
        {
            while (!_stopping.IsCancellationRequested)
            {
                if (_queue.TryDequeue(out Job? job))
                {
                    return job;
                }

                Monitor.Wait(_gate);
            }

            return null;
        }
    }

    private abstract class Job
    {
        public abstract void Run();

        public abstract void Abandon();
    }

    private sealed class Job<T>(Func<CancellationToken, T> work, CancellationToken asked, CancellationToken stopping) : Job
    {
        // Continuations must not run on a compute thread: they belong to grains.
        private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private CancellationTokenRegistration _registration;

        public Task<T> Task => _result.Task;

        public void CancelWhenAsked(ComputePool pool, string key) =>
            _registration = asked.CanBeCanceled
                ? asked.Register(() =>
                {
                    pool.Remove(key, this);
                    _result.TrySetCanceled(asked);
                })
                : default;

        public override void Run()
        {
            if (_result.Task.IsCompleted)
            {
                return;
            }

            using var linked = CancellationTokenSource.CreateLinkedTokenSource(asked, stopping);
            try
            {
                _result.TrySetResult(work(linked.Token));
            }
            catch (OperationCanceledException) when (linked.IsCancellationRequested)
            {
                Abandon();
            }
#pragma warning disable CA1031 // Whatever the work throws belongs to who awaits it.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                _result.TrySetException(fault);
            }
            finally
            {
                _registration.Dispose();
            }
        }

        public override void Abandon() => _result.TrySetCanceled(asked.IsCancellationRequested ? asked : stopping);
    }
}
