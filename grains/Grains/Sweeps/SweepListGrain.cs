using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Store;

namespace OrleansSymmetry.Grains.Sweeps;

/// <inheritdoc cref="ISweepListGrain"/>
[Orleans.Concurrency.Reentrant]
internal sealed class SweepListGrain(ICensusStore store) : Grain, ISweepListGrain
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The key is not 0: there is one list.</exception>
    public override Task OnActivateAsync(CancellationToken cancellationToken) => this.GetPrimaryKeyLong() == 0
        ? Task.CompletedTask
        : throw new ArgumentException($"There is one list of sweeps, and its key is 0, not {this.GetPrimaryKeyLong()}.");

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SweepSummary>> List()
    {
        IReadOnlyList<StoredSweep> sweeps = await store.ReadSweepsAsync();
        SweepSummary[] summaries = await Task.WhenAll(sweeps.Select(Summarise));
        return [.. summaries.OrderByDescending(sweep => sweep.SubmittedAt).ThenBy(sweep => sweep.Id, StringComparer.Ordinal)];
    }

    private async Task<SweepSummary> Summarise(StoredSweep sweep)
    {
        // Its coordinator knows what is done; waking it costs nothing, since it rests again when nobody asks.
        SweepStatus? status = await GrainFactory.GetGrain<ISweepGrain>(sweep.Id).GetStatus();
        return new SweepSummary(
            sweep.Id,
            sweep.Name,
            status?.State ?? sweep.State,
            status?.Landscapes.Sum(landscape => landscape.Wanted) ?? 0,
            status?.Landscapes.Sum(landscape => landscape.Done) ?? 0,
            sweep.SubmittedAt);
    }
}
