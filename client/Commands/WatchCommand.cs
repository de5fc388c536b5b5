using OrleansSymmetry.Client.Clusters;
using OrleansSymmetry.Client.Views;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Landscape.Formats;

namespace OrleansSymmetry.Client.Commands;

/// <summary>`watch ID`: the live view of a sweep on a cluster, and its census when it is done. Ctrl-C detaches.</summary>
internal sealed class WatchCommand() : OneSweepCommand(
    "watch", "Watch a sweep of a cluster live; prints its census when it is done. Ctrl-C detaches.", "symmetry watch xor --cluster localhost:6379")
{
    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandContext context, SweepClient client, string id, CancellationToken stop)
    {
        SweepStatus? last = await context.Progress.Follow(
            SweepWatch.Follow(client, id, context.Services.Time, context.Progress.Silent, stop));
        if (stop.IsCancellationRequested || last is null)
        {
            context.Remarks.Sentence($"Detached; {id} continues. symmetry watch {id} --cluster {context.Settings.Cluster?.Redis} shows it again.");
            return ExitCode.Interrupted;
        }

        switch (last.State)
        {
            case SweepState.Done:
                byte[] report = await client.Anew().Results(id, ResultFile.Report, stop)
                    ?? throw CommandException.Failed($"{id} is done, but its report is missing. symmetry resume {id} makes it again.");
                context.WriteJson(report);
                CensusView.Print(context.Page, ReportReader.Read(report));
                return ExitCode.Done;
            case SweepState.Cancelled:
                context.Remarks.Sentence($"{id} was cancelled; symmetry resume {id} --cluster {context.Settings.Cluster?.Redis} continues it.");
                return ExitCode.Done;
            default:
                throw CommandException.Failed(last.Error ?? $"{id} failed.");
        }
    }
}
