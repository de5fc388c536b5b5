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
public sealed class CanonicalizationGrain(
    SweepCatalogue catalogue,
    ICensusStore store,
    ICensusWork work,
    [FromKeyedServices(ComputePool.ForIndices)] ComputePool pool,
    CensusMetrics metrics)
    : Grain, ICanonicalizationGrain, IDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private readonly SeedLedger _merged = new();
    private ILiveIndex? _index;
    private ClassView _view = new(0, []);

    private string Landscape => LossShards.Parse(this.GetPrimaryKeyString()).Landscape;

    private int Shard => LossShards.Parse(this.GetPrimaryKeyString()).Shard;

    /// <inheritdoc/>
    public async Task Merge(ClassBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ILiveIndex index = await RebuiltIndex(batch.Sweep);
        var seeds = new SeedRange(batch.First, batch.First + batch.Count - 1);
        SeedRange[] missing = [.. _merged.Missing(seeds)];
        if (missing.Length == 1 && missing[0] == seeds)
        {
            await Add(index, [.. batch.Candidates.Select(candidate => new LiveClass(candidate.ToRun(), candidate.Hits))]);
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

    private async Task<ILiveIndex> RebuiltIndex(string sweep)
    {
        if (_index is { } index)
        {
            return index;
        }

        ILandscapeWork landscape = await catalogue.OpenLandscapeAsync(sweep, Landscape);
        ILiveIndex rebuilt = landscape.CreateIndex();
        await AddStored(rebuilt, new SeedSet([new SeedRange(0, long.MaxValue - 1)]));
        return _index = rebuilt;
    }

    private async Task AddStored(ILiveIndex index, SeedSet seeds)
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
        await foreach (IReadOnlyList<RunRecord> runs in new StoredRuns(store, work, pool).ReadAsync(Landscape, Landscape, wanted, _ending.Token))
        {
            await Add(index, [.. runs.Where(run => LossShards.Counts(run) && LossShards.Of(run.Loss) == shard).Select(run => new LiveClass(run, 1))]);
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

    private async Task Add(ILiveIndex index, IReadOnlyList<LiveClass> classes)
    {
        if (classes.Count == 0)
        {
            return;
        }

        int before = index.Classes.Count;
        _view = await pool.RunAsync(
            Landscape,
            token =>
            {
                foreach (LiveClass found in classes)
                {
                    token.ThrowIfCancellationRequested();
                    index.Add(found.Representative, found.Hits);
                }

                return View(index);
            },
            _ending.Token);
        metrics.ClassesFound(index.Classes.Count - before);
    }

    private static ClassView View(ILiveIndex index) =>
        new(index.Classes.Count, [.. index.Classes.Take(LossShards.Leading).Select(Show)]);

    private static ClassSoFar Show(LiveClass found) =>
        new(
            found.Representative.Ended == Ended.Minimum ? "minimum" : "saddle",
            found.Representative.Loss,
            found.Hits,
            found.Representative.Index,
            found.Representative.Seed);
}
