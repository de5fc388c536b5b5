using System.CommandLine;
using OrleansSymmetry.Client.Clusters;
using OrleansSymmetry.Client.Results;
using OrleansSymmetry.Client.Views;
using OrleansSymmetry.Landscape.Census;

namespace OrleansSymmetry.Client.Commands;

/// <summary>`report ID`: the census again, from the results folder or from a cluster.</summary>
internal sealed class ReportCommand() : SweepCommand(
    "report", "Print the census of a sweep again.", "symmetry report xor --csv classes.csv")
{
    private readonly Argument<string> _id = SweepArgument.Create();

    private readonly Option<string?> _csv = new("--csv")
    {
        Description = "Write the classes to FILE as CSV, one row per class, and one per loss level of the other runs.",
        HelpName = "FILE",
    };

    /// <inheritdoc/>
    protected override void AddSymbols(Command command)
    {
        command.Arguments.Add(_id);
        command.Options.Add(_csv);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandContext context, ParseResult parse)
    {
        await using ICensusSource censuses = await context.OpenCensuses();
        (byte[] bytes, Report report) = await censuses.Report(parse.GetRequiredValue(_id), context.Interruption.Gently);
        context.WriteJson(bytes);
        if (parse.GetValue(_csv) is { } csv)
        {
            AtomicFile.Write(Path.GetFullPath(csv), ClassCsv.Of(report));
        }

        CensusView.Print(context.Page, report);
        return ExitCode.Done;
    }
}
