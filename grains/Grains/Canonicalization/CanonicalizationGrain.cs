using Microsoft.Extensions.Logging;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Catalogue;
using OrleansSymmetry.Grains.Runs;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Grains.Telemetry;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Formats;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Grains.Canonicalization;

/// <inheritdoc cref="ICanonicalizationGrain"/>
internal sealed partial class CanonicalizationGrain(
    SweepCatalogue catalogue, ICensusStore store, IndexTurns turns, CensusMetrics metrics, TimeProvider time, ILogger<CanonicalizationGrain> logger)
    : Grain, ICanonicalizationGrain, IDisposable
{
    // More need not wait in memory: all of them are in the store.
    private const int MostWaiting = 64;

    // A silo answers probes and clients on the thread pool too; this long nobody notices.
    private static readonly TimeSpan Piece = TimeSpan.FromMilliseconds(10);

    private readonly CancellationTokenSource _ending = new();
    private readonly Queue<BlockClasses> _waiting = new();
    private SeedLedger _merged = new();
    private ClassIndex? _index;
    private ClassView _view = ClassView.Empty;
    private bool _isBehind;
    private Task _work = Task.CompletedTask;

    private string Landscape => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public Task Tell(BlockClasses block)
    {
        ArgumentNullException.ThrowIfNull(block);
        if (_waiting.Count < MostWaiting)
        {
            _waiting.Enqueue(block);
        }

        Work(block.Sweep);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<ClassView> Look(IndexLook look)
    {
        ArgumentNullException.ThrowIfNull(look);
        OpenedSweep sweep = await catalogue.OpenAsync(look.Sweep);
        long seen = _merged.CountWithin(sweep.Seeds(look.Wanted));
        if (seen < look.Stored && _work.IsCompleted)
        {
            _isBehind = true;
            Work(look.Sweep);
        }

        return _view with { Seen = seen };
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => _ending.CancelAsync();

    /// <inheritdoc/>
    public void Dispose() => _ending.Dispose();

    private void Work(string sweep)
    {
        if (_work.IsCompleted)
        {
            _work = WorkAsync(sweep);
        }
    }

    /// <summary>Takes in what waits, then what is missing, until neither is left; never throws.</summary>
    private async Task WorkAsync(string sweep)
    {
        try
        {
            ClassIndex index = _index ??= await CreateAsync(sweep);
            while (true)
            {
                if (_waiting.TryDequeue(out BlockClasses? block))
                {
                    await MergeAsync(index, block);
                }
                else if (_isBehind)
                {
                    _isBehind = false;
                    await CatchUpAsync(index);
                }
                else
                {
                    return;
                }
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or StoreException)
        {
            // Whole blocks are taken in, or nothing of them: what is missing now is caught up with at the next look.
            LogLeft(logger, Landscape, fault.Message);
        }
#pragma warning disable CA1031 // Nobody awaits this, and it is a view only.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogLeft(logger, Landscape, fault.Message);
            (_index, _merged, _view) = (null, new SeedLedger(), ClassView.Empty);
        }
    }

    private async Task<ClassIndex> CreateAsync(string sweep)
    {
        OpenedLandscape landscape = await catalogue.OpenLandscapeAsync(sweep, Landscape);
        return await turns.RunAsync(() => new ClassIndex(landscape.Landscape), _ending.Token);
    }

    private async Task MergeAsync(ClassIndex index, BlockClasses block)
    {
        SeedRange[] missing = [.. _merged.Missing(block.Seeds)];
        if (missing.Length == 1 && missing[0] == block.Seeds)
        {
            await AddAsync(index, [.. block.Classes.Select(found => (found.Representative, found.Hits))]);
            _merged.Add(block.Seeds);
        }
        else if (missing.Length > 0)
        {
            // The block overlaps one that was merged, so its hits cannot be taken as a sum. The store has its runs one by one.
            _isBehind = true;
        }
    }

    /// <summary>Takes in the runs of all seeds that are stored and were not merged.</summary>
    private async Task CatchUpAsync(ClassIndex index)
    {
        IReadOnlyList<BlockKey> keys = await store.ReadBlockKeysAsync(Landscape, _ending.Token);
        await foreach (StoredBlock block in store.ReadBlocksAsync([.. keys.Where(key => _merged.Missing(key.Seeds).Any())], _ending.Token))
        {
            SeedRange[] missing = [.. _merged.Missing(block.Key.Seeds)];
            await AddAsync(index, await turns.RunAsync(() => Runs(block.Data, missing), _ending.Token));
            _merged.Add(block.Key.Seeds);
        }
    }

    private static List<(RunRecord Run, long Hits)> Runs(byte[] data, SeedRange[] seeds) =>
    [
        .. BlockCodec.Decode(data).Runs
            .Where(run => run.IsInClass && seeds.Any(range => run.Seed >= range.First && run.Seed <= range.Last))
            .Select(run => (run, 1L)),
    ];

    private async Task AddAsync(ClassIndex index, List<(RunRecord Run, long Hits)> runs)
    {
        int before = index.Count;
        for (int done = 0; done < runs.Count;)
        {
            (done, _view) = await turns.RunAsync(() => (AddPiece(index, runs, done), View(index)), _ending.Token);
        }

        metrics.ClassesFound(index.Count - before);
    }

    private int AddPiece(ClassIndex index, List<(RunRecord Run, long Hits)> runs, int from)
    {
        long start = time.GetTimestamp();
        int next = from;
        do
        {
            index.Add(runs[next].Run, runs[next].Hits);
            next++;
        }
        while (next < runs.Count && time.GetElapsedTime(start) < Piece);
        return next;
    }

    private static ClassView View(ClassIndex index) =>
        new(0, index.Count, [.. index.Leading(ClassView.Most).Select(found => Show(found.Representative, found.Hits))]);

    private static ClassSoFar Show(RunRecord run, long hits) =>
        new(run.Ended == Ended.Minimum ? "minimum" : "saddle", run.Loss, hits, run.Index ?? 0, run.Seed);

    [LoggerMessage(50, LogLevel.Information, "The live index of landscape {Landscape} left its work; the next look at it goes on: {Reason}")]
    private static partial void LogLeft(ILogger logger, string landscape, string reason);
}
