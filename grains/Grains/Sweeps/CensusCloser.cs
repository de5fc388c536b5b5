using System.Text.Json;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Canonicalization;
using OrleansSymmetry.Grains.Catalogue;
using OrleansSymmetry.Grains.Compute;
using OrleansSymmetry.Grains.Runs;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Landscape;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Formats;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Grains.Sweeps;

/// <summary>Computes a census from stored rows alone, on the compute threads.</summary>
internal sealed class CensusCloser(StoredRuns runs, ComputePool pool)
{
    /// <summary>The partition of one landscape over the given seeds, all of which are stored.</summary>
    /// <exception cref="StoreException">A seed is not stored, or a block is damaged.</exception>
    public async Task<LandscapeClasses> CloseAsync(OpenedSweep sweep, OpenedLandscape landscape, SeedSet seeds, CancellationToken cancellation)
    {
        CensusBuilder census = await pool.RunAsync(
            sweep.Id,
            _ => new CensusBuilder(landscape.Landscape, landscape.Point, sweep.Spec.Modulo, CoverageLook.Of(sweep.Spec.Seeds, seeds)),
            cancellation);
        do
        {
            await foreach (IReadOnlyList<RunRecord> batch in runs.ReadAsync(sweep.Id, landscape.Id, seeds, cancellation))
            {
                await pool.RunAsync(sweep.Id, token => Add(census, batch, token), cancellation);
            }
        }
        while (await pool.RunAsync(sweep.Id, _ => census.EndPass(), cancellation));

        return await pool.RunAsync(sweep.Id, _ => census.Close(), cancellation);
    }

    /// <summary>The census of a sweep whose runs are all stored.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="seeds">The seeds of each of its landscapes.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<ClosedCensus> CloseAsync(
        OpenedSweep sweep, IReadOnlyList<SeedSet> seeds, CancellationToken cancellation)
    {
        // As many at once as this silo has threads: more would only hold more classes in memory.
        using var turn = new SemaphoreSlim(pool.ThreadCount);
        LandscapeClasses[] closed = await Task.WhenAll(sweep.Landscapes.Select(async (landscape, i) =>
        {
            await turn.WaitAsync(cancellation);
            try
            {
                return await CloseAsync(sweep, landscape, seeds[i], cancellation);
            }
            finally
            {
                turn.Release();
            }
        }));
        return await pool.RunAsync(sweep.Id, _ => Write(sweep, closed), cancellation);
    }

    /// <summary>Reads <see cref="StoredResult.Progress"/>.</summary>
    public static IReadOnlyList<LandscapeProgress> ReadProgress(byte[] data) => JsonSerializer.Deserialize<LandscapeProgress[]>(data) ?? [];

    private static int Add(CensusBuilder census, IReadOnlyList<RunRecord> batch, CancellationToken cancellation)
    {
        foreach (RunRecord run in batch)
        {
            cancellation.ThrowIfCancellationRequested();
            census.Add(run);
        }

        return batch.Count;
    }

    private static ClosedCensus Write(OpenedSweep sweep, IReadOnlyList<LandscapeClasses> closed)
    {
        using JsonDocument spec = JsonDocument.Parse(sweep.Canonical);
        var report = new Report(
            Report.SchemaVersion,
            new SweepIdentityReport(sweep.Id, sweep.Spec.Name, sweep.Hash, spec.RootElement),
            new ProvenanceReport(NumericsVersion.Current),
            [.. closed.Select(landscape => landscape.Report)]);
        LandscapeProgress[] progress = [.. closed.Select((landscape, i) => Progress(sweep.Landscapes[i], landscape.Report))];
        var results = new Dictionary<StoredResult, byte[]>
        {
            [StoredResult.Report] = ReportWriter.Write(report),
            [StoredResult.Classes] = ClassesArchive.Write(closed),
            [StoredResult.Progress] = JsonSerializer.SerializeToUtf8Bytes(progress),
        };
        return new ClosedCensus(results, progress);
    }

    private static LandscapeProgress Progress(OpenedLandscape landscape, LandscapeReport report) =>
        new(
            landscape.Id,
            landscape.Label,
            report.Runs,
            report.Runs,
            report.Ended.Counts().ToArray(),
            report.Classes.Count,
            [
                .. report.Classes.Take(ClassView.Most)
                    .Select(found => new ClassSoFar(found.Kind, found.Loss, found.Hits, found.Index ?? 0, found.RepresentativeSeed)),
            ])
        {
            Network = landscape.Network,
            Data = landscape.Data,
        };
}

/// <summary>The census of a sweep.</summary>
/// <param name="Results">As it is stored.</param>
/// <param name="Progress">What its status says of each landscape.</param>
internal sealed record ClosedCensus(IReadOnlyDictionary<StoredResult, byte[]> Results, IReadOnlyList<LandscapeProgress> Progress);
