using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Dashboard;

/// <summary>What the page asks of the grains. Every call is short.</summary>
internal static class SweepQueries
{
    /// <summary>The key of the one grain that lists sweeps.</summary>
    private const long ListKey = 0;

    /// <summary>Longest ID worth a call: a name of 64, a dash, eight digits.</summary>
    private const int LongestId = 73;

    internal static Task<IReadOnlyList<SweepSummary>> List(IGrainFactory grains) => grains.GetGrain<ISweepListGrain>(ListKey).List();

    internal static async Task<SweepStatus?> Status(IGrainFactory grains, string id) =>
        IsId(id) ? await grains.GetGrain<ISweepGrain>(id).GetStatus() : null;

    /// <summary>The bytes of report.json; null while the sweep is not done.</summary>
    internal static async Task<byte[]?> Report(IGrainFactory grains, string id)
    {
        if (!IsId(id))
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

    /// <summary>Whether a text can be a sweep's ID. Anything else is answered without waking a grain.</summary>
    private static bool IsId(string id) =>
        id.Length is > 0 and <= LongestId
        && id.All(symbol => char.IsAsciiDigit(symbol) || char.IsAsciiLetterLower(symbol) || symbol is '.' or '_' or '-');
}
