using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Catalogue;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Grains.Work;

namespace OrleansSymmetry.Grains.Geometry;

/// <inheritdoc cref="IGeometryGrain"/>
[Reentrant]
internal sealed class GeometryGrain(SweepCatalogue catalogue, ICensusStore store) : Grain, IGeometryGrain, IDisposable
{
    // Cycles and lists of classes are short; more is no question.
    private const int LargestQuestion = 1024 * 1024;

    private static readonly TimeSpan PulsePeriod = TimeSpan.FromMinutes(1);

    // One command at a time; status answers meanwhile.
    private readonly SemaphoreSlim _command = new(1);
    private CancellationTokenSource _stopping = new();
    private GeometryKey _key;
    private GeometryRun? _run;
    private Task _following = Task.CompletedTask;
    private byte[]? _answer;

    /// <inheritdoc/>
    /// <exception cref="FormatException">The key is none; nothing is looked up under it.</exception>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = GeometryKey.Parse(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        return _stopping.CancelAsync();
    }

    /// <inheritdoc/>
    public async Task<GeometryStatus> Ask(byte[] question)
    {
        ArgumentNullException.ThrowIfNull(question);
        await _command.WaitAsync();
        try
        {
            if (_run is { End: null or { Outcome: WorkOutcome.Done } } run)
            {
                return run.Status;
            }

            if (await AnswerAsync() is not null)
            {
                return Done;
            }

            GeometryStatus status = await BeginAsync(question);
            if (status.State == GeometryState.Refused)
            {
                DeactivateOnIdle();
            }

            return status;
        }
        finally
        {
            _command.Release();
        }
    }

    /// <inheritdoc/>
    public async Task<GeometryStatus?> GetStatus()
    {
        if (_run is { End: null or { Outcome: not WorkOutcome.Stopped } } run)
        {
            return run.Status;
        }

        if (await AnswerAsync() is not null)
        {
            return Done;
        }

        DeactivateIfIdle();
        return null;
    }

    /// <inheritdoc/>
    public async Task Cancel()
    {
        await _command.WaitAsync();
        try
        {
            await _stopping.CancelAsync();
            await _following;
        }
        finally
        {
            _command.Release();
        }

        DeactivateIfIdle();
    }

    /// <inheritdoc/>
    public async Task<ResultChunk?> GetAnswer(long offset)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (await AnswerAsync() is { } answer)
        {
            return ResultChunk.Of(answer, offset);
        }

        DeactivateIfIdle();
        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping.Dispose();
        _command.Dispose();
    }

    private static GeometryStatus Done { get; } = new(GeometryState.Done, 0, 0, []);

    private static GeometryStatus Refused(params IReadOnlyList<string> faults) => new(GeometryState.Refused, 0, 0, faults);

    private async Task<byte[]?> AnswerAsync() => _answer ??= _run?.Answer ?? await store.ReadAnswerAsync(_key);

    private async Task<GeometryStatus> BeginAsync(byte[] question)
    {
        if (question.Length > LargestQuestion)
        {
            return Refused($"The question has {question.Length} bytes. At most {LargestQuestion} are allowed.");
        }

        GeometryKey key = _key;
        StoredSweep? stored = await store.ReadSweepAsync(key.Sweep);
        if (stored is not { State: SweepState.Done } || await store.ReadResultAsync(key.Sweep, StoredResult.Report) is not { } report)
        {
            return Refused(stored is null
                ? $"The sweep {key.Sweep} is not in the census store {store.Location}. Run or submit it first."
                : $"The sweep {key.Sweep} has no census yet: it is {StoreNames.Of(stored.State)}. "
                    + "A question needs a finished census; run or resume the sweep to its end first.");
        }

        OpenedSweep sweep = await catalogue.OpenAsync(key.Sweep);

        // Reading is short, and the client waits for it: the compute threads may be busy for minutes.
        QuestionOpening opening = await Task.Run(() => OpenedQuestion.Read(sweep, report, question));
        if (opening.Question is not { } opened)
        {
            return Refused(opening.Faults);
        }

        if (opened.Id != key.Question)
        {
            return Refused($"The question's content has the ID {opened.Id}, but it was asked as {key.Question}. Ask it under its own ID.");
        }

        _stopping.Dispose();
        _stopping = new CancellationTokenSource();
        _run = ActivatorUtilities.CreateInstance<GeometryRun>(ServiceProvider, key, opened, stored);
        _following = FollowAsync(_run, _stopping.Token);
        return _run.Status;
    }

    private async Task FollowAsync(GeometryRun run, CancellationToken stopping)
    {
        // KeepAlive: while it computes, a grain that nobody asks is not idle.
        using IGrainTimer pulse = this.RegisterGrainTimer(
            () => Task.CompletedTask, new GrainTimerCreationOptions(PulsePeriod, PulsePeriod) { KeepAlive = true, Interleave = true });
        await run.RunAsync(stopping);
    }

    private void DeactivateIfIdle()
    {
        if (_command.CurrentCount > 0 && _run is null or { End.Outcome: WorkOutcome.Stopped })
        {
            DeactivateOnIdle();
        }
    }
}
