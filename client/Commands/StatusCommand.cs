using System.CommandLine;
using OrleansSymmetry.Client.Clusters;
using OrleansSymmetry.Client.Views;
using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Client.Commands;

/// <summary>`status ID`: where a sweep stands.</summary>
internal sealed class StatusCommand() : ClusterCommand(
    "status", "Show where a sweep of a cluster stands.", "symmetry status xor --cluster localhost:6379")
{
    private readonly Argument<string> _id = SweepArguments.Id();

    /// <inheritdoc/>
    protected override void AddSymbols(Command command) => command.Arguments.Add(_id);

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandContext context, ParseResult parse, SweepClient client)
    {
        CancellationToken stop = context.Interruption.Gently;
        string id = await client.Find(parse.GetRequiredValue(_id), stop);
        SweepStatus status = await client.Status(id, stop);
        context.WriteJson(ContractJson.Of(status));
        StatusView.Print(context.Page, status);
        return ExitCode.Done;
    }
}
