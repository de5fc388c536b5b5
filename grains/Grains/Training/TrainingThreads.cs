using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OrleansSymmetry.Grains.Catalogue;
using OrleansSymmetry.Grains.Compute;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Grains.Telemetry;
using OrleansSymmetry.Landscape.Formats;
using OrleansSymmetry.Landscape.Optimisation;

namespace OrleansSymmetry.Grains.Training;

/// <summary>A block that was trained.</summary>
/// <param name="Block">Its runs.</param>
/// <param name="Data">The block as it is stored.</param>
/// <param name="Seconds">Seconds of a compute thread.</param>
internal sealed record TrainedBlock(BlockRecord Block, byte[] Data, double Seconds);

/// <summary>Trains blocks on the compute threads.</summary>
internal sealed partial class TrainingThreads(
    IBlockTrainer trainer, ComputePool pool, CensusMetrics metrics, TimeProvider time, ILogger<TrainingThreads> logger)
{
    /// <summary>How many threads there are.</summary>
    public int Count => pool.ThreadCount;

    /// <summary>Trains a block.</summary>
    /// <exception cref="TrainingException">The mathematics threw.</exception>
    public async Task<TrainedBlock> TrainAsync(OpenedLandscape landscape, BlockKey key, TrainingOrder order, CancellationToken cancellation)
    {
        using Activity? span = CensusTelemetry.Start(CensusTelemetry.TrainSpan, order.TraceParent);
        try
        {
            TrainedBlock trained = await pool.RunAsync(order.Sweep, token => Train(landscape, key, token), cancellation);
            metrics.BlockTrained(trained.Block, trained.Seconds);
            return trained;
        }
        catch (OperationCanceledException)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever the mathematics throws is told to the coordinator, which counts it and names the seeds.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            span?.SetStatus(ActivityStatusCode.Error, fault.Message);
            LogThrew(logger, key, fault);
            throw new TrainingException($"{fault.GetType().Name}: {fault.Message}");
        }
    }

    private TrainedBlock Train(OpenedLandscape landscape, BlockKey key, CancellationToken cancellation)
    {
        long start = time.GetTimestamp();
        BlockRecord block = trainer.Train(landscape.Landscape, key.First, key.Count, cancellation);
        return new TrainedBlock(block, BlockCodec.Encode(block), time.GetElapsedTime(start).TotalSeconds);
    }

    [LoggerMessage(1, LogLevel.Warning, "Block {Block} threw.")]
    private static partial void LogThrew(ILogger logger, BlockKey block, Exception fault);
}
