using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace OrleansSymmetry.Grains.Store;

/// <summary>
/// One thread with one connection, fed by a queue: SQLite's calls block, and neither Orleans nor the thread pool may wait for
/// a disk. A writing thread commits in groups: what arrived during one commit shares the next, so that a disk's few hundred
/// flushes a second carry thousands of writes.
/// </summary>
internal sealed class SqliteThread : IDisposable
{
    // Bounds how long the first write of a group waits for the last.
    private const int LargestGroup = 512;

    private readonly BlockingCollection<Job> _jobs = [];
    private readonly SqliteConnection _connection;
    private readonly string _path;
    private readonly bool _writes;
    private readonly Thread _thread;

    /// <summary>Takes over an open connection.</summary>
    public SqliteThread(SqliteConnection connection, string path, bool writes)
    {
        _connection = connection;
        _path = path;
        _writes = writes;
        _thread = new Thread(Work) { IsBackground = true, Name = writes ? "census store, writer" : "census store, reader" };
        _thread.Start();
    }

    /// <summary>Runs <paramref name="work"/> on the thread; a write has been committed when the task ends.</summary>
    /// <param name="work">What to do with the connection.</param>
    /// <param name="cancellation">Gives it up while it waits for the thread.</param>
    public Task<T> RunAsync<T>(Func<SqliteConnection, SqliteTransaction?, T> work, CancellationToken cancellation)
    {
        var job = new Job<T>(work, cancellation);
        try
        {
            _jobs.Add(job, CancellationToken.None);
        }
        catch (InvalidOperationException fault)
        {
            throw new ObjectDisposedException($"The census store {_path} is closed.", fault);
        }

        return job.Task;
    }

    /// <summary>Ends what is queued, then closes the connection.</summary>
    public void Dispose()
    {
        if (!_jobs.IsAddingCompleted)
        {
            _jobs.CompleteAdding();
            _thread.Join();
            _connection.Dispose();
        }
    }

    private void Work()
    {
        var group = new List<Job>(LargestGroup);
        foreach (Job first in _jobs.GetConsumingEnumerable())
        {
            group.Clear();
            group.Add(first);
            while (_writes && group.Count < LargestGroup && _jobs.TryTake(out Job? next))
            {
                group.Add(next);
            }

            group.RemoveAll(job => !job.TryBegin());
            if (group.Count > 0)
            {
                Run(group);
            }
        }
    }

    private void Run(List<Job> group)
    {
        try
        {
            if (_writes)
            {
                using SqliteTransaction transaction = _connection.BeginTransaction();
                group.ForEach(job => job.Run(_connection, transaction));
                transaction.Commit();
            }
            else
            {
                group.ForEach(job => job.Run(_connection, null));
            }

            group.ForEach(job => job.Succeed());
        }
        catch (SqliteException fault)
        {
            // Nothing of the group was committed.
            StoreException explained = SqliteFaults.Explain(_path, fault);
            group.ForEach(job => job.Fail(explained));
        }
#pragma warning disable CA1031 // The fault belongs to who awaits the work; the thread serves the next.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            group.ForEach(job => job.Fail(fault));
        }
    }

    private abstract class Job
    {
        /// <summary>Ends the wait; false when it was given up.</summary>
        public abstract bool TryBegin();

        public abstract void Run(SqliteConnection connection, SqliteTransaction? transaction);

        public abstract void Succeed();

        public abstract void Fail(Exception fault);
    }

    private sealed class Job<T> : Job
    {
        private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Func<SqliteConnection, SqliteTransaction?, T> _work;
        private readonly CancellationTokenRegistration _givingUp;
        private T _value = default!;

        public Job(Func<SqliteConnection, SqliteTransaction?, T> work, CancellationToken cancellation)
        {
            _work = work;
            _givingUp = cancellation.Register(() => _result.TrySetCanceled(cancellation));
        }

        public Task<T> Task => _result.Task;

        public override bool TryBegin()
        {
            _givingUp.Dispose();
            return !_result.Task.IsCompleted;
        }

        public override void Run(SqliteConnection connection, SqliteTransaction? transaction) => _value = _work(connection, transaction);

        public override void Succeed() => _result.TrySetResult(_value);

        public override void Fail(Exception fault) => _result.TrySetException(fault);
    }
}
