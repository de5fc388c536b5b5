using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Grains.Telemetry;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Questions;

namespace OrleansSymmetry.Grains.Geometry;

/// <summary>
/// One grain's work on one geometry question: a window of parts on the compute threads, each stored as it is done. All of it runs
/// in the turns of the grain that made it, so nothing here is locked.
/// </summary>
internal sealed partial class GeometryRun : IDisposable
{
    // A defect or a lack of memory shows at once; more attempts would only delay the news.
    private const int AttemptsOfAPart = 3;

    // One part at work and one in the queue for every thread: no thread waits for the store.
    private const int PartsPerThread = 2;

    private readonly GeometryKey _key;
    private readonly OpenedQuestion _question;
    private readonly GeometryServices _services;
    private readonly StorePatience _patience;
    private readonly string? _parent;
    private readonly CancellationTokenSource _stopping = new();
    private byte[]?[] _parts = [];
    private string? _fault;

    /// <param name="key">Under which it is stored.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="services">What it works with.</param>
    /// <param name="parent">W3C traceparent that its span joins.</param>
    public GeometryRun(GeometryKey key, OpenedQuestion question, GeometryServices services, string? parent)
    {
        _key = key;
        _question = question;
        _services = services;
        _parent = parent;
        _patience = new StorePatience($"Geometry question {key}", services.Time, services.Logger);
    }

    /// <summary>The answer, once it is stored.</summary>
    public byte[]? Answer { get; private set; }

    /// <summary>Whether it was stopped, or the silo was, before it came to an end.</summary>
    public bool WasStopped { get; private set; }

    /// <summary>Where it stands.</summary>
    public GeometryStatus Status
    {
        get
        {
            GeometryState state = Answer is not null ? GeometryState.Done : _fault is not null ? GeometryState.Failed : GeometryState.Computing;
            return new GeometryStatus(state, _parts.Count(part => part is not null), _parts.Length, _fault is { } fault ? [fault] : []);
        }
    }

    /// <summary>Computes what is missing and stores the answer; never throws.</summary>
    public async Task RunAsync()
    {
        using Activity? span = CensusTelemetry.Start(CensusTelemetry.GeometrySpan, _parent);
        span?.SetTag(CensusTelemetry.SweepTag, _key.Sweep).SetTag(CensusTelemetry.LandscapeTag, _question.Landscape.Id).SetTag(CensusTelemetry.QuestionTag, _question.Question.GetType().Name);
        try
        {
            IGeometryWork work = await PrepareAsync();
            span?.SetTag(CensusTelemetry.PartsTag, work.PartCount);
            await ComputeAsync(work);
            byte[] answer = await OnThread(() => work.Assemble(_parts!));
            await _patience.Ask(() => _services.Store.AddAnswerAsync(_key, answer, _stopping.Token), _stopping.Token);
            Answer = answer;
        }
        catch (OperationCanceledException)
        {
            // Asked to, or because the silo stops and its compute threads with it.
            WasStopped = true;
        }
#pragma warning disable CA1031 // The status tells.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            _fault = fault is StoreException or GeometryFailedException ? fault.Message : $"The question cannot be answered ({Said(fault)}).";
            span?.SetStatus(ActivityStatusCode.Error, _fault);
            LogFailed(_services.Logger, _key, fault);
            await _stopping.CancelAsync();
        }
    }

    /// <summary>Takes back what is in flight; what is stored stays.</summary>
    public void Stop() => _stopping.Cancel();

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();

    private static string Said(Exception fault) => $"{fault.GetType().Name}: {fault.Message.TrimEnd('.')}";

    private async Task<IGeometryWork> PrepareAsync()
    {
        IReadOnlyList<RunRecord> runs = await _patience.Ask(
            () => _services.Runs.ReadAllAsync(_key.Sweep, _question.Landscape.Id, _question.Seeds, _stopping.Token), _stopping.Token);
        IGeometryWork work = await OnThread(() => Cut(runs));
        IReadOnlyDictionary<int, byte[]> stored = await _patience.Ask(() => _services.Store.ReadPartsAsync(_key, _stopping.Token), _stopping.Token);
        _parts = [.. Enumerable.Range(0, work.PartCount).Select(stored.GetValueOrDefault)];
        return work;
    }

    private IGeometryWork Cut(IReadOnlyList<RunRecord> runs) => _services.Cutter.Cut(
        _question.Question, new GeometryInput(_question.Landscape.Landscape, _question.Report, [.. runs.Where(run => run.IsCritical)]));

    private async Task ComputeAsync(IGeometryWork work)
    {
        var missing = new Queue<int>(Enumerable.Range(0, _parts.Length).Where(part => _parts[part] is null));
        await Task.WhenAll(Enumerable.Range(0, PartsPerThread * _services.Pool.ThreadCount).Select(_ => Drain()));

        async Task Drain()
        {
            while (missing.TryDequeue(out int part))
            {
                byte[] data = await ComputeAsync(work, part);
                if (await _patience.Ask(() => _services.Store.AddPartAsync(_key, part, data, _stopping.Token), _stopping.Token))
                {
                    _services.Metrics.PartStored();
                }

                _parts[part] = data;
            }
        }
    }

    private async Task<byte[]> ComputeAsync(IGeometryWork work, int part)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await _services.Pool.RunAsync(_key.Sweep, token => work.Compute(part, token), _stopping.Token);
            }
            catch (OperationCanceledException)
            {
                throw;
            }
#pragma warning disable CA1031 // Whatever the mathematics throws is counted and told.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                LogThrew(_services.Logger, part + 1, _key, fault);
                if (attempt == AttemptsOfAPart)
                {
                    _stopping.Cancel();
                    throw new GeometryFailedException(
                        $"Part {part + 1} of {_parts.Length} failed {AttemptsOfAPart} times ({Said(fault)}). "
                        + "Remove the cause and give the same command again: stored parts are kept.");
                }
            }
        }
    }

    private Task<T> OnThread<T>(Func<T> work) => _services.Pool.RunAsync(_key.Sweep, _ => work(), _stopping.Token);

    [LoggerMessage(40, LogLevel.Warning, "Part {Part} of geometry question {Question} threw.")]
    private static partial void LogThrew(ILogger logger, int part, GeometryKey question, Exception fault);

    [LoggerMessage(41, LogLevel.Error, "Geometry question {Question} failed.")]
    private static partial void LogFailed(ILogger logger, GeometryKey question, Exception fault);
}

/// <summary>A geometry question cannot be answered; the message is for the user.</summary>
internal sealed class GeometryFailedException(string message) : Exception(message);
