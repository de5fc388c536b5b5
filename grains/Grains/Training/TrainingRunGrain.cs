using System.Diagnostics;
using Orleans.Runtime.Placement;
using OrleansSymmetry.Grains.Canonicalization;
using OrleansSymmetry.Grains.Catalogue;
using OrleansSymmetry.Grains.Runs;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Grains.Telemetry;
using OrleansSymmetry.Landscape.Optimisation;

namespace OrleansSymmetry.Grains.Training;

/// <inheritdoc cref="ITrainingRunGrain"/>
internal sealed class TrainingRunGrain(
    SweepCatalogue catalogue, ICensusStore store, StoredRuns runs, TrainingThreads threads, IndexMessages messages, CensusMetrics metrics)
    : Grain, ITrainingRunGrain
{
    /// <inheritdoc/>
    public async Task<TrainingReceipt> Train(TrainingOrder order, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(order);

        // The hint placed this grain; what it calls is to be placed on its own merits.
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
        TrainedBlock trained = await threads.TrainAsync(landscape, key, order, cancellation);
        await StoreAsync(key, trained.Data, order, cancellation);
        messages.Send(landscape, trained.Block, order.Sweep, order.TraceParent);
        return Receipt(EndCounts.Of(trained.Block.Runs), trained.Block.Runs.Count, trained.Seconds);
    }

    private async Task StoreAsync(BlockKey key, byte[] data, TrainingOrder order, CancellationToken cancellation)
    {
        using Activity? span = CensusTelemetry.Start(CensusTelemetry.StoreSpan, order.TraceParent);
        if (await store.AddBlockAsync(key, data, cancellation))
        {
            metrics.BlockStored();
        }
    }

    private TrainingReceipt Receipt(EndCounts ended, int trained, double seconds) =>
        new(ended, trained, seconds, threads.Count, GrainContext.Address.SiloAddress!);
}
