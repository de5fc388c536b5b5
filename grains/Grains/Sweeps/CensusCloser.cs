using System.Text.Json;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Canonicalization;
using OrleansSymmetry.Grains.Compute;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Grains.Work;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Formats;
using OrleansSymmetry.Landscape.Sweeps;

namespace OrleansSymmetry.Grains.Sweeps;

/// <summary>Computes a census from stored rows alone, on the compute threads.</summary>
internal sealed class CensusCloser(ICensusStore store, ICensusWork work, ComputePool pool)
{
    private readonly StoredRuns _runs = new(store, work, pool);

    /// <summary>The partition of one landscape over the given seeds, all of which are stored.</summary>
    /// <exception cref="StoreException">A seed is not stored, or a block is damaged.</exception>
    public async Task<ClosedLandscape> CloseAsync(string sweep, ILandscapeWork landscape, SeedSet seeds, CancellationToken cancellation)
    {
        IReadOnlyList<RunRecord> runs = await _runs.ReadAllAsync(sweep, landscape.Id, seeds, cancellation);
        return await pool.RunAsync(sweep, _ => landscape.Close(runs), cancellation);
    }

    /// <summary>The results of a sweep whose runs are all stored.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="seeds">The seeds of each of its landscapes.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyDictionary<StoredResult, byte[]>> CloseAsync(
        OpenedSweep sweep, IReadOnlyList<SeedSet> seeds, CancellationToken cancellation)
    {
        // As many at once as this silo has threads: more would only hold more runs in memory.
        using var turn = new SemaphoreSlim(pool.ThreadCount);
        ClosedLandscape[] closed = await Task.WhenAll(sweep.Landscapes.Select(async (landscape, i) =>
        {
            await turn.WaitAsync(cancellation);
            try
            {
                return await CloseAsync(sweep.Id, landscape, seeds[i], cancellation);
            }
            finally
            {
                turn.Release();
            }
        }));
        CensusFiles files = await pool.RunAsync(sweep.Id, _ => work.Write(sweep, closed), cancellation);
        return new Dictionary<StoredResult, byte[]>
        {
            [StoredResult.Report] = files.Report,
            [StoredResult.Classes] = files.Classes,
            [StoredResult.Progress] = JsonSerializer.SerializeToUtf8Bytes(closed.Select((landscape, i) => Progress(sweep.Landscapes[i], landscape.Report))),
        };
    }

    /// <summary>Reads <see cref="StoredResult.Progress"/>.</summary>
    public static IReadOnlyList<LandscapeProgress> ReadProgress(byte[] data) => JsonSerializer.Deserialize<LandscapeProgress[]>(data) ?? [];

    private static LandscapeProgress Progress(ILandscapeWork landscape, LandscapeReport report)
    {
        EndedReport ended = report.Ended;
        return new LandscapeProgress(
            landscape.Id,
            landscape.Label,
            report.Runs,
            report.Runs,
            [ended.Minimum, ended.Degenerate, ended.Saddle, ended.Diverging, ended.Unconverged, ended.Failed],
            report.Classes.Count,
            [.. report.Classes.Take(LossShards.Leading).Select(found => new ClassSoFar(found.Kind, found.Loss, found.Hits, found.Index ?? 0, found.RepresentativeSeed))]);
    }
}
