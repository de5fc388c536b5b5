using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Catalogue;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Grains.Work;

namespace OrleansSymmetry.Grains.Sweeps;

/// <content>The work on the sweep: how it is taken up, followed and left.</content>
internal sealed partial class SweepGrain
{
    /// <summary>Opens the stored sweep; null when that cannot be: the status says why.</summary>
    private async Task<OpenedSweep?> OpenAsync(StoredSweep stored)
    {
        try
        {
            return await catalogue.OpenAsync(Id);
        }
        catch (StoreException fault) when (!fault.IsTransient)
        {
            _stored = stored with { State = SweepState.Failed, Error = fault.Message };
            return null;
        }
    }

    private void Begin(StoredSweep stored, OpenedSweep sweep)
    {
        _stored = stored;
        _stopping.Cancel();
        _stopping.Dispose();
        _stopping = new CancellationTokenSource();
        _run = ActivatorUtilities.CreateInstance<SweepRun>(ServiceProvider, sweep, stored);
        _views = new LiveViews(GrainFactory, Id, _run.Tracks, logger);
        _following = stored.State == SweepState.Running ? FollowAsync(_run, _views, _stopping.Token) : CountAsync(_run, _stopping.Token);
    }

    /// <summary>Sees a run through, and stores and shows what came of it; never throws.</summary>
    private async Task FollowAsync(SweepRun run, LiveViews views, CancellationToken stopping)
    {
        metrics.SweepTakenUp();

        // KeepAlive: while it works, a coordinator that nobody asks is not idle.
        using IGrainTimer pulse = this.RegisterGrainTimer(
            views.RefreshAsync, new GrainTimerCreationOptions(ViewPeriod, ViewPeriod) { KeepAlive = true, Interleave = true });
        try
        {
            WorkEnd end = await run.RunAsync(stopping);
            if (end.Outcome == WorkOutcome.Stopped)
            {
                return;
            }

            await _command.WaitAsync(CancellationToken.None);
            try
            {
                if (ReferenceEquals(run, _run) && _stored is { State: SweepState.Running } stored)
                {
                    await EndAsync(stored, end);
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

    private async Task EndAsync(StoredSweep stored, WorkEnd end)
    {
        if (end.Outcome == WorkOutcome.Done)
        {
            _stored = stored with { State = SweepState.Done };
            return;
        }

        // First in memory: a full disk, too, must be told to whoever asks.
        _stored = stored with { State = SweepState.Failed, Error = end.Error };
        try
        {
            await store.SetStateAsync(Id, SweepState.Failed, end.Error);
        }
        catch (StoreException fault)
        {
            LogStateNotStored(logger, Id, SweepState.Failed, fault.Message);
        }
    }

    private async Task CountAsync(SweepRun resting, CancellationToken stopping)
    {
        try
        {
            await resting.CountAsync(stopping);
        }
#pragma warning disable CA1031 // Progress of a sweep that rests: shown when it can be had.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogLeft(logger, Id, fault.Message);
        }
    }

    /// <summary>A coordinator that has just come up says what is stored, not that nothing is, unless counting takes long.</summary>
    private async Task CountedAsync()
    {
        if (_run is { Counted.IsCompleted: false } run)
        {
            await Task.WhenAny(run.Counted, Task.Delay(StatusPatience, time));
        }
    }

    /// <summary>Makes room for an activation that begins where the store stands.</summary>
    private void Leave()
    {
        if (!_leaving)
        {
            DeactivateOnIdle();
        }
    }

    [LoggerMessage(20, LogLevel.Information, "The coordinator of sweep {Sweep} left its work: {Reason}")]
    private static partial void LogLeft(ILogger logger, string sweep, string reason);

    [LoggerMessage(21, LogLevel.Error, "That sweep {Sweep} is {State} could not be stored: {Reason}")]
    private static partial void LogStateNotStored(ILogger logger, string sweep, SweepState state, string reason);
}
