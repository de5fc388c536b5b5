using System.Diagnostics.Metrics;
using OrleansSymmetry.Landscape.Optimisation;

namespace OrleansSymmetry.Grains.Telemetry;

/// <summary>The instruments of a silo.</summary>
public sealed class CensusMetrics : IDisposable
{
    // Blocks are cut to fractions of a second; the largest networks' last for minutes.
    private static readonly InstrumentAdvice<double> BlockDurations = new() { HistogramBucketBoundaries = [0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000] };

    private readonly Meter _meter;
    private readonly Counter<long> _runs;
    private readonly Counter<long> _steps;
    private readonly Counter<long> _classes;
    private readonly Counter<long> _blocks;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _parts;
    private readonly Histogram<double> _blockDuration;
    private int _sweeps;
    private Func<ThreadLoad> _threads = () => default;

    /// <summary>Creates the meter <see cref="CensusTelemetry.Name"/>.</summary>
    public CensusMetrics()
    {
        _meter = new Meter(CensusTelemetry.Name);
        _runs = _meter.CreateCounter<long>(CensusTelemetry.Runs, "{run}", "Runs trained, by how they ended.");
        _steps = _meter.CreateCounter<long>(CensusTelemetry.Steps, "{step}", "Optimiser steps.");
        _classes = _meter.CreateCounter<long>(CensusTelemetry.Classes, "{class}", "Classes added to live indices.");
        _blocks = _meter.CreateCounter<long>(CensusTelemetry.Blocks, "{block}", "Blocks stored.");
        _retries = _meter.CreateCounter<long>(CensusTelemetry.Retries, "{attempt}", "Attempts of a block that were lost or threw.");
        _parts = _meter.CreateCounter<long>(CensusTelemetry.Parts, "{part}", "Parts of geometry questions stored.");
        _blockDuration = _meter.CreateHistogram(
            CensusTelemetry.BlockDuration, "s", "Seconds of a compute thread per block.", tags: null, BlockDurations);
        _meter.CreateObservableGauge(
            CensusTelemetry.Sweeps, () => Volatile.Read(ref _sweeps), "{sweep}", "Sweeps that coordinators of this silo are working on.");
        _meter.CreateObservableGauge(CensusTelemetry.PoolQueue, () => _threads().Waiting, "{job}", "Jobs waiting for a compute thread.");
        _meter.CreateObservableGauge(CensusTelemetry.PoolBusy, () => _threads().Busy, "{thread}", "Compute threads at work.");
        _meter.CreateObservableGauge(CensusTelemetry.PoolThreads, () => _threads().Threads, "{thread}", "Compute threads.");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    /// <summary>Watches the compute threads of the silo; a silo has one set of them.</summary>
    internal void Watch(Func<ThreadLoad> threads) => _threads = threads;

    internal void SweepTakenUp() => Interlocked.Increment(ref _sweeps);

    internal void SweepLeft() => Interlocked.Decrement(ref _sweeps);

    internal void BlockTrained(BlockRecord block, double seconds)
    {
        _blockDuration.Record(seconds);
        _steps.Add(block.Runs.Sum(run => (long)run.Steps));
        foreach (IGrouping<Landscape.Optimisation.Ended, RunRecord> group in block.Runs.GroupBy(run => run.Ended))
        {
            _runs.Add(group.LongCount(), new KeyValuePair<string, object?>(CensusTelemetry.EndedTag, EndCounts.Words.WordFor(group.Key)));
        }
    }

    internal void BlockStored() => _blocks.Add(1);

    internal void BlockRetried() => _retries.Add(1);

    internal void PartStored() => _parts.Add(1);

    internal void ClassesFound(int count) => _classes.Add(count);
}

/// <summary>What the compute threads of a silo have to do.</summary>
/// <param name="Threads">How many there are.</param>
/// <param name="Busy">Threads at work.</param>
/// <param name="Waiting">Jobs that wait for a thread.</param>
internal readonly record struct ThreadLoad(int Threads, int Busy, int Waiting);
