using System.CommandLine;
using System.Globalization;
using OrleansSymmetry.Client.Clusters;
using OrleansSymmetry.Client.Views;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Client.Commands;

/// <summary>`list`: the sweeps of a cluster.</summary>
internal sealed class ListCommand() : ClusterCommand(
    "list", "List the sweeps of a cluster, newest first.", "symmetry list --cluster localhost:6379")
{
    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandContext context, ParseResult parse, SweepClient client)
    {
        IReadOnlyList<SweepSummary> sweeps = await client.List(context.Interruption.Gently);
        context.WriteJson(ContractJson.Of(sweeps));
        if (sweeps.Count == 0)
        {
            context.Remarks.Sentence($"No sweep was submitted to {client.Place} yet.");
            return ExitCode.Done;
        }

        var table = new TextTable(
            new Column("sweep", IsText: true),
            new Column("state", IsText: true),
            new Column("runs done"),
            new Column("wanted"),
            new Column("submitted (UTC)", IsText: true));
        foreach (SweepSummary sweep in sweeps)
        {
            table.Add(
                sweep.Id,
                SweepFigures.State(sweep.State),
                Figures.Count(sweep.RunsDone),
                Figures.Count(sweep.RunsWanted),
                sweep.SubmittedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        }

        context.Page.Table(table);
        return ExitCode.Done;
    }
}
