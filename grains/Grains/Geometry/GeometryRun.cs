using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Compute;
using OrleansSymmetry.Grains.Runs;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Grains.Telemetry;
using OrleansSymmetry.Grains.Work;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Questions;

namespace OrleansSymmetry.Grains.Geometry;

/// <summary>
/// One grain's work on one geometry question: a window of parts on the compute threads, each stored as it is done. All of it runs
/// in the turns of the grain that made it, so nothing here is locked.
/// </summary>
internal sealed partial class GeometryRun
{
    // A defect or a lack of memory shows at once; more attempts would only delay the news.
    private const int AttemptsOfAPart = 3;

    // One part at work and one in the queue for every thread: no thread waits for the store.
    private const int PartsPerThread = 2;

    private readonly GeometryKey _key;
    private readonly OpenedQuestion _question;
    private readonly string? _parent;
    private readonly ICensusStore _store;
    private readonly StoredRuns _runs;
    private readonly IQuestionCutter _cutter;
    private readonly ComputePool _pool;
    private readonly CensusMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly StorePatience _patience;
    private CancellationToken _stopping;
    private byte[]?[] _parts = [];

    /// <param name="key">Under which it is stored.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="sweep">The sweep of whose census it is asked.</param>
    /// <param name="store">Where parts and answer go.</param>
    /// <param name="runs">What is stored of the census.</param>
    /// <param name="cutter">How the question is cut.</param>
    /// <param name="pool">Where parts are computed.</param>
    /// <param name="metrics">Counts parts.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told of failures.</param>
    public GeometryRun(
        GeometryKey key,
        OpenedQuestion question,
        StoredSweep sweep,
        ICensusStore store,
        StoredRuns runs,
        IQuestionCutter cutter,
        ComputePool pool,
        CensusMetrics metrics,
        TimeProvider time,
        ILogger<GeometryRun> logger)
    {
        _key = key;
        _question = question;
        _parent = sweep.TraceParent;
        _store = store;
        _runs = runs;
        _cutter = cutter;
        _pool = pool;
        _metrics = metrics;
        _time = time;
        _logger = logger;
        _patience = new StorePatience($"Geometry question {key}", time, logger);
    }

    /// <summary>The answer, once it is stored.</summary>
    public byte[]? Answer { get; private set; }

    /// <summary>How it ended; null while it is at work.</summary>
    public WorkEnd? End { get; private set; }

    /// <summary>Where it stands.</summary>
    public GeometryStatus Status => new(
        End?.Outcome switch
        {
            WorkOutcome.Done => GeometryState.Done,
            WorkOutcome.Failed => GeometryState.Failed,
            _ => GeometryState.Computing,
        },
        _parts.Count(part => part is not null),
        _parts.Length,
        End?.Error is { } error ? [error] : []);

    /// <summary>Computes what is missing and stores the answer; never throws.</summary>
    /// <param name="stopping">Takes back what is in flight; what is stored stays.</param>
    public async Task<WorkEnd> RunAsync(CancellationToken stopping)
    {
        using Activity? span = CensusTelemetry.Start(CensusTelemetry.GeometrySpan, _parent);
        span?.SetTag(CensusTelemetry.SweepTag, _key.Sweep)
            .SetTag(CensusTelemetry.LandscapeTag, _question.Landscape.Id)
            .SetTag(CensusTelemetry.QuestionTag, _question.Question.GetType().Name);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _stopping = ending.Token;
        End = await EndAsync(span, ending);
        if (End is { Outcome: WorkOutcome.Failed, Error: { } error })
        {
            span?.SetStatus(ActivityStatusCode.Error, error);
        }

        return End.Value;
    }

    private static string Said(Exception fault) => $"{fault.GetType().Name}: {fault.Message.TrimEnd('.')}";

    private async Task<WorkEnd> EndAsync(Activity? span, CancellationTokenSource ending)
    {
        try
        {
            IGeometryWork work = await PrepareAsync();
            span?.SetTag(CensusTelemetry.PartsTag, work.PartCount);
            var missing = new Queue<int>(Enumerable.Range(0, _parts.Length).Where(part => _parts[part] is null));
            await new WorkLoop(() => PartsPerThread * _pool.ThreadCount, _time).RunAsync(
                () => missing.TryDequeue(out int part) ? StoreAsync(work, part) : null, ending);
            byte[] answer = await OnThread(() => work.Assemble(_parts!));
            await _patience.Ask(() => _store.AddAnswerAsync(_key, answer, _stopping), _stopping);
            Answer = answer;
            return new WorkEnd(WorkOutcome.Done);
        }
        catch (OperationCanceledException)
        {
            // Asked to, or because the silo stops and its compute threads with it.
            return new WorkEnd(WorkOutcome.Stopped);
        }
#pragma warning disable CA1031 // The outcome tells.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogFailed(_logger, _key, fault);
            return new WorkEnd(
                WorkOutcome.Failed,
                fault is StoreException or GeometryFailedException ? fault.Message : $"The question cannot be answered ({Said(fault)}).");
        }
    }

    private async Task<IGeometryWork> PrepareAsync()
    {
        List<RunRecord> runs = await _patience.Ask(ReadAsync, _stopping);
        IGeometryWork work = await OnThread(
            () => _cutter.Cut(_question.Question, new GeometryInput(_question.Landscape.Landscape, _question.Report, runs)));
        IReadOnlyDictionary<int, byte[]> stored = await _patience.Ask(() => _store.ReadPartsAsync(_key, _stopping), _stopping);
        _parts = [.. Enumerable.Range(0, work.PartCount).Select(stored.GetValueOrDefault)];
        return work;
    }

    /// <summary>The critical points that the question is answered from, ascending by seed.</summary>
    private async Task<List<RunRecord>> ReadAsync()
    {
        var critical = new List<RunRecord>();
        await foreach (IReadOnlyList<RunRecord> runs in _runs.ReadAsync(_key.Sweep, _question.Landscape.Id, _question.Seeds, _stopping))
        {
            critical.AddRange(runs.Where(run => run.IsCritical));
        }

        critical.Sort((a, b) => a.Seed.CompareTo(b.Seed));
        return critical;
    }

    private async Task StoreAsync(IGeometryWork work, int part)
    {
        byte[] data = await ComputeAsync(work, part);
        if (await _patience.Ask(() => _store.AddPartAsync(_key, part, data, _stopping), _stopping))
        {
            _metrics.PartStored();
        }

        _parts[part] = data;
    }

    private async Task<byte[]> ComputeAsync(IGeometryWork work, int part)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await _pool.RunAsync(_key.Sweep, token => work.Compute(part, token), _stopping);
            }
            catch (OperationCanceledException)
            {
                throw;
            }
#pragma warning disable CA1031 // Whatever the mathematics throws is counted and told.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                LogThrew(_logger, part + 1, _key, fault);
                if (attempt == AttemptsOfAPart)
                {
                    throw new GeometryFailedException(
                        $"Part {part + 1} of {_parts.Length} failed {AttemptsOfAPart} times ({Said(fault)}). "
                        + "Remove the cause and give the same command again: stored parts are kept.");
                }
            }
        }
    }

    private Task<T> OnThread<T>(Func<T> work) => _pool.RunAsync(_key.Sweep, _ => work(), _stopping);

    [LoggerMessage(40, LogLevel.Warning, "Part {Part} of geometry question {Question} threw.")]
    private static partial void LogThrew(ILogger logger, int part, GeometryKey question, Exception fault);

    [LoggerMessage(41, LogLevel.Error, "Geometry question {Question} failed.")]
    private static partial void LogFailed(ILogger logger, GeometryKey question, Exception fault);
}

/// <summary>A geometry question cannot be answered; the message is for the user.</summary>
internal sealed class GeometryFailedException(string message) : Exception(message);
