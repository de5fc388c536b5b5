using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Catalogue;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Grains.Telemetry;

namespace OrleansSymmetry.Grains.Sweeps;

/// <inheritdoc cref="ISweepGrain"/>
[Reentrant]
internal sealed partial class SweepGrain(
    SweepCatalogue catalogue, ICensusStore store, ComputeCapacity capacity, CensusMetrics metrics, TimeProvider time, ILogger<SweepGrain> logger)
    : Grain, ISweepGrain, IDisposable
{
    private static readonly TimeSpan ViewPeriod = TimeSpan.FromSeconds(0.5);

    // Enough to count millions of runs, and little beside the ten seconds that a client's call has.
    private static readonly TimeSpan StatusPatience = TimeSpan.FromSeconds(2);

    // Commands change the stored state and the run together, one command at a time; status answers between them.
    private readonly SemaphoreSlim _command = new(1);
    private CancellationTokenSource _stopping = new();
    private StoredSweep? _stored;
    private SweepRun? _run;
    private LiveViews? _views;
    private SweepResults? _results;
    private IReadOnlyList<LandscapeProgress> _closed = [];
    private Task _following = Task.CompletedTask;
    private bool _leaving;

    private string Id => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _stored = SweepKey.IsOne(Id) ? await store.ReadSweepAsync(Id, cancellationToken) : null;
        if (_stored is { State: SweepState.Done })
        {
            byte[]? progress = await store.ReadResultAsync(Id, StoredResult.Progress, cancellationToken);
            _closed = progress is null ? [] : CensusCloser.ReadProgress(progress);
        }
        else if (_stored is { } stored && await OpenAsync(stored) is { } sweep)
        {
            Begin(stored, sweep);
        }
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _leaving = true;
        return _stopping.CancelAsync();
    }

    /// <inheritdoc/>
    public async Task<SubmitAnswer> Submit(SweepSubmission submission)
    {
        ArgumentNullException.ThrowIfNull(submission);

        // Reading is short, and the client waits for it: the compute threads may be busy for minutes.
        string id = Id;
        SweepOpening opening = await Task.Run(() => SubmissionReader.Read(id, submission));
        if (opening.Sweep is not { } sweep)
        {
            DeactivateIfUnknown();
            return new SubmitAnswer(null, opening.Faults);
        }

        return new SubmitAnswer(await CommandAsync(() => _stored is null ? AddAsync(sweep) : GoOnAsync()), []);
    }

    /// <inheritdoc/>
    public async Task<SweepStatus?> GetStatus()
    {
        await CountedAsync();
        if (_stored is { State: SweepState.Cancelled or SweepState.Failed } && _views is { } views)
        {
            await Task.WhenAny(views.RefreshAsync(), Task.Delay(StatusPatience, time));
        }

        DeactivateIfUnknown();
        return Status();
    }

    /// <inheritdoc/>
    public Task<SweepStatus?> Cancel() => CommandAsync(async () =>
    {
        if (_stored is { State: SweepState.Running } stored)
        {
            await CountedAsync();

            // First in the store: who is told that a sweep is cancelled will not find it running after a restart.
            await SetStateOrLeaveAsync(SweepState.Cancelled);
            await _stopping.CancelAsync();
            _stored = stored with { State = SweepState.Cancelled };
        }
    });

    /// <inheritdoc/>
    public Task<SweepStatus?> Resume() => CommandAsync(GoOnAsync);

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

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping.Dispose();
        _command.Dispose();
    }

    private async Task<SweepStatus?> CommandAsync(Func<Task> command)
    {
        await _command.WaitAsync();
        try
        {
            await command();
            return Status();
        }
        finally
        {
            _command.Release();
            DeactivateIfUnknown();
        }
    }

    private async Task AddAsync(OpenedSweep sweep)
    {
        using Activity? span = CensusTelemetry.Source.StartActivity(CensusTelemetry.SubmitSpan);
        span?.SetTag(CensusTelemetry.SweepTag, sweep.Id);
        var stored = new StoredSweep(
            sweep.Id, sweep.Spec.Name, sweep.Canonical, [.. sweep.Files.Keys], SweepState.Running, null, time.GetUtcNow(), span?.Id);
        await store.AddSweepAsync(stored, sweep.Files);
        catalogue.Add(sweep);
        Begin(stored, sweep);
    }

    private async Task GoOnAsync()
    {
        if (_stored is { State: SweepState.Cancelled or SweepState.Failed } stored && await OpenAsync(stored) is { } sweep)
        {
            await SetStateOrLeaveAsync(SweepState.Running);
            Begin(stored with { State = SweepState.Running, Error = null }, sweep);
        }
    }

    /// <summary>Stores a state. A write that fails may have been carried out: then the successor reads how the sweep stands.</summary>
    private async Task SetStateOrLeaveAsync(SweepState state)
    {
        try
        {
            await store.SetStateAsync(Id, state, null);
        }
        catch
        {
            Leave();
            throw;
        }
    }

    private void DeactivateIfUnknown()
    {
        if (_stored is null && _command.CurrentCount > 0)
        {
            DeactivateOnIdle();
        }
    }

    private SweepStatus? Status()
    {
        if (_stored is not { } stored)
        {
            return null;
        }

        bool isRunning = stored.State == SweepState.Running;
        return new SweepStatus(
            Id,
            stored.Name,
            isRunning && _run is { IsClosing: true } ? SweepState.Closing : stored.State,
            stored.Error,
            stored.SubmittedAt,
            _run?.ActiveSeconds ?? 0,
            _run?.RunsTrained ?? 0,
            _run?.TrainingSeconds ?? 0,
            isRunning ? _run?.BlocksInFlight ?? 0 : 0,
            capacity.Threads,
            capacity.Silos.Count,
            _run?.Progress ?? _closed);
    }
}
