using Microsoft.Extensions.DependencyInjection;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Compute;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Grains.Telemetry;
using OrleansSymmetry.Grains.Work;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Sweeps;

namespace OrleansSymmetry.Grains.Canonicalization;

/// <inheritdoc cref="ICanonicalizationGrain"/>
internal sealed class CanonicalizationGrain(
    SweepCatalogue catalogue,
    ICensusStore store,
    StoredRuns runs,
    [FromKeyedServices(ComputePool.ForIndices)] ComputePool pool,
    CensusMetrics metrics)
    : Grain, ICanonicalizationGrain, IDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private readonly SeedLedger _merged = new();
    private ClassIndex? _index;
    private ClassView _view = new(0, []);

    private string Landscape => LossShards.Parse(this.GetPrimaryKeyString()).Landscape;

    private int Shard => LossShards.Parse(this.GetPrimaryKeyString()).Shard;

    /// <inheritdoc/>
    public async Task Merge(ClassBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ClassIndex index = await RebuiltIndex(batch.Sweep);
        var seeds = new SeedRange(batch.First, batch.First + batch.Count - 1);
        SeedRange[] missing = [.. _merged.Missing(seeds)];
        if (missing.Length == 1 && missing[0] == seeds)
        {
            await Add(index, [.. batch.Candidates.Select(candidate => (candidate.ToRun(), candidate.Hits))]);
            _merged.Add(seeds);
        }
        else if (missing.Length > 0)
        {
            // The block overlaps one that was merged, so its hits cannot be taken as a sum.
            await AddStored(index, new SeedSet(missing));
        }
    }

    /// <inheritdoc/>
    public Task Rebuild(string sweep) => RebuiltIndex(sweep);

    /// <inheritdoc/>
    public Task<ClassView> GetView() => Task.FromResult(_view);

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => _ending.CancelAsync();

    /// <inheritdoc/>
    public void Dispose() => _ending.Dispose();

    private async Task<ClassIndex> RebuiltIndex(string sweep)
    {
        if (_index is { } index)
        {
            return index;
        }

        OpenedLandscape landscape = await catalogue.OpenLandscapeAsync(sweep, Landscape);
        ClassIndex rebuilt = new ClassIndex(landscape.Landscape);
        await AddStored(rebuilt, new SeedSet([new SeedRange(0, long.MaxValue - 1)]));
        return _index = rebuilt;
    }

    private async Task AddStored(ClassIndex index, SeedSet seeds)
    {
        // Keys first: a block that is stored while the runs are read would else be taken for merged.
        IReadOnlyList<BlockKey> keys = await store.ReadBlockKeysAsync(Landscape, _ending.Token);
        var stored = new SeedLedger();
        foreach (SeedRange range in keys.Select(key => key.Seeds))
        {
            stored.Add(range);
        }

        var wanted = new SeedSet([.. seeds.Ranges.SelectMany(range => Within(stored, range))]);
        int shard = Shard;
        await foreach (IReadOnlyList<RunRecord> batch in runs.ReadAsync(Landscape, Landscape, wanted, _ending.Token))
        {
            await Add(index, [.. batch.Where(run => LossShards.Counts(run) && LossShards.Of(run.Loss) == shard).Select(run => (run, 1L))]);
        }

        foreach (SeedRange range in wanted.Ranges)
        {
            _merged.Add(range);
        }
    }

    private static IEnumerable<SeedRange> Within(SeedLedger ledger, SeedRange range) =>
        ledger.Ranges
            .Select(part => new SeedRange(Math.Max(part.First, range.First), Math.Min(part.Last, range.Last)))
            .Where(part => part.First <= part.Last);

    private async Task Add(ClassIndex index, IReadOnlyList<(RunRecord Run, long Hits)> classes)
    {
        if (classes.Count == 0)
        {
            return;
        }

        int before = index.Count;
        _view = await pool.RunAsync(
            Landscape,
            token =>
            {
                foreach ((RunRecord run, long hits) in classes)
                {
                    token.ThrowIfCancellationRequested();
                    index.Add(run, hits);
                }

                return View(index);
            },
            _ending.Token);
        metrics.ClassesFound(index.Count - before);
    }

    private static ClassView View(ClassIndex index) =>
        new(index.Count, [.. index.Classes.Take(LossShards.Leading).Select(found => Show(found.Representative, found.Hits))]);

    private static ClassSoFar Show(RunRecord run, long hits) =>
        new(run.Ended == Ended.Minimum ? "minimum" : "saddle", run.Loss, hits, run.Index, run.Seed);
}
