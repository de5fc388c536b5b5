using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Dashboard;

/// <summary>What the page asks of the grains. Every call is short.</summary>
internal static class SweepQueries
{
    /// <summary>The key of the one grain that lists sweeps.</summary>
    private const long ListKey = 0;

    internal static Task<IReadOnlyList<SweepSummary>> List(IGrainFactory grains) => grains.GetGrain<ISweepListGrain>(ListKey).List();

    internal static async Task<SweepStatus?> Status(IGrainFactory grains, string id) =>
        SweepKey.IsOne(id) ? await grains.GetGrain<ISweepGrain>(id).GetStatus() : null;

    /// <summary>The bytes of report.json; null while the sweep is not done.</summary>
    internal static async Task<byte[]?> Report(IGrainFactory grains, string id)
    {
        if (!SweepKey.IsOne(id))
        {
            return null;
        }

        ISweepGrain sweep = grains.GetGrain<ISweepGrain>(id);
        byte[]? whole = null;
        for (long offset = 0; whole is null || offset < whole.Length;)
        {
            ResultChunk? chunk = await sweep.GetResults(ResultFile.Report, offset);
            if (chunk is null || (whole is not null && whole.Length != chunk.TotalLength) || (chunk.Bytes.Length == 0 && offset < chunk.TotalLength))
            {
                return null;
            }

            whole ??= new byte[chunk.TotalLength];
            chunk.Bytes.CopyTo(whole, offset);
            offset += chunk.Bytes.Length;
        }

        return whole;
    }
}
