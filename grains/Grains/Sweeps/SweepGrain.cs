using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Compute;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Grains.Telemetry;
using OrleansSymmetry.Grains.Training;
using OrleansSymmetry.Grains.Work;

namespace OrleansSymmetry.Grains.Sweeps;

/// <inheritdoc cref="ISweepGrain"/>
[Reentrant]
internal sealed partial class SweepGrain(
    SweepCatalogue catalogue,
    ICensusStore store,
    StoredRuns runs,
    CensusCloser closer,
    IBlockTrainer trainer,
    ComputePool pool,
    CensusMetrics metrics,
    ISiloStatusOracle silos,
    IOptions<CensusOptions> options,
    TimeProvider time,
    ILogger<SweepGrain> logger) : Grain, ISweepGrain, IRemindable, IDisposable
{
    private static readonly TimeSpan PulsePeriod = TimeSpan.FromSeconds(0.5);

    // Enough to count millions of runs, and little beside the ten seconds that a client's call has.
    private static readonly TimeSpan CountPatience = TimeSpan.FromSeconds(2);

    // Commands change the stored state and the run together, one command at a time; status answers between them.
    private readonly SemaphoreSlim _command = new(1);
    private readonly ComputeCapacity _capacity = new(silos, pool);
    private SweepResults? _results;
    private ResumeReminder? _reminder;
    private StoredSweep? _stored;
    private SweepRun? _run;
    private IReadOnlyList<LandscapeProgress>? _finalProgress;
    private IGrainTimer? _pulse;
    private bool _leaving;

    private string Id => this.GetPrimaryKeyString();

    private ResumeReminder Reminder => _reminder ??= new ResumeReminder(this, Id, logger);

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _stored = SweepKey.IsOne(Id) ? await store.ReadSweepAsync(Id, cancellationToken) : null;
        await AdoptAsync();
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _leaving = true;
        _run?.Stop();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<SubmitAnswer> Submit(SweepSubmission submission)
    {
        ArgumentNullException.ThrowIfNull(submission);

        // Reading is short, and the client waits for it: the compute threads may be busy for minutes.
        string id = Id;
        (OpenedSweep? sweep, Dictionary<string, ReadOnlyMemory<byte>> files, IReadOnlyList<string> faults) =
            await Task.Run(() => SubmissionReader.Read(id, submission));
        if (sweep is null)
        {
            DeactivateIfUnknown();
            return new SubmitAnswer(null, faults);
        }

        await _command.WaitAsync();
        try
        {
            if (_stored is null)
            {
                using Activity? span = CensusTelemetry.Source.StartActivity(CensusTelemetry.SubmitSpan);
                span?.SetTag(CensusTelemetry.SweepTag, id);
                var stored = new StoredSweep(
                    id, sweep.Spec.Name, sweep.Canonical, [.. files.Keys.Order(StringComparer.Ordinal)], SweepState.Running, null, time.GetUtcNow(), span?.Id);
                await store.AddSweepAsync(stored, files);
                _stored = stored;
                await AdoptOrLeaveAsync();
            }
            else if (_stored.State is SweepState.Cancelled or SweepState.Failed)
            {
                await GoOnAsync();
            }

            await RemindAsync();
            return new SubmitAnswer(Status(), []);
        }
        finally
        {
            _command.Release();
        }
    }

    /// <inheritdoc/>
    public async Task<SweepStatus?> GetStatus()
    {
        await CountedAsync();
        if (_stored is { State: SweepState.Cancelled or SweepState.Failed } && _run is { } resting)
        {
            await Task.WhenAny(resting.ViewAsync(), Task.Delay(CountPatience, time));
        }

        DeactivateIfUnknown();
        return Status();
    }

    /// <inheritdoc/>
    public async Task<SweepStatus?> Cancel()
    {
        await _command.WaitAsync();
        try
        {
            if (_stored is { State: SweepState.Running } stored)
            {
                await CountedAsync();

                // First in the store: who is told that a sweep is cancelled will not find it running after a restart.
                await store.SetStateAsync(Id, SweepState.Cancelled, null);
                _run?.Stop();
                await RestAsync(stored, SweepState.Cancelled, null);
            }

            return Status();
        }
        finally
        {
            _command.Release();
            DeactivateIfUnknown();
        }
    }

    /// <inheritdoc/>
    public async Task<SweepStatus?> Resume()
    {
        await _command.WaitAsync();
        try
        {
            if (_stored is { State: SweepState.Cancelled or SweepState.Failed })
            {
                await GoOnAsync();
                await RemindAsync();
            }

            return Status();
        }
        finally
        {
            _command.Release();
            DeactivateIfUnknown();
        }
    }

    /// <inheritdoc/>
    public async Task<ResultChunk?> GetResults(ResultFile file, long offset)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (_stored is not { State: SweepState.Done })
        {
            DeactivateIfUnknown();
            return null;
        }

        _results ??= new SweepResults(store, Id);
        return await _results.ReadAsync(file, offset);
    }

    /// <summary>A reminder has woken the coordinator: activation did the rest.</summary>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (_stored is not { State: SweepState.Running })
        {
            await ForgetReminderAsync();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _run?.Dispose();
        _command.Dispose();
    }

    private async Task AdoptAsync()
    {
        if (_stored is not { } stored)
        {
            return;
        }

        if (stored.State == SweepState.Done)
        {
            byte[]? progress = await store.ReadResultAsync(Id, StoredResult.Progress);
            _finalProgress = progress is null ? [] : CensusCloser.ReadProgress(progress);
            return;
        }

        OpenedSweep sweep;
        try
        {
            sweep = await catalogue.OpenAsync(Id);
        }
        catch (StoreException fault) when (!fault.IsTransient)
        {
            _stored = stored with { State = SweepState.Failed, Error = fault.Message };
            return;
        }

        var services = new SweepRunServices(
            GrainFactory, store, runs, closer, trainer, _capacity, metrics, time, logger);
        _run = new SweepRun(sweep, services, stored.TraceParent);
        _ = stored.State == SweepState.Running ? FollowAsync(_run) : CountAsync(_run);
    }

    /// <summary>Sees a run through; whatever it ends with is stored and shown.</summary>
    private async Task FollowAsync(SweepRun run)
    {
        metrics.SweepTakenUp();
        try
        {
            // KeepAlive: while it works, a coordinator that nobody asks is not idle.
            _pulse = this.RegisterGrainTimer(
                run.PulseAsync, new GrainTimerCreationOptions(PulsePeriod, PulsePeriod) { KeepAlive = true, Interleave = true });
            Task running = run.RunAsync();
            SweepOutcome outcome = await run.Outcome;
            if (outcome.State == SweepState.Running || _leaving)
            {
                return;
            }

            await running;
            await _command.WaitAsync();
            try
            {
                if (ReferenceEquals(run, _run) && _stored is { State: SweepState.Running } stored)
                {
                    await EndAsync(stored, outcome);
                }
            }
            finally
            {
                _command.Release();
            }
        }
#pragma warning disable CA1031 // Nobody awaits this; the next activation begins where the store stands.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogLeft(logger, Id, fault.Message);
            Leave();
        }
        finally
        {
            metrics.SweepLeft();
        }
    }

    private async Task EndAsync(StoredSweep stored, SweepOutcome outcome)
    {
        if (outcome.State != SweepState.Done)
        {
            await FailAsync(stored, outcome.State, outcome.Error);
            return;
        }

        byte[]? progress = await store.ReadResultAsync(Id, StoredResult.Progress);
        _finalProgress = progress is null ? [] : CensusCloser.ReadProgress(progress);
        _stored = stored with { State = SweepState.Done };
        StopPulse();
        await ForgetReminderAsync();
    }

    private async Task CountAsync(SweepRun resting)
    {
        try
        {
            await resting.CountAsync();
        }
#pragma warning disable CA1031 // Progress of a sweep that rests: shown when it can be had.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogLeft(logger, Id, fault.Message);
        }
    }

    private async Task FailAsync(StoredSweep stored, SweepState state, string? error)
    {
        // First in memory: a full disk, too, must be told to whoever asks.
        await RestAsync(stored, state, error);
        try
        {
            await store.SetStateAsync(Id, state, error);
        }
        catch (StoreException fault)
        {
            LogStateNotStored(logger, Id, state, fault.Message);
        }
    }

    private async Task RestAsync(StoredSweep stored, SweepState state, string? error)
    {
        _stored = stored with { State = state, Error = error };
        StopPulse();
        await ForgetReminderAsync();
    }

    /// <summary>A coordinator that has just come up says what is stored, not that nothing is, unless counting takes long.</summary>
    private async Task CountedAsync()
    {
        if (_run is { Counted.IsCompleted: false } run)
        {
            await Task.WhenAny(run.Counted, Task.Delay(CountPatience, time));
        }
    }

    private async Task GoOnAsync()
    {
        await store.SetStateAsync(Id, SweepState.Running, null);
        _stored = _stored! with { State = SweepState.Running, Error = null };
        await AdoptOrLeaveAsync();
    }

    private async Task AdoptOrLeaveAsync()
    {
        try
        {
            await AdoptAsync();
        }
        catch
        {
            // What is stored says that the sweep runs, and nothing here does: the next activation begins where the store stands.
            Leave();
            throw;
        }
    }

    /// <summary>Makes room for an activation that begins where the store stands.</summary>
    private void Leave()
    {
        if (!_leaving)
        {
            StopPulse();
            DeactivateOnIdle();
        }
    }

    private SweepStatus? Status()
    {
        if (_stored is not { } stored)
        {
            return null;
        }

        bool closing = stored.State == SweepState.Running && _run is { IsClosing: true };
        return new SweepStatus(
            Id,
            stored.Name,
            closing ? SweepState.Closing : stored.State,
            stored.Error,
            stored.SubmittedAt,
            _run?.ActiveSeconds ?? 0,
            _run?.RunsTrained ?? 0,
            _run?.TrainingSeconds ?? 0,
            stored.State == SweepState.Running ? _run?.BlocksInFlight ?? 0 : 0,
            _capacity.Threads,
            _capacity.Silos,
            _finalProgress ?? _run?.Progress ?? []);
    }

    private void DeactivateIfUnknown()
    {
        if (_stored is null && _command.CurrentCount > 0)
        {
            DeactivateOnIdle();
        }
    }

    private void StopPulse()
    {
        _pulse?.Dispose();
        _pulse = null;
    }

    private Task RemindAsync() => options.Value.ResumeUnfinished && _stored is { State: SweepState.Running } ? Reminder.SetAsync() : Task.CompletedTask;

    private Task ForgetReminderAsync() => options.Value.ResumeUnfinished ? Reminder.ForgetAsync() : Task.CompletedTask;

    [LoggerMessage(20, LogLevel.Information, "The coordinator of sweep {Sweep} left its work: {Reason}")]
    private static partial void LogLeft(ILogger logger, string sweep, string reason);

    [LoggerMessage(21, LogLevel.Error, "That sweep {Sweep} is {State} could not be stored: {Reason}")]
    private static partial void LogStateNotStored(ILogger logger, string sweep, SweepState state, string reason);
}
