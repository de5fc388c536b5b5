using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Hosting;

namespace OrleansSymmetry.Client.Results;

/// <summary>
/// The embedded store of a data folder, opened once for reading. Reading needs no silo and disturbs no writer. Close it before a silo of this
/// process opens the store: the last one to close an SQLite file tidies up its log, and a reader cannot do that.
/// </summary>
internal sealed class StoredCensuses : IAsyncDisposable
{
    private readonly SqliteCensusReader? _store;

    private StoredCensuses(SqliteCensusReader? store) => _store = store;

    /// <summary>Opens the store; where there is none yet, nothing is stored.</summary>
    /// <exception cref="StoreException">The store cannot be read; the message is for the user.</exception>
    internal static StoredCensuses Open(string dataFolder) => new(SqliteCensusReader.OpenIfMade(Path.Combine(dataFolder, SiloHost.StoreFileName)));

    /// <summary>All sweeps.</summary>
    internal async Task<IReadOnlyList<StoredSweep>> Sweeps(CancellationToken cancellation) =>
        _store is null ? [] : await _store.ReadSweepsAsync(cancellation);

    /// <summary>The results of a sweep that is done; null for any other.</summary>
    internal async Task<CensusResults?> Results(string id, CancellationToken cancellation) =>
        _store is not null
        && await _store.ReadSweepAsync(id, cancellation) is { State: SweepState.Done }
        && await _store.ReadResultAsync(id, StoredResult.Report, cancellation) is { } report
        && await _store.ReadResultAsync(id, StoredResult.Classes, cancellation) is { } classes
            ? new CensusResults(report, classes, Facts: null)
            : null;

    /// <summary>report.json of a sweep that is done; null for any other.</summary>
    internal async Task<byte[]?> Report(string id, CancellationToken cancellation) =>
        _store is null ? null : await _store.ReadResultAsync(id, StoredResult.Report, cancellation);

    /// <summary>The bytes of an answer to a geometry question; null where it was not answered yet.</summary>
    internal async Task<byte[]?> Answer(GeometryKey question, CancellationToken cancellation) =>
        _store is null ? null : await _store.ReadAnswerAsync(question, cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _store?.DisposeAsync() ?? ValueTask.CompletedTask;
}
