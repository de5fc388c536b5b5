using OrleansSymmetry.Client.Commands;
using OrleansSymmetry.Client.Rendering;
using OrleansSymmetry.Client.Results;
using OrleansSymmetry.Client.SweepFiles;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Dashboard;
using OrleansSymmetry.Pictures.Text;
using OrleansSymmetry.Silo;

namespace OrleansSymmetry.Client.Clusters;

/// <summary>A sweep on a silo inside this process.</summary>
internal static class EmbeddedRun
{
    /// <summary>Trains what is missing and closes the census.</summary>
    /// <returns>The results; null when the user stopped it.</returns>
    internal static async Task<CensusResults?> Run(CommandContext context, SweepRequest request, int? pagePort)
    {
        TimeProvider time = context.Services.Time;
        DateTimeOffset startedAt = time.GetUtcNow();
        long began = time.GetTimestamp();
        CancellationToken stop = context.Interruption.Gently;
        await using EmbeddedSilo silo = await SiloHost.StartEmbeddedAsync(context.EmbeddedSilo(), stop);
        var client = new SweepClient(new ClusterLink("the embedded silo", silo.Client, silo), time);
        SubmitAnswer answer = await client.Submit(request.Id, request.Submission, CancellationToken.None);
        if (answer.Status is null)
        {
            throw CommandException.WrongInput(string.Join('\n', answer.Faults));
        }

        await using ExplorerHost? page = await StartPage(context, silo, request.Id, pagePort);
        SweepStatus? last = await context.CreateProgressView().Follow(
            SweepWatch.Follow(client, request.Id, time, context.Remarks.Warning, stop));
        if (last is not { State: SweepState.Done })
        {
            return stop.IsCancellationRequested ? await Stop(context, client, request.Id) : throw Unfinished(request.Id, last);
        }

        byte[]? report = await client.Results(request.Id, ResultFile.Report, CancellationToken.None);
        byte[]? classes = await client.Results(request.Id, ResultFile.Classes, CancellationToken.None);
        if (report is null || classes is null)
        {
            throw CommandException.Failed($"{request.Id} is done, but its results are missing from {silo.Store.Location}. Give the command again.");
        }

        var facts = new RunFacts(
            startedAt, time.GetElapsedTime(began), last.RunsTrained, TimeSpan.FromSeconds(last.TrainingSeconds), last.ComputeThreads);
        return new CensusResults(report, classes, facts);
    }

    private static async Task<ExplorerHost?> StartPage(CommandContext context, EmbeddedSilo silo, string id, int? port)
    {
        if (port is not { } wanted)
        {
            return null;
        }

        try
        {
            ExplorerHost page = await ExplorerHost.StartAsync(silo.Client, wanted, context.Interruption.Gently);
            context.Remarks.Line($"live page: {page.Address}#/{id}");
            return page;
        }
        catch (IOException fault)
        {
            throw CommandException.Failed($"The page cannot be served at port {wanted}: {fault.Message.TrimEnd('.')}. Give --page without a port to take a free one.", fault);
        }
    }

    private static async Task<CensusResults?> Stop(CommandContext context, SweepClient client, string id)
    {
        SweepStatus stopped = await client.Cancel(id, context.Interruption.AtOnce);
        context.Remarks.Sentence(
            $"Stopped: {Figures.Count(SweepFigures.Done(stopped))} of {Figures.Count(SweepFigures.Wanted(stopped))} runs of {id} are stored. "
            + "The same command goes on from there.");
        return null;
    }

    private static CommandException Unfinished(string id, SweepStatus? last) => CommandException.Failed(last switch
    {
        { Error: { } error } => error,
        { State: SweepState.Cancelled } => $"{id} was cancelled. Give the same command again to go on.",
        _ => $"{id} ended without a census. Give the same command again.",
    });
}
