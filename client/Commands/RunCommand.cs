using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using OrleansSymmetry.Client.Clusters;
using OrleansSymmetry.Client.Results;
using OrleansSymmetry.Client.SweepFiles;
using OrleansSymmetry.Client.Views;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Hosting;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Formats;
using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Client.Commands;

/// <summary>`run SWEEP.yaml`: a silo in this process trains what is missing; the census is printed and written to DIR/ID.</summary>
internal sealed class RunCommand() : SweepCommand(
    "run",
    "Train or resume a sweep in this process, print its census and write DIR/ID/. Ctrl-C stops; the same command continues from the stored blocks.",
    "symmetry run client/sweeps/xor.yaml\nsymmetry run client/sweeps/xor.yaml --set 'network.hidden=[2]' --seeds 0..999 --json -")
{
    private const int LastPort = 65535;

    // Soon enough for a person, and nothing for the machine.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private readonly SweepFileArguments _sweep = new();

    private readonly Option<bool> _wait = new("--wait")
    {
        Description = "Where another process writes to the store, wait until it ends, and begin then. Without it the command ends with 1.",
    };

    private readonly Option<int?> _page = new("--page")
    {
        Description = "Serve the live page of this run on loopback, at a free port or at PORT.",
        HelpName = "PORT",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = WholeNumber.From("--page", 0, LastPort, "a port, 0 for a free one"),
    };

    /// <inheritdoc/>
    protected override void AddSymbols(Command command)
    {
        _sweep.AddTo(command);
        command.Options.Add(_page);
        command.Options.Add(_wait);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandContext context, ParseResult parse)
    {
        if (context.Settings.Cluster is { } cluster)
        {
            throw CommandException.WrongInput(
                $"run works in this process, so --cluster {cluster.Redis} has no meaning. symmetry submit hands the sweep to a cluster.");
        }

        SweepRequest request = _sweep.Load(parse);
        int? pagePort = parse.GetResult(_page) is null ? null : parse.GetValue(_page) ?? 0;
        RunOutcome outcome = await FromStoreOrSilo(context, request, pagePort, parse.GetValue(_wait));
        switch (outcome)
        {
            case RunOutcome.Finished(var results):
                Write(context, request.Id, results);
                return ExitCode.Done;
            case RunOutcome.Stopped(var status):
                context.Remarks.Sentence(StopText.Of(status));
                return ExitCode.Interrupted;
            default:
                throw new UnreachableException();
        }
    }

    private static async Task<RunOutcome> FromStoreOrSilo(CommandContext context, SweepRequest request, int? pagePort, bool waits)
    {
        Interruption interruption = context.Interruption;
        for (bool isFirst = true; ; isFirst = false)
        {
            // Whoever wrote meanwhile may have written this very census.
            if (await ReadStored(context.Settings.DataFolder, request.Id, interruption.Gently) is { } stored)
            {
                return new RunOutcome.Finished(stored);
            }

            try
            {
                return await new EmbeddedRun(context.EmbeddedSilo(), context.Progress, context.Services.Time)
                    .Run(request, pagePort, interruption.Gently, interruption.AtOnce);
            }
            catch (StoreException fault) when (waits && fault.IsInUse)
            {
                if (isFirst)
                {
                    string store = Path.Combine(context.Settings.DataFolder, SiloHost.StoreFileName);
                    context.Remarks.Sentence($"waiting for {store}: another process writes to it. This run begins when that one ends.");
                }

                await Task.Delay(BetweenLooks, context.Services.Time, interruption.Gently);
            }
        }
    }

    private static async Task<CensusResults?> ReadStored(string dataFolder, string id, CancellationToken stop)
    {
        await using var store = StoredCensuses.Open(dataFolder);
        return await store.Results(id, stop);
    }

    private static void Write(CommandContext context, string id, CensusResults results)
    {
        var folder = new ResultFolder(context.Settings.DataFolder, id);
        Report report = ReportReader.Read(results.Report);
        folder.Write(results, report, context.Services.Time);
        context.WriteJson(results.Report);
        Page page = context.Page;
        CensusView.Print(page, report);
        page.Line();
        page.Labelled("trained", results.Facts is { } facts ? TrainedText(facts) : "nothing: the census came from the store");
        page.Path("files", folder.Report);
        page.Path(string.Empty, folder.Classes);
        page.Path(string.Empty, folder.Run);
    }

    private static string TrainedText(RunFacts facts) =>
        $"{Figures.Counted(facts.RunsTrained, "run", "runs")} in {Figures.Duration(facts.Took)}"
        + (facts.RunsTrained > 0
            ? $" on {Figures.Counted(facts.Threads, "thread", "threads")}, "
                + string.Create(CultureInfo.InvariantCulture, $"{100 * facts.TrainingShare:F0} % of their time in training")
            : string.Empty);
}
