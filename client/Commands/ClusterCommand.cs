using System.CommandLine;
using OrleansSymmetry.Access;
using OrleansSymmetry.Client.Clusters;

namespace OrleansSymmetry.Client.Commands;

/// <summary>A command that asks a cluster.</summary>
internal abstract class ClusterCommand(string name, string description, string example) : SweepCommand(name, description, example)
{
    /// <inheritdoc/>
    protected sealed override async Task<int> RunAsync(CommandContext context, ParseResult parse)
    {
        ClusterAccess access = context.Settings.ClusterOf(Name);
        await using ClusterLink link = await context.Services.Connect(access, context.Interruption.Gently);
        return await RunAsync(context, parse, new SweepClient(link, context.Services.Time));
    }

    /// <summary>Does it, with the cluster at hand.</summary>
    protected abstract Task<int> RunAsync(CommandContext context, ParseResult parse, SweepClient client);
}
