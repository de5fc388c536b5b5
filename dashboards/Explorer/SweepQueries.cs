using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Explorer;

/// <summary>What the page asks of the grains. Every call is short.</summary>
internal static class SweepQueries
{
    internal static Task<IReadOnlyList<SweepSummary>> List(IGrainFactory grains) => grains.GetSweepList().List();

    internal static async Task<SweepStatus?> Status(IGrainFactory grains, string id) =>
        SweepKey.IsOne(id) ? await grains.GetSweep(id).GetStatus() : null;

    /// <summary>The bytes of report.json; null while the sweep is not done.</summary>
    internal static async Task<byte[]?> Report(IGrainFactory grains, string id)
    {
        if (!SweepKey.IsOne(id))
        {
            return null;
        }

        ISweepGrain sweep = grains.GetSweep(id);
        try
        {
            return await ResultPieces.JoinAsync(offset => sweep.GetResults(ResultFile.Report, offset));
        }
        catch (ResultChangedException)
        {
            // The page asks again.
            return null;
        }
    }
}
