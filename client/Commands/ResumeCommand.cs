using System.CommandLine;
using OrleansSymmetry.Client.Clusters;
using OrleansSymmetry.Client.Views;
using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Client.Commands;

/// <summary>`resume ID`: goes on with a cancelled or failed sweep.</summary>
internal sealed class ResumeCommand() : ClusterCommand(
    "resume", "Go on with a cancelled or failed sweep of a cluster.", "symmetry resume xor --cluster localhost:6379")
{
    private readonly Argument<string> _id = SweepArguments.Id();

    /// <inheritdoc/>
    protected override void AddSymbols(Command command) => command.Arguments.Add(_id);

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandContext context, ParseResult parse, SweepClient client)
    {
        CancellationToken stop = context.Interruption.Gently;
        string id = await client.Find(parse.GetRequiredValue(_id), stop);
        SweepStatus status = await client.Resume(id, stop);
        context.WriteJson(ContractJson.Of(status));
        context.Page.Line(SweepFigures.Line(status, speed: null));
        return ExitCode.Done;
    }
}
