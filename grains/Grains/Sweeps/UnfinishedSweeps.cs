using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Store;

namespace OrleansSymmetry.Grains.Sweeps;

/// <summary>
/// Asks after every unfinished sweep: the question wakes a coordinator that was lost with its silo. Each silo asks when it starts,
/// when another one is gone, and now and then; a coordinator that lives answers and is not disturbed.
/// </summary>
internal sealed partial class UnfinishedSweeps(
    ICensusStore store, IGrainFactory grains, ISiloStatusOracle silos, IOptions<CensusOptions> options, TimeProvider time, ILogger<UnfinishedSweeps> logger)
    : ILifecycleParticipant<ISiloLifecycle>, ISiloStatusListener, IDisposable
{
    // A coordinator may give up for another reason than its silo's end.
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(20);

    // The directory of a silo that is gone is rebuilt a moment after it was declared dead, and a surviving coordinator may be lost to that.
    private static readonly TimeSpan SecondLook = TimeSpan.FromSeconds(2);

    // A coordinator answers within seconds. A question that went to a silo which has just been replaced is never answered.
    private static readonly TimeSpan Answering = TimeSpan.FromSeconds(5);

    // A silo that dies or a store that does not answer shows in many ways; they are asked again.
    private readonly RetryPolicy _untilAnswered = new(time, _ => true) { AttemptTimeout = Answering };
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _gone = new(0, 1);
    private Task _asking = Task.CompletedTask;

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle)
    {
        if (options.Value.ResumeUnfinished)
        {
            lifecycle.Subscribe(nameof(UnfinishedSweeps), ServiceLifecycleStage.Active, Start, Stop);
        }
    }

    /// <inheritdoc/>
    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        if (status == SiloStatus.Dead)
        {
            Hurry();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping.Dispose();
        _gone.Dispose();
    }

    private Task Start(CancellationToken cancellation)
    {
        silos.SubscribeToSiloStatusEvents(this);
        _asking = Task.Run(AskAgainAndAgain, CancellationToken.None);
        return Task.CompletedTask;
    }

    private async Task Stop(CancellationToken cancellation)
    {
        silos.UnSubscribeFromSiloStatusEvents(this);
        await _stopping.CancelAsync();
        await _asking;
    }

    private void Hurry()
    {
        try
        {
            _gone.Release();
        }
        catch (SemaphoreFullException)
        {
            // It hurries already.
        }
    }

    private async Task AskAgainAndAgain()
    {
        try
        {
            for (bool hurried = false; ;)
            {
                await _untilAnswered.RunAsync(Ask, _stopping.Token, retrying: retry => LogNotWoken(logger, retry.Fault.Message));
                hurried = await Hurried(hurried ? SecondLook : Period);
            }
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }

    /// <summary>Waits, and says whether a silo was lost meanwhile.</summary>
    private async Task<bool> Hurried(TimeSpan pause)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        Task<bool> gone = Gone(either.Token);
        await Task.WhenAny(gone, Task.Delay(pause, time, either.Token));
        await either.CancelAsync();
        _stopping.Token.ThrowIfCancellationRequested();
        return await gone;
    }

    private async Task<bool> Gone(CancellationToken cancellation)
    {
        try
        {
            await _gone.WaitAsync(cancellation);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task Ask(CancellationToken cancellation)
    {
        IReadOnlyList<StoredSweep> sweeps = await store.ReadSweepsAsync(cancellation);
        await Task.WhenAll(sweeps.Where(sweep => sweep.State == SweepState.Running).Select(sweep => grains.GetGrain<ISweepGrain>(sweep.Id).GetStatus()));
    }

    [LoggerMessage(30, LogLevel.Warning, "The unfinished sweeps were not asked after; once more in a moment: {Reason}")]
    private static partial void LogNotWoken(ILogger logger, string reason);
}
