using Microsoft.Extensions.Logging;
using OrleansSymmetry.Grains.Compute;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Grains.Telemetry;
using OrleansSymmetry.Grains.Work;

namespace OrleansSymmetry.Grains.Geometry;

/// <summary>What a <see cref="GeometryRun"/> works with.</summary>
internal sealed record GeometryServices(
    ICensusStore Store, StoredRuns Runs, IQuestionCutter Cutter, ComputePool Pool, CensusMetrics Metrics, TimeProvider Time, ILogger Logger);
