using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Orleans.Runtime.Placement;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Grains.Telemetry;
using OrleansSymmetry.Grains.Training;
using OrleansSymmetry.Grains.Work;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Grains.Sweeps;

/// <summary>How a coordinator's work on a sweep ended.</summary>
/// <param name="State">Done or failed; running when it was stopped.</param>
/// <param name="Error">Why it failed.</param>
internal sealed record SweepOutcome(SweepState State, string? Error);

/// <summary>
/// One coordinator's work on one sweep: a window of blocks in flight, refilled on every receipt. All of it runs in the
/// turns of the grain that made it, so nothing here is locked.
/// </summary>
internal sealed partial class SweepRun : IDisposable
{
    // A defect or a lack of memory shows at once; more attempts would only delay the news.
    private const int AttemptsOfABlock = 3;

    private readonly OpenedSweep _sweep;
    private readonly SweepRunServices _services;
    private readonly string? _parent;
    private readonly StorePatience _patience;
    private readonly LiveViews _views;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource<SweepOutcome> _outcome = new();
    private readonly TaskCompletionSource _counted = new();
    private readonly long _start;
    private readonly List<LandscapeTrack> _tracks;
    private string? _span;
    private int _inFlight;
    private bool _closing;
    private TimeSpan? _took;

    /// <param name="sweep">The sweep.</param>
    /// <param name="services">What it works with.</param>
    /// <param name="parent">W3C traceparent that the sweep's span joins.</param>
    public SweepRun(OpenedSweep sweep, SweepRunServices services, string? parent)
    {
        _sweep = sweep;
        _services = services;
        _parent = parent;
        _patience = new StorePatience($"Sweep {sweep.Id}", services.Time, services.Logger);
        _views = new LiveViews(services.Grains, sweep.Id, services.Logger);
        _start = services.Time.GetTimestamp();
        _tracks = [.. sweep.Landscapes.Select(landscape => new LandscapeTrack(landscape, SeedLooks.First(sweep.Spec.Seeds)))];
    }

    /// <summary>Ends when the work does, in any way; never throws.</summary>
    public Task<SweepOutcome> Outcome => _outcome.Task;

    /// <summary>Ends when what was stored before is counted, or when counting was given up; never throws.</summary>
    public Task Counted => _counted.Task;

    /// <summary>Seconds since it began, or that it took.</summary>
    public double ActiveSeconds => (_took ?? _services.Time.GetElapsedTime(_start)).TotalSeconds;

    /// <summary>Runs that were trained for it.</summary>
    public long RunsTrained { get; private set; }

    /// <summary>Compute-thread seconds of these.</summary>
    public double TrainingSeconds { get; private set; }

    /// <summary>Blocks in flight.</summary>
    public int BlocksInFlight => _inFlight;

    /// <summary>Whether the partition is being closed.</summary>
    public bool IsClosing => _closing;

    /// <summary>Progress of each landscape.</summary>
    public IReadOnlyList<LandscapeProgress> Progress => [.. _tracks.Select(track => track.Progress())];

    /// <summary>Counts what is stored, then trains what is missing.</summary>
    public async Task RunAsync()
    {
        using Activity? span = CensusTelemetry.Start(CensusTelemetry.SweepSpan, _parent);
        span?.SetTag(CensusTelemetry.SweepTag, _sweep.Id);
        _span = span?.Id ?? _parent;
        try
        {
            foreach (LandscapeTrack track in _tracks)
            {
                await CountAsync(track);
                Pump();
            }
        }
#pragma warning disable CA1031 // The outcome tells.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            End(fault);
        }
        finally
        {
            _counted.TrySetResult();
        }

        SweepOutcome outcome = await Outcome;
        _took = _services.Time.GetElapsedTime(_start);
        span?.SetStatus(outcome.State == SweepState.Failed ? ActivityStatusCode.Error : ActivityStatusCode.Ok, outcome.Error);
    }

    /// <summary>Counts what is stored, and leaves it at that: the progress of a sweep that rests.</summary>
    public async Task CountAsync()
    {
        try
        {
            foreach (LandscapeTrack track in _tracks)
            {
                await CountAsync(track);
            }
        }
        finally
        {
            _counted.TrySetResult();
        }

        _took = TimeSpan.Zero;
    }

    /// <summary>Stops issuing blocks and takes back those in flight.</summary>
    public void Stop()
    {
        _outcome.TrySetResult(new SweepOutcome(SweepState.Running, null));
        _stopping.Cancel();
    }

    /// <summary>Refills the window (silos may have joined) and looks at the live indices. Called every second or so.</summary>
    public Task PulseAsync()
    {
        Pump();
        return ViewAsync();
    }

    /// <summary>Looks at the live indices that may show something new.</summary>
    public Task ViewAsync() => _views.LookAsync(_tracks);

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();

    private async Task CountAsync(LandscapeTrack track)
    {
        SeedLedger stored = await Patiently(async () =>
        {
            track.Want(track.Wanted);
            var counted = new SeedLedger();
            await foreach (IReadOnlyList<RunRecord> runs in _services.Runs.ReadAsync(_sweep.Id, track.Landscape.Id, track.Wanted, _stopping.Token))
            {
                track.Count(runs);
                foreach (RunRecord run in runs)
                {
                    counted.Add(new SeedRange(run.Seed, run.Seed));
                }
            }

            return counted;
        });
        // The first question to a landscape builds its data, which is no work for a grain's turn.
        track.Begin(stored, await Task.Run(() => _services.Trainer.BlockSize(track.Landscape.Landscape)));
    }

    private Task<T> Patiently<T>(Func<Task<T>> work) => _patience.Ask(work, _stopping.Token);

    private void Pump()
    {
        while (!_outcome.Task.IsCompleted && _inFlight < _services.Capacity.Window)
        {
            LandscapeTrack? track = null;
            SeedRange block = default;
            foreach (LandscapeTrack candidate in _tracks)
            {
                if (candidate.TryTake(out block))
                {
                    track = candidate;
                    break;
                }

                if (candidate.IsStored && !candidate.IsLooking)
                {
                    candidate.IsLooking = true;
                    _ = LookAsync(candidate);
                }
            }

            if (track is null)
            {
                break;
            }

            _inFlight++;
            _ = TrainAsync(track, block);
        }
    }

    /// <summary>All that was wanted of a landscape is stored: is it enough?</summary>
    private async Task LookAsync(LandscapeTrack track)
    {
        try
        {
            if (SeedLooks.Next(_sweep.Spec.Seeds, track.Wanted) is { } next)
            {
                LandscapeClasses closed = await Patiently(() =>
                    _services.Closer.CloseAsync(_sweep, track.Landscape, track.Wanted, _stopping.Token));
                if (!(closed.Report.Coverage?.GoodTuring >= _sweep.Spec.Seeds.Coverage))
                {
                    track.Want(next);
                    await CountAsync(track);
                    track.IsLooking = false;
                    Pump();
                    return;
                }
            }

            track.IsSettled = true;
            if (!_closing && _tracks.TrueForAll(each => each.IsSettled))
            {
                _closing = true;
                await CloseAsync();
            }
        }
#pragma warning disable CA1031 // The outcome tells.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            End(fault);
        }
    }

    private async Task CloseAsync()
    {
        using Activity? span = CensusTelemetry.Start(CensusTelemetry.CloseSpan, _span);
        await Patiently(async () =>
        {
            IReadOnlyDictionary<StoredResult, byte[]> results =
                await _services.Closer.CloseAsync(_sweep, [.. _tracks.Select(track => track.Wanted)], _stopping.Token);
            await _services.Store.FinishSweepAsync(_sweep.Id, results, _stopping.Token);
            return true;
        });
        _outcome.TrySetResult(new SweepOutcome(SweepState.Done, null));
    }

    private async Task TrainAsync(LandscapeTrack track, SeedRange block)
    {
        try
        {
            var key = new BlockKey(track.Landscape.Id, block.First, (int)block.Count);
            if (await TrainAsync(key) is { } receipt)
            {
                _services.Capacity.Learn(receipt);
                track.Stored(block, receipt.Ended);
                RunsTrained += receipt.Trained;
                TrainingSeconds += receipt.Seconds;
            }
        }
#pragma warning disable CA1031 // The outcome tells.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            End(fault);
        }
        finally
        {
            _inFlight--;
            track.Return();
        }

        Pump();
    }

    /// <summary>Trains a block, however often it takes; null when the work was stopped meanwhile.</summary>
    private async Task<TrainingReceipt?> TrainAsync(BlockKey key)
    {
        using Activity? span = CensusTelemetry.Start(CensusTelemetry.BlockSpan, _span);
        span?.SetTag(CensusTelemetry.LandscapeTag, key.Landscape).SetTag(CensusTelemetry.FirstSeedTag, key.First).SetTag(CensusTelemetry.SeedCountTag, key.Count);
        int threw = 0;
        int lost = 0;
        while (!_outcome.Task.IsCompleted)
        {
            SiloAddress silo = _services.Capacity.Take();
            try
            {
                RequestContext.Set(IPlacementDirector.PlacementHintKey, silo);
                return await _services.Grains
                    .GetGrain<ITrainingRunGrain>(key.ToString())
                    .Train(new TrainingOrder(_sweep.Id, span?.Id), _stopping.Token);
            }
            catch (TrainingException fault) when (++threw >= AttemptsOfABlock)
            {
                SeedRange seeds = key.Seeds;
                throw new SweepFailedException(
                    $"The seeds {seeds.First}..{seeds.Last} of landscape {key.Landscape} failed {AttemptsOfABlock} times ({fault.Message}). "
                    + "Leave them out, or remove the cause and resume the sweep: what is stored stays.");
            }
            catch (StoreException fault) when (!fault.IsTransient)
            {
                throw;
            }
            catch (Exception) when (_stopping.IsCancellationRequested)
            {
                break;
            }
#pragma warning disable CA1031 // A silo that dies, leaves or does not answer shows in many ways, and all of them mean: once more.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                _services.Metrics.BlockRetried();
                LogLost(_services.Logger, key, silo, fault.Message);
            }
            finally
            {
                RequestContext.Remove(IPlacementDirector.PlacementHintKey);
                _services.Capacity.Return(silo);
            }

            await Task.Delay(RetryDelays.After(++lost), _services.Time, _stopping.Token);
        }

        return null;
    }

    private void End(Exception fault)
    {
        if (_outcome.Task.IsCompleted)
        {
            return;
        }

        LogFailed(_services.Logger, _sweep.Id, fault);
        _outcome.TrySetResult(new SweepOutcome(SweepState.Failed, fault.Message));
        _stopping.Cancel();
    }

    [LoggerMessage(10, LogLevel.Information, "Block {Block} was lost on {Silo}: {Reason}")]
    private static partial void LogLost(ILogger logger, BlockKey block, SiloAddress silo, string reason);

    [LoggerMessage(12, LogLevel.Error, "Sweep {Sweep} failed.")]
    private static partial void LogFailed(ILogger logger, string sweep, Exception fault);
}
