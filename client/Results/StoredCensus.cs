using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Silo;

namespace OrleansSymmetry.Client.Results;

/// <summary>A finished census as it stands in the embedded store. Reading it needs no silo and disturbs no writer.</summary>
internal static class StoredCensus
{
    /// <summary>The results of a sweep that is done; null for any other.</summary>
    /// <exception cref="StoreException">The store cannot be read; the message is for the user.</exception>
    internal static async Task<CensusResults?> Read(string dataFolder, string id, CancellationToken cancellation)
    {
        string path = PathOf(dataFolder);
        if (!File.Exists(path))
        {
            return null;
        }

        await using SqliteCensusReader store = SqliteCensusReader.Open(path);
        return await store.ReadSweepAsync(id, cancellation) is { State: SweepState.Done }
            && await store.ReadResultAsync(id, StoredResult.Report, cancellation) is { } report
            && await store.ReadResultAsync(id, StoredResult.Classes, cancellation) is { } classes
                ? new CensusResults(report, classes, Facts: null)
                : null;
    }

    /// <summary>The IDs of the sweeps that are done, or of those that are not.</summary>
    internal static async Task<IReadOnlyList<string>> Ids(string dataFolder, bool isDone, CancellationToken cancellation)
    {
        string path = PathOf(dataFolder);
        if (!File.Exists(path))
        {
            return [];
        }

        await using SqliteCensusReader store = SqliteCensusReader.Open(path);
        return [.. (await store.ReadSweepsAsync(cancellation)).Where(sweep => sweep.State == SweepState.Done == isDone).Select(sweep => sweep.Id)];
    }

    private static string PathOf(string dataFolder) => Path.Combine(dataFolder, SiloHost.StoreFileName);
}
