using System.CommandLine;
using OrleansSymmetry.Client.Clusters;

namespace OrleansSymmetry.Client.Commands;

/// <summary>A command about one sweep of a cluster, which the user names by the beginning of its ID.</summary>
internal abstract class OneSweepCommand(string name, string description, string example) : ClusterCommand(name, description, example)
{
    private readonly Argument<string> _id = SweepArgument.Create();

    /// <inheritdoc/>
    protected sealed override void AddSymbols(Command command) => command.Arguments.Add(_id);

    /// <inheritdoc/>
    protected sealed override async Task<int> RunAsync(CommandContext context, ParseResult parse, SweepClient client)
    {
        CancellationToken stop = context.Interruption.Gently;
        return await RunAsync(context, client, await client.Find(parse.GetRequiredValue(_id), stop), stop);
    }

    /// <summary>Does it.</summary>
    /// <param name="context">What the command works with.</param>
    /// <param name="client">The cluster.</param>
    /// <param name="id">ID of the sweep.</param>
    /// <param name="stop">The user waits no longer.</param>
    protected abstract Task<int> RunAsync(CommandContext context, SweepClient client, string id, CancellationToken stop);
}
