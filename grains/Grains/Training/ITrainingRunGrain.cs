using OrleansSymmetry.Landscape.Optimisation;

namespace OrleansSymmetry.Grains.Training;

/// <summary>
/// Trains one block of one landscape; its key is the block's. Sweeps that share a landscape share its blocks, so a block that
/// two of them want at once is trained once.
/// </summary>
[Alias("os.training-run")]
public interface ITrainingRunGrain : IGrainWithStringKey
{
    /// <summary>
    /// Trains the block on a compute thread and stores it. A block that is stored already is only read. The live index is told, and not
    /// waited for. Safe to repeat, and repeated after the timeout: a receipt that is lost between two silos that live is
    /// noticed by nothing else. A block that takes longer is not trained anew; the next call waits for it.
    /// </summary>
    /// <exception cref="TrainingException">The mathematics threw.</exception>
    /// <exception cref="Store.StoreException">The block cannot be stored or read.</exception>
    [Alias("train")]
    [ResponseTimeout("00:02:00")]
    Task<TrainingReceipt> Train(TrainingOrder order, CancellationToken cancellation = default);
}

/// <summary>What a block is trained for.</summary>
/// <param name="Sweep">The sweep that asks; the landscape is read from it.</param>
/// <param name="TraceParent">W3C traceparent of the block's span; null without tracing.</param>
[GenerateSerializer, Immutable, Alias("os.training-order.v1")]
public sealed record TrainingOrder([property: Id(0)] string Sweep, [property: Id(1)] string? TraceParent);

/// <summary>A block is stored.</summary>
/// <param name="Ended">Its runs by how they ended.</param>
/// <param name="Trained">Runs trained for this order; 0 when the block was stored before.</param>
/// <param name="Seconds">Seconds of a compute thread.</param>
/// <param name="ComputeThreads">Compute threads of the silo that answered.</param>
/// <param name="Silo">That silo.</param>
[GenerateSerializer, Immutable, Alias("os.training-receipt.v2")]
public sealed record TrainingReceipt(
    [property: Id(0)] EndCounts Ended,
    [property: Id(1)] int Trained,
    [property: Id(2)] double Seconds,
    [property: Id(3)] int ComputeThreads,
    [property: Id(4)] SiloAddress Silo);

/// <summary>The mathematics threw while it trained a block. A run that goes wrong is data; this is a defect, or memory ran out.</summary>
[GenerateSerializer, Alias("os.training-exception.v1")]
public sealed class TrainingException(string message) : Exception(message);
