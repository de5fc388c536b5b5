using Microsoft.Extensions.Logging;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Grains.Telemetry;
using OrleansSymmetry.Grains.Training;
using OrleansSymmetry.Grains.Work;

namespace OrleansSymmetry.Grains.Sweeps;

/// <summary>What a <see cref="SweepRun"/> works with.</summary>
internal sealed record SweepRunServices(
    IGrainFactory Grains,
    ICensusStore Store,
    StoredRuns Runs,
    CensusCloser Closer,
    IBlockTrainer Trainer,
    ComputeCapacity Capacity,
    CensusMetrics Metrics,
    TimeProvider Time,
    ILogger Logger);

/// <summary>A sweep cannot go on; the message is for the user.</summary>
internal sealed class SweepFailedException(string message) : Exception(message);
