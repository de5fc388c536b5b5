using OrleansSymmetry.Client.Commands;
using OrleansSymmetry.Client.Rendering;
using OrleansSymmetry.Client.Results;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Landscape.Formats;

namespace OrleansSymmetry.Client.Clusters;

/// <summary>The report of a sweep, wherever it is kept.</summary>
/// <param name="Id">The sweep's whole ID.</param>
/// <param name="Place">Where it stands, for messages.</param>
/// <param name="Bytes">report.json.</param>
internal sealed record FoundReport(string Id, string Place, byte[] Bytes)
{
    /// <summary>The report.</summary>
    /// <exception cref="CommandException">It is damaged.</exception>
    internal Report Read()
    {
        try
        {
            return ReportReader.Read(Bytes);
        }
        catch (InvalidDataException fault)
        {
            throw CommandException.Failed($"{Place} cannot be read: {fault.Message}", fault);
        }
    }
}

/// <summary>Finds the report of the sweep that a user means by the beginning of its ID.</summary>
internal static class ReportSource
{
    /// <summary>The report from a cluster, or from the results folder and the store beside it.</summary>
    /// <param name="context">The command's.</param>
    /// <param name="prefix">The beginning of the sweep's ID.</param>
    /// <param name="link">The cluster; null: none is asked.</param>
    internal static Task<FoundReport> Find(CommandContext context, string prefix, ClusterLink? link) =>
        link is null ? Read(context, prefix) : Fetch(context, prefix, link);

    private static async Task<FoundReport> Fetch(CommandContext context, string prefix, ClusterLink link)
    {
        CancellationToken stop = context.Interruption.Gently;
        var client = new SweepClient(link, context.Services.Time);
        IReadOnlyList<SweepSummary> sweeps = await client.List(stop);
        string id = IdPrefix.Resolve(prefix, sweeps.Select(sweep => sweep.Id), client.Place);
        byte[] bytes = await client.Results(id, ResultFile.Report, stop) ?? throw CommandException.WrongInput(
            $"{id} has no report yet: it is {SweepFigures.State((await client.Status(id, stop)).State)}. "
            + $"symmetry watch {id} --cluster {context.Settings.Cluster?.Redis} shows its progress.");
        return new FoundReport(id, $"the report of {id}", bytes);
    }

    private static async Task<FoundReport> Read(CommandContext context, string prefix)
    {
        string dataFolder = context.Settings.DataFolder;
        CancellationToken stop = context.Interruption.Gently;
        IReadOnlyList<string> written = ResultFolder.Ids(dataFolder);
        string[] finished = [.. written.Concat(await StoredCensus.Ids(dataFolder, isDone: true, stop))];
        if (!finished.Any(known => known.StartsWith(prefix, StringComparison.Ordinal))
            && (await StoredCensus.Ids(dataFolder, isDone: false, stop)).Where(known => known.StartsWith(prefix, StringComparison.Ordinal)).ToArray() is [string unfinished, ..])
        {
            throw CommandException.WrongInput($"{unfinished} has no report yet: its runs are not all stored. symmetry run with its sweep file goes on from those that are.");
        }

        string id = IdPrefix.Resolve(prefix, finished, dataFolder);
        string path = new ResultFolder(dataFolder, id).Report;
        if (!written.Contains(id, StringComparer.Ordinal) && await StoredCensus.Read(dataFolder, id, stop) is { } stored)
        {
            return new FoundReport(id, $"the report of {id} in the store of {dataFolder}", stored.Report);
        }

        try
        {
            return new FoundReport(id, path, await File.ReadAllBytesAsync(path, stop));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CommandException.Failed($"{path} cannot be read: {fault.Message.TrimEnd('.')}.", fault);
        }
    }
}
