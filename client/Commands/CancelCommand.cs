using System.CommandLine;
using OrleansSymmetry.Client.Clusters;
using OrleansSymmetry.Client.Views;
using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Client.Commands;

/// <summary>`cancel ID`: stops a sweep; what is stored stays.</summary>
internal sealed class CancelCommand() : ClusterCommand(
    "cancel", "Stop a sweep of a cluster; what is stored stays.", "symmetry cancel xor --cluster localhost:6379")
{
    private readonly Argument<string> _id = SweepArguments.Id();

    /// <inheritdoc/>
    protected override void AddSymbols(Command command) => command.Arguments.Add(_id);

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandContext context, ParseResult parse, SweepClient client)
    {
        CancellationToken stop = context.Interruption.Gently;
        string id = await client.Find(parse.GetRequiredValue(_id), stop);
        SweepStatus status = await client.Cancel(id, stop);
        context.WriteJson(ContractJson.Of(status));
        context.Page.Line(SweepFigures.Line(status, speed: null));
        return ExitCode.Done;
    }
}
