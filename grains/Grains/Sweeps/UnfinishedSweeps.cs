using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Store;

namespace OrleansSymmetry.Grains.Sweeps;

/// <summary>When a silo starts, asks after every unfinished sweep: the question wakes a coordinator that was lost with its silo.</summary>
internal sealed partial class UnfinishedSweeps(
    ICensusStore store, IGrainFactory grains, IOptions<CensusOptions> options, ILogger<UnfinishedSweeps> logger)
{
    public async Task WakeAsync(CancellationToken cancellation)
    {
        if (!options.Value.ResumeUnfinished)
        {
            return;
        }

        try
        {
            IReadOnlyList<StoredSweep> sweeps = await store.ReadSweepsAsync(cancellation);
            await Task.WhenAll(sweeps
                .Where(sweep => sweep.State == SweepState.Running)
                .Select(sweep => grains.GetGrain<ISweepGrain>(sweep.Id).GetStatus()));
        }
#pragma warning disable CA1031 // Each sweep's reminder asks again.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogNotWoken(logger, fault.Message);
        }
    }

    [LoggerMessage(30, LogLevel.Warning, "The unfinished sweeps were not asked after: {Reason}")]
    private static partial void LogNotWoken(ILogger logger, string reason);
}
