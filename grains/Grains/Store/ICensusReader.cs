using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Grains.Store;

/// <summary>The read side of a census store. Every figure of a census is computed from what it holds.</summary>
public interface ICensusReader : IAsyncDisposable
{
    /// <summary>Where it lies, for messages: a path or an address.</summary>
    string Location { get; }

    /// <summary>A sweep, or null when it is not known.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    Task<StoredSweep?> ReadSweepAsync(string id, CancellationToken cancellation = default);

    /// <summary>All sweeps, by ID.</summary>
    Task<IReadOnlyList<StoredSweep>> ReadSweepsAsync(CancellationToken cancellation = default);

    /// <summary>A data file by the SHA-256 of its bytes, or null.</summary>
    Task<byte[]?> ReadFileAsync(string hash, CancellationToken cancellation = default);

    /// <summary>Which blocks of a landscape are stored, by first seed.</summary>
    Task<IReadOnlyList<BlockKey>> ReadBlockKeysAsync(string landscape, CancellationToken cancellation = default);

    /// <summary>One block, or null when it is not stored.</summary>
    Task<byte[]?> ReadBlockAsync(BlockKey key, CancellationToken cancellation = default);

    /// <summary>Stored blocks in the order of their keys, a few at a time; one that is not stored is left out.</summary>
    IAsyncEnumerable<StoredBlock> ReadBlocksAsync(IReadOnlyList<BlockKey> keys, CancellationToken cancellation = default);

    /// <summary>One of a finished sweep's results, or null while there is none.</summary>
    Task<byte[]?> ReadResultAsync(string sweep, StoredResult result, CancellationToken cancellation = default);

    /// <summary>The parts of a geometry question that are stored, by number; none once it is answered.</summary>
    Task<IReadOnlyDictionary<int, byte[]>> ReadPartsAsync(GeometryKey question, CancellationToken cancellation = default);

    /// <summary>The answer to a geometry question, or null while there is none.</summary>
    Task<byte[]?> ReadAnswerAsync(GeometryKey question, CancellationToken cancellation = default);
}
