using System.CommandLine;
using OrleansSymmetry.Client.Clusters;
using OrleansSymmetry.Client.Rendering;
using OrleansSymmetry.Client.Results;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Landscape.Formats;

namespace OrleansSymmetry.Client.Commands;

/// <summary>`report ID`: the census again, from the results folder or from a cluster.</summary>
internal sealed class ReportCommand() : SweepCommand(
    "report", "Print the census of a sweep again.", "symmetry report xor --csv classes.csv")
{
    private readonly Argument<string> _id = SweepArguments.Id();

    private readonly Option<string?> _csv = new("--csv") { Description = "Write the classes to FILE as CSV, one row per class.", HelpName = "FILE" };

    /// <inheritdoc/>
    protected override void AddSymbols(Command command)
    {
        command.Arguments.Add(_id);
        command.Options.Add(_csv);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandContext context, ParseResult parse)
    {
        string prefix = parse.GetRequiredValue(_id);
        (string place, byte[] bytes) = context.Settings.Cluster is { } address
            ? await Fetch(context, address, prefix)
            : await Read(context, prefix);
        Report report = Parse(bytes, place);
        context.WriteJson(bytes);
        if (parse.GetValue(_csv) is { } csv)
        {
            AtomicFile.Write(Path.GetFullPath(csv), ClassCsv.Of(report));
        }

        CensusView.Print(context.Page, report);
        return ExitCode.Done;
    }

    private static async Task<(string Place, byte[] Bytes)> Fetch(CommandContext context, string address, string prefix)
    {
        CancellationToken stop = context.Interruption.Gently;
        await using ClusterLink link = await context.Services.Connect(address, stop);
        var client = new SweepClient(link, context.Services.Time);
        IReadOnlyList<SweepSummary> sweeps = await client.List(stop);
        string id = IdPrefix.Resolve(prefix, sweeps.Select(sweep => sweep.Id), client.Place);
        byte[] bytes = await client.Results(id, ResultFile.Report, stop) ?? throw CommandException.WrongInput(
            $"{id} has no report yet: it is {SweepFigures.State((await client.Status(id, stop)).State)}. symmetry watch {id} --cluster {address} shows its progress.");
        return ($"the report of {id}", bytes);
    }

    private static async Task<(string Place, byte[] Bytes)> Read(CommandContext context, string prefix)
    {
        string dataFolder = context.Settings.DataFolder;
        CancellationToken stop = context.Interruption.Gently;
        IReadOnlyList<string> written = ResultFolder.Ids(dataFolder);
        string id = IdPrefix.Resolve(prefix, written.Concat(await StoredCensus.Ids(dataFolder, stop)), dataFolder);
        string path = new ResultFolder(dataFolder, id).Report;
        if (!written.Contains(id, StringComparer.Ordinal) && await StoredCensus.Read(dataFolder, id, stop) is { } stored)
        {
            return ($"the report of {id} in the store of {dataFolder}", stored.Report);
        }

        try
        {
            return (path, await File.ReadAllBytesAsync(path, stop));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CommandException.Failed($"{path} cannot be read: {fault.Message.TrimEnd('.')}.", fault);
        }
    }

    private static Report Parse(byte[] bytes, string place)
    {
        try
        {
            return ReportReader.Read(bytes);
        }
        catch (InvalidDataException fault)
        {
            throw CommandException.Failed($"{place} cannot be read: {fault.Message}", fault);
        }
    }
}
