using OrleansSymmetry.Client.Commands;
using OrleansSymmetry.Client.Rendering;
using OrleansSymmetry.Client.Results;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Landscape.Geometry;
using OrleansSymmetry.Pictures.Text;
using OrleansSymmetry.Silo;

namespace OrleansSymmetry.Client.Clusters;

/// <summary>Has geometry questions answered: from the store, by a silo inside this process, or by a cluster.</summary>
internal static class AnswerSource
{
    /// <summary>The answer's bytes; null when the user stopped it.</summary>
    /// <param name="context">The command's.</param>
    /// <param name="sweep">ID of the sweep.</param>
    /// <param name="question">The question.</param>
    /// <param name="link">The cluster; null: none is asked.</param>
    /// <exception cref="CommandException">The question is refused or cannot be answered.</exception>
    internal static async Task<byte[]?> Find(CommandContext context, string sweep, GeometryQuestion question, ClusterLink? link)
    {
        CancellationToken stop = context.Interruption.Gently;
        if (link is not null)
        {
            return await Follow(context, new GeometryClient(link, sweep, question, context.Services.Time)) ?? Detached(context);
        }

        if (await StoredAnswer.Read(context.Settings.DataFolder, sweep, question, stop) is { } stored)
        {
            return stored;
        }

        await using EmbeddedSilo silo = await SiloHost.StartEmbeddedAsync(context.EmbeddedSilo(), stop);
        var embedded = new GeometryClient(new ClusterLink("the embedded silo", silo.Client, silo), sweep, question, context.Services.Time);
        return await Follow(context, embedded) ?? await Stopped(context, embedded);
    }

    private static async Task<byte[]?> Follow(CommandContext context, GeometryClient client)
    {
        CancellationToken stop = context.Interruption.Gently;
        try
        {
            GeometryStatus last = await new AnswerProgress(context.Terminal, context.Services.Time)
                .Follow(GeometryWatch.Follow(client, context.Services.Time, context.Remarks.Warning, stop));
            return last.State switch
            {
                GeometryState.Done => await client.Answer(stop)
                    ?? throw CommandException.Failed("The answer is stored no longer. Give the command again."),
                GeometryState.Refused => throw CommandException.WrongInput(string.Join('\n', last.Faults)),
                _ => throw CommandException.Failed(string.Join('\n', last.Faults)),
            };
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
    }

    private static byte[]? Detached(CommandContext context)
    {
        context.Remarks.Sentence("Detached; the cluster goes on with the question. The same command asks for the answer again.");
        return null;
    }

    private static async Task<byte[]?> Stopped(CommandContext context, GeometryClient client)
    {
        GeometryStatus? status = await client.Status(context.Interruption.AtOnce);
        await client.Cancel(context.Interruption.AtOnce);
        context.Remarks.Sentence(
            (status is { Parts: > 0 } known ? $"Stopped: {known.PartsDone} of {Figures.Counted(known.Parts, "part", "parts")} are stored. " : "Stopped. ")
            + "The same command goes on from there.");
        return null;
    }
}
