using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Catalogue;
using OrleansSymmetry.Grains.Runs;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Grains.Telemetry;
using OrleansSymmetry.Grains.Training;
using OrleansSymmetry.Grains.Work;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Grains.Sweeps;

/// <summary>
/// One coordinator's work on one sweep: counts what is stored, has the rest trained, and closes the census. All of it runs in the turns of
/// the grain that made it, so nothing here is locked.
/// </summary>
internal sealed partial class SweepRun
{
    private readonly OpenedSweep _sweep;
    private readonly string? _parent;
    private readonly ICensusStore _store;
    private readonly BlockOrders _orders;
    private readonly StoredRuns _runs;
    private readonly CensusCloser _closer;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly StorePatience _patience;
    private readonly TaskCompletionSource _counted = new();
    private readonly long _start;
    private CancellationToken _stopping;
    private string? _span;
    private TimeSpan? _took;
    private IReadOnlyList<LandscapeProgress>? _closed;

    /// <param name="sweep">The sweep.</param>
    /// <param name="stored">As it is stored.</param>
    /// <param name="store">Where its census goes.</param>
    /// <param name="orders">Has blocks trained.</param>
    /// <param name="runs">What is stored.</param>
    /// <param name="closer">Closes the census.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told of failures.</param>
    public SweepRun(
        OpenedSweep sweep,
        StoredSweep stored,
        ICensusStore store,
        BlockOrders orders,
        StoredRuns runs,
        CensusCloser closer,
        TimeProvider time,
        ILogger<SweepRun> logger)
    {
        _sweep = sweep;
        _parent = stored.TraceParent;
        _store = store;
        _orders = orders;
        _runs = runs;
        _closer = closer;
        _time = time;
        _logger = logger;
        _patience = new StorePatience($"Sweep {sweep.Id}", time, logger);
        _start = time.GetTimestamp();
        Tracks = [.. sweep.Landscapes.Select(landscape => new LandscapeTrack(landscape, SeedLooks.First(sweep.Spec.Seeds)))];
    }

    /// <summary>Its landscapes, in the order of the report.</summary>
    public IReadOnlyList<LandscapeTrack> Tracks { get; }

    /// <summary>Progress of each landscape.</summary>
    public IReadOnlyList<LandscapeProgress> Progress => _closed ?? [.. Tracks.Select(track => track.Progress())];

    /// <summary>Ends when what was stored before is counted, or when counting was given up; never throws.</summary>
    public Task Counted => _counted.Task;

    /// <summary>Seconds since it began, or that it took.</summary>
    public double ActiveSeconds => (_took ?? _time.GetElapsedTime(_start)).TotalSeconds;

    /// <summary>Runs that were trained for it.</summary>
    public long RunsTrained { get; private set; }

    /// <summary>Compute-thread seconds of these.</summary>
    public double TrainingSeconds { get; private set; }

    /// <summary>Blocks in flight.</summary>
    public int BlocksInFlight { get; private set; }

    /// <summary>Whether the partition is being closed.</summary>
    public bool IsClosing => Tracks.All(track => track.Phase == LandscapePhase.Settled);

    /// <summary>Counts what is stored, trains what is missing and stores the census; never throws.</summary>
    /// <param name="stopping">Hands out no further block and takes back those in flight.</param>
    public async Task<WorkEnd> RunAsync(CancellationToken stopping)
    {
        using Activity? span = CensusTelemetry.Start(CensusTelemetry.SweepSpan, _parent);
        span?.SetTag(CensusTelemetry.SweepTag, _sweep.Id);
        _span = span?.Id ?? _parent;
        WorkEnd end = await EndAsync(stopping);
        _took = _time.GetElapsedTime(_start);
        span?.SetStatus(end.Outcome == WorkOutcome.Failed ? ActivityStatusCode.Error : ActivityStatusCode.Ok, end.Error);
        return end;
    }

    /// <summary>Counts what is stored, and leaves it at that: the progress of a sweep that rests.</summary>
    /// <param name="stopping">Gives up.</param>
    public async Task CountAsync(CancellationToken stopping)
    {
        _stopping = stopping;
        try
        {
            foreach (LandscapeTrack track in Tracks)
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

    private async Task<WorkEnd> EndAsync(CancellationToken stopping)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _stopping = ending.Token;
        try
        {
            await new WorkLoop(() => _orders.Window, _time).RunAsync(Next, ending);
            await CloseAsync();
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
            LogFailed(_logger, _sweep.Id, fault);
            return new WorkEnd(WorkOutcome.Failed, fault.Message);
        }
        finally
        {
            _counted.TrySetResult();
        }
    }

    /// <summary>Starts the next job: landscapes are counted one after the other before all else, and trained in their order.</summary>
    private Task? Next()
    {
        if (Tracks.All(track => track.Phase != LandscapePhase.Counting) && Tracks.FirstOrDefault(track => track.Phase == LandscapePhase.Waiting) is { } first)
        {
            return CountAsync(first);
        }

        foreach (LandscapeTrack track in Tracks)
        {
            if (track.TryTake(out SeedRange block))
            {
                return TrainAsync(track, block);
            }

            if (track.IsStored)
            {
                return DecideAsync(track);
            }
        }

        return null;
    }

    private async Task CountAsync(LandscapeTrack track)
    {
        SeedLedger counted = track.BeginCounting();
        await _patience.Ask(
            async () =>
            {
                await foreach (EndCounts ended in _runs.ReadEndsAsync(track.Landscape.Id, track.Wanted, counted, _stopping))
                {
                    track.Count(ended);
                }
            },
            _stopping);

        // The first question to a landscape builds its data, which is no work for a grain's turn.
        track.BeginTraining(await Task.Run(() => _orders.BlockSize(track.Landscape)));
        if (Tracks.All(each => each.Phase > LandscapePhase.Counting))
        {
            _counted.TrySetResult();
        }
    }

    private async Task TrainAsync(LandscapeTrack track, SeedRange block)
    {
        BlocksInFlight++;
        try
        {
            TrainingReceipt receipt = await _orders.TrainAsync(
                new BlockKey(track.Landscape.Id, block.First, (int)block.Count), _sweep.Id, _span, _stopping);
            track.Stored(block, receipt.Ended);
            RunsTrained += receipt.Trained;
            TrainingSeconds += receipt.Seconds;
        }
        finally
        {
            BlocksInFlight--;
        }
    }

    /// <summary>All that was wanted of a landscape is stored: is it enough?</summary>
    private async Task DecideAsync(LandscapeTrack track)
    {
        track.BeginDeciding();
        if (SeedLooks.Next(_sweep.Spec.Seeds, track.Wanted) is { } next && !await IsCoveredAsync(track))
        {
            track.Widen(next);
        }
        else
        {
            track.Settle();
        }
    }

    private async Task<bool> IsCoveredAsync(LandscapeTrack track)
    {
        LandscapeClasses closed = await _patience.Ask(() => _closer.CloseAsync(_sweep, track.Landscape, track.Wanted, _stopping), _stopping);
        return closed.Report.Coverage?.Bound is { IsReached: true };
    }

    private async Task CloseAsync()
    {
        using Activity? span = CensusTelemetry.Start(CensusTelemetry.CloseSpan, _span);
        ClosedCensus closed = await _patience.Ask(() => _closer.CloseAsync(_sweep, [.. Tracks.Select(track => track.Wanted)], _stopping), _stopping);
        await _patience.Ask(() => _store.FinishSweepAsync(_sweep.Id, closed.Results, _stopping), _stopping);
        _closed = closed.Progress;
    }

    [LoggerMessage(12, LogLevel.Error, "Sweep {Sweep} failed.")]
    private static partial void LogFailed(ILogger logger, string sweep, Exception fault);
}
