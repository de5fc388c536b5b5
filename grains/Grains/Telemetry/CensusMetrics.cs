using System.Diagnostics.Metrics;
using OrleansSymmetry.Landscape.Optimisation;

namespace OrleansSymmetry.Grains.Telemetry;

/// <summary>
/// The instruments of a silo. A counter is read when somebody looks, and not told when it rises: so it is there from the start, at 0, and a
/// rate over it has a first value to start from.
/// </summary>
public sealed class CensusMetrics : IDisposable
{
    // Blocks are cut to fractions of a second; the largest networks' last for minutes.
    private static readonly InstrumentAdvice<double> BlockDurations = new() { HistogramBucketBoundaries = [0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000] };

    private readonly Meter _meter;
    private readonly Total[] _runs = [.. EndCounts.Words.Words.Select(_ => new Total())];
    private readonly Total _steps = new();
    private readonly Total _classes = new();
    private readonly Total _blocks = new();
    private readonly Total _retries = new();
    private readonly Total _parts = new();
    private readonly Histogram<double> _blockDuration;
    private int _sweeps;
    private Func<ThreadLoad> _threads = () => default;

    /// <summary>Creates the meter <see cref="CensusTelemetry.Name"/>.</summary>
    public CensusMetrics()
    {
        _meter = new Meter(CensusTelemetry.Name);
        _meter.CreateObservableCounter(CensusTelemetry.Runs, MeasureRuns, "{run}", "Runs trained, by how they ended.");
        Count(CensusTelemetry.Steps, _steps, "{step}", "Optimiser steps.");
        Count(CensusTelemetry.Classes, _classes, "{class}", "Classes added to live indices.");
        Count(CensusTelemetry.Blocks, _blocks, "{block}", "Blocks stored.");
        Count(CensusTelemetry.Retries, _retries, "{attempt}", "Attempts of a block that were lost or threw.");
        Count(CensusTelemetry.Parts, _parts, "{part}", "Parts of geometry questions stored.");
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
        foreach ((Total total, long runs) in _runs.Zip(EndCounts.Of(block.Runs).ToArray()))
        {
            total.Add(runs);
        }
    }

    internal void BlockStored() => _blocks.Add(1);

    internal void BlockRetried() => _retries.Add(1);

    internal void PartStored() => _parts.Add(1);

    internal void ClassesFound(int count) => _classes.Add(count);

    private void Count(string name, Total total, string unit, string description) =>
        _meter.CreateObservableCounter(name, () => total.Value, unit, description);

    private IEnumerable<Measurement<long>> MeasureRuns() => EndCounts.Words.Words.Zip(
        _runs, (word, total) => new Measurement<long>(total.Value, new KeyValuePair<string, object?>(CensusTelemetry.EndedTag, word)));

    private sealed class Total
    {
        private long _value;

        public long Value => Interlocked.Read(ref _value);

        public void Add(long more) => Interlocked.Add(ref _value, more);
    }
}

/// <summary>What the compute threads of a silo have to do.</summary>
/// <param name="Threads">How many there are.</param>
/// <param name="Busy">Threads at work.</param>
/// <param name="Waiting">Jobs that wait for a thread.</param>
internal readonly record struct ThreadLoad(int Threads, int Busy, int Waiting);
