using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Orleans.Runtime.Placement;
using OrleansSymmetry.Grains.Canonicalization;
using OrleansSymmetry.Grains.Catalogue;
using OrleansSymmetry.Grains.Compute;
using OrleansSymmetry.Grains.Runs;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Grains.Telemetry;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Formats;
using OrleansSymmetry.Landscape.Optimisation;

namespace OrleansSymmetry.Grains.Training;

/// <inheritdoc cref="ITrainingRunGrain"/>
internal sealed partial class TrainingRunGrain(
    SweepCatalogue catalogue,
    ICensusStore store,
    StoredRuns runs,
    IBlockTrainer trainer,
    ComputePool pool,
    CensusMetrics metrics,
    ILocalSiloDetails silo,
    TimeProvider time,
    ILogger<TrainingRunGrain> logger) : Grain, ITrainingRunGrain
{
    /// <inheritdoc/>
    public async Task<TrainingReceipt> Train(TrainingOrder order, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(order);

        // The hint placed this grain; the grains it calls are to be placed on their own merits.
        RequestContext.Remove(IPlacementDirector.PlacementHintKey);
        try
        {
            return await TrainOrRead(BlockKey.Parse(this.GetPrimaryKeyString()), order, cancellation);
        }
        finally
        {
            // A block is asked for once; its grain would only occupy memory.
            DeactivateOnIdle();
        }
    }

    private async Task<TrainingReceipt> TrainOrRead(BlockKey key, TrainingOrder order, CancellationToken cancellation)
    {
        if (await store.ReadBlockAsync(key, cancellation) is { } data)
        {
            return Receipt(EndCounts.Of(runs.DecodeEnds(new StoredBlock(key, data))), trained: 0, seconds: 0);
        }

        OpenedLandscape landscape = await catalogue.OpenLandscapeAsync(order.Sweep, key.Landscape);
        TrainedBlock trained = await TrainBlock(landscape, key, order, cancellation);
        metrics.BlockTrained(trained.Block, trained.Seconds);
        using (CensusTelemetry.Start(CensusTelemetry.StoreSpan, order.TraceParent))
        {
            if (await store.AddBlockAsync(key, trained.Data, cancellation))
            {
                metrics.BlockStored();
            }
        }

        TellIndex(key, order, trained.Classes);

        return Receipt(EndCounts.Of(trained.Block.Runs), trained.Block.Runs.Count, trained.Seconds);
    }

    private async Task<TrainedBlock> TrainBlock(OpenedLandscape landscape, BlockKey key, TrainingOrder order, CancellationToken cancellation)
    {
        using Activity? span = CensusTelemetry.Start(CensusTelemetry.TrainSpan, order.TraceParent);
        try
        {
            return await pool.RunAsync(order.Sweep, token => TrainOnComputeThread(landscape, key, token), cancellation);
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

    private TrainedBlock TrainOnComputeThread(OpenedLandscape landscape, BlockKey key, CancellationToken cancellation)
    {
        long start = time.GetTimestamp();
        BlockRecord block = trainer.Train(landscape.Landscape, key.First, key.Count, cancellation);
        byte[] data = BlockCodec.Encode(block);
        var index = new ClassIndex(landscape.Landscape);
        foreach (RunRecord run in block.Runs.Where(run => run.IsInClass))
        {
            index.Add(run, hits: 1);
        }

        return new TrainedBlock(
            block, data, [.. index.Classes.Select(found => Class(found.Representative, found.Hits))], time.GetElapsedTime(start).TotalSeconds);
    }

    private static LiveClass Class(RunRecord representative, long hits) => new(BlockCodec.Encode(new BlockRecord(representative.Seed, [representative])), hits);

    /// <summary>The block lies in the store; should this get lost, the index takes it from there.</summary>
    private void TellIndex(BlockKey key, TrainingOrder order, IReadOnlyList<LiveClass> classes)
    {
        using Activity? span = CensusTelemetry.Start(CensusTelemetry.CanonicaliseSpan, order.TraceParent);
        _ = GrainFactory.GetGrain<ICanonicalizationGrain>(key.Landscape).Tell(new BlockClasses(order.Sweep, key.First, key.Count, classes));
    }

    private TrainingReceipt Receipt(EndCounts ended, int trained, double seconds) => new(ended, trained, seconds, pool.ThreadCount, silo.SiloAddress);

    [LoggerMessage(1, LogLevel.Warning, "Block {Block} threw.")]
    private static partial void LogThrew(ILogger logger, BlockKey block, Exception fault);

    private sealed record TrainedBlock(BlockRecord Block, byte[] Data, IReadOnlyList<LiveClass> Classes, double Seconds);
}
