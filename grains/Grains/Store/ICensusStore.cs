using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Grains.Store;

/// <summary>
/// The only truth of a census. Blocks may be computed any number of times; here they count once, because every write is
/// idempotent. A write that returned is on the disk.
/// </summary>
public interface ICensusStore : ICensusReader
{
    /// <summary>Stores a sweep with its data files (by hash). A sweep that is stored already stays as it is.</summary>
    /// <returns>Whether it was new.</returns>
    /// <exception cref="StoreException">It cannot be written; the message is for the user.</exception>
    Task<bool> AddSweepAsync(StoredSweep sweep, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, CancellationToken cancellation = default);

    /// <summary>Sets a stored sweep's stage of life; one that is done stays done.</summary>
    /// <param name="id">The sweep.</param>
    /// <param name="state">Running, cancelled or failed; <see cref="FinishSweepAsync"/> makes it done.</param>
    /// <param name="error">Why it failed, or null.</param>
    /// <param name="cancellation">Gives the write up while it waits.</param>
    Task SetStateAsync(string id, SweepState state, string? error, CancellationToken cancellation = default);

    /// <summary>Stores a block. A block that is stored already stays as it is.</summary>
    /// <returns>Whether it was new.</returns>
    Task<bool> AddBlockAsync(BlockKey key, byte[] data, CancellationToken cancellation = default);

    /// <summary>Stores a sweep's results and makes it done, both or neither.</summary>
    Task FinishSweepAsync(string id, IReadOnlyDictionary<StoredResult, byte[]> results, CancellationToken cancellation = default);

    /// <summary>
    /// Stores a part of a geometry question. A part that is stored already stays as it is, and one of a question that is answered
    /// is not kept.
    /// </summary>
    /// <returns>Whether it was kept and new.</returns>
    Task<bool> AddPartAsync(GeometryKey question, int part, byte[] data, CancellationToken cancellation = default);

    /// <summary>
    /// Stores the answer to a geometry question and drops its parts, both or neither. An answer that is stored already stays as it is.
    /// </summary>
    /// <returns>Whether it was new.</returns>
    Task<bool> AddAnswerAsync(GeometryKey question, byte[] data, CancellationToken cancellation = default);
}
