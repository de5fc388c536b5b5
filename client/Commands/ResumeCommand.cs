using OrleansSymmetry.Client.Clusters;
using OrleansSymmetry.Client.Views;
using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Client.Commands;

/// <summary>`resume ID`: goes on with a cancelled or failed sweep.</summary>
internal sealed class ResumeCommand() : OneSweepCommand(
    "resume", "Continue a cancelled or failed sweep of a cluster.", "symmetry resume xor --cluster localhost:6379")
{
    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandContext context, SweepClient client, string id, CancellationToken stop)
    {
        SweepStatus status = await client.Resume(id, stop);
        context.WriteJson(ContractJson.Of(status));
        context.Page.Line(SweepFigures.Line(status, speed: null));
        return ExitCode.Done;
    }
}
