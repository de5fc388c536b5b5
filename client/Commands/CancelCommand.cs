using OrleansSymmetry.Client.Clusters;
using OrleansSymmetry.Client.Views;
using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Client.Commands;

/// <summary>`cancel ID`: stops a sweep; what is stored stays.</summary>
internal sealed class CancelCommand() : OneSweepCommand(
    "cancel", "Stop a sweep of a cluster; stored runs are kept.", "symmetry cancel xor --cluster localhost:6379")
{
    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandContext context, SweepClient client, string id, CancellationToken stop)
    {
        SweepStatus status = await client.Cancel(id, stop);
        context.WriteJson(ContractJson.Of(status));
        context.Page.Line(SweepFigures.Line(status, speed: null));
        return ExitCode.Done;
    }
}
