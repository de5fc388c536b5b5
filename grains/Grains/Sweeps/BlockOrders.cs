using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Orleans.Runtime.Placement;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Catalogue;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Grains.Telemetry;
using OrleansSymmetry.Grains.Training;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Grains.Sweeps;

/// <summary>
/// Orders blocks to be trained, each from the silo that has the fewest of this sweep's blocks per thread, and from another one when it was
/// lost. Belongs to its coordinator's turns.
/// </summary>
internal sealed partial class BlockOrders
{
    // A defect or a lack of memory shows at once; more attempts would only delay the news.
    private const int AttemptsOfABlock = 3;

    // One block at work and one in the queue for every thread: no thread waits for a message.
    private const int BlocksPerThread = 2;

    private readonly IGrainFactory _grains;
    private readonly ComputeCapacity _capacity;
    private readonly IBlockTrainer _trainer;
    private readonly CensusMetrics _metrics;
    private readonly ILogger _logger;
    private readonly RetryPolicy _untilTrained;
    private readonly Dictionary<SiloAddress, int> _inFlight = [];

    /// <param name="grains">Where the blocks' grains are.</param>
    /// <param name="capacity">The silos.</param>
    /// <param name="trainer">How blocks are cut.</param>
    /// <param name="metrics">Counts what was lost.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told what was lost.</param>
    public BlockOrders(
        IGrainFactory grains, ComputeCapacity capacity, IBlockTrainer trainer, CensusMetrics metrics, TimeProvider time, ILogger<BlockOrders> logger)
    {
        _grains = grains;
        _capacity = capacity;
        _trainer = trainer;
        _metrics = metrics;
        _logger = logger;

        // A silo that dies, leaves or does not answer shows in many ways, and all of them mean: once more.
        _untilTrained = new RetryPolicy(time, fault => fault is not (BlockFailedException or StoreException { IsTransient: false }));
    }

    /// <summary>Most blocks in flight.</summary>
    public int Window => BlocksPerThread * _capacity.Threads;

    /// <summary>Seeds of a block; the first question to a landscape builds its data.</summary>
    public int BlockSize(OpenedLandscape landscape) => _trainer.BlockSize(landscape.Landscape);

    /// <summary>Has a block trained, however often it takes.</summary>
    /// <param name="key">The block.</param>
    /// <param name="sweep">For which sweep.</param>
    /// <param name="parent">W3C traceparent that its span joins.</param>
    /// <param name="cancellation">Takes the order back.</param>
    /// <exception cref="BlockFailedException">Its training threw as often as is allowed.</exception>
    /// <exception cref="StoreException">It cannot be stored.</exception>
    public async Task<TrainingReceipt> TrainAsync(BlockKey key, string sweep, string? parent, CancellationToken cancellation)
    {
        using Activity? span = CensusTelemetry.Start(CensusTelemetry.BlockSpan, parent);
        span?.SetTag(CensusTelemetry.LandscapeTag, key.Landscape)
            .SetTag(CensusTelemetry.FirstSeedTag, key.First).SetTag(CensusTelemetry.SeedCountTag, key.Count);
        var order = new TrainingOrder(sweep, span?.Id);
        int threw = 0;
        TrainingReceipt receipt = await _untilTrained.RunAsync(
            async token =>
            {
                try
                {
                    return await TrainOnceAsync(key, order, token);
                }
                catch (TrainingException fault) when (++threw >= AttemptsOfABlock)
                {
                    SeedRange seeds = key.Seeds;
                    throw new BlockFailedException(
                        $"The seeds {seeds.First}..{seeds.Last} of landscape {key.Landscape} failed {AttemptsOfABlock} times ({fault.Message}). "
                        + "Leave them out, or remove the cause and resume the sweep: what is stored stays.");
                }
            },
            cancellation,
            retrying: _ => _metrics.BlockRetried());
        _capacity.Learn(receipt);
        return receipt;
    }

    private async Task<TrainingReceipt> TrainOnceAsync(BlockKey key, TrainingOrder order, CancellationToken cancellation)
    {
        SiloAddress silo = Take();
        try
        {
            RequestContext.Set(IPlacementDirector.PlacementHintKey, silo);
            return await _grains.GetGrain<ITrainingRunGrain>(key.ToString()).Train(order, cancellation);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            LogLost(_logger, key, silo, fault.Message);
            throw;
        }
        finally
        {
            RequestContext.Remove(IPlacementDirector.PlacementHintKey);
            _inFlight[silo]--;
        }
    }

    /// <summary>Chooses a silo for a block and counts the block there.</summary>
    private SiloAddress Take()
    {
        SiloAddress chosen = _capacity.Silos.MinBy(silo => (double)(_inFlight.GetValueOrDefault(silo) + 1) / _capacity.ThreadsOf(silo))!;
        _inFlight[chosen] = _inFlight.GetValueOrDefault(chosen) + 1;
        return chosen;
    }

    [LoggerMessage(10, LogLevel.Information, "Block {Block} was lost on {Silo}: {Reason}")]
    private static partial void LogLost(ILogger logger, BlockKey block, SiloAddress silo, string reason);
}

/// <summary>A block cannot be trained; the message is for the user.</summary>
internal sealed class BlockFailedException(string message) : Exception(message);
