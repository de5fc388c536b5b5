using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Store;

namespace OrleansSymmetry.Grains.Sweeps;

/// <summary>The files of a sweep that is done: read from the store once, handed out in pieces.</summary>
/// <param name="store">Where they are.</param>
/// <param name="sweep">The sweep.</param>
internal sealed class SweepResults(ICensusStore store, string sweep)
{
    private readonly Dictionary<ResultFile, byte[]> _read = [];

    /// <summary>A piece of a file, from a byte on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such file.</exception>
    /// <exception cref="StoreException">The store does not have it.</exception>
    public async Task<ResultChunk> ReadAsync(ResultFile file, long offset)
    {
        if (!_read.TryGetValue(file, out byte[]? data))
        {
            StoredResult result = file switch
            {
                ResultFile.Report => StoredResult.Report,
                ResultFile.Classes => StoredResult.Classes,
                _ => throw new ArgumentOutOfRangeException(nameof(file), file, "No such file."),
            };
            data = await store.ReadResultAsync(sweep, result)
                ?? throw new StoreException($"The sweep {sweep} is done, but its results are missing from {store.Location}.");
            _read[file] = data;
        }

        return ResultChunk.Of(data, offset);
    }
}
