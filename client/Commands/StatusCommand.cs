using OrleansSymmetry.Client.Clusters;
using OrleansSymmetry.Client.Views;
using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Client.Commands;

/// <summary>`status ID`: where a sweep stands.</summary>
internal sealed class StatusCommand() : OneSweepCommand(
    "status", "Show the progress of a sweep of a cluster.", "symmetry status xor --cluster localhost:6379")
{
    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandContext context, SweepClient client, string id, CancellationToken stop)
    {
        SweepStatus status = await client.Status(id, stop);
        context.WriteJson(ContractJson.Of(status));
        StatusView.Print(context.Page, status);
        return ExitCode.Done;
    }
}
