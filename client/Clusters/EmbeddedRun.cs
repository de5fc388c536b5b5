using OrleansSymmetry.Client.Results;
using OrleansSymmetry.Client.SweepFiles;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Explorer;
using OrleansSymmetry.Hosting;

namespace OrleansSymmetry.Client.Clusters;

/// <summary>A sweep on a silo inside this process.</summary>
/// <param name="options">The silo.</param>
/// <param name="progress">What is shown meanwhile.</param>
/// <param name="time">The clock.</param>
internal sealed class EmbeddedRun(EmbeddedSiloOptions options, IProgressView progress, TimeProvider time)
{
    /// <summary>Trains what is missing and closes the census.</summary>
    /// <param name="request">The sweep.</param>
    /// <param name="pagePort">Port of the live page, 0 for a free one; null: there is no page.</param>
    /// <param name="stop">The user waits no longer. What is trained already is stored first.</param>
    /// <param name="atOnce">The user does not wait for that either.</param>
    /// <exception cref="RefusedException">The sweep is refused.</exception>
    /// <exception cref="FailedWorkException">It came to no census.</exception>
    internal async Task<RunOutcome> Run(SweepRequest request, int? pagePort, CancellationToken stop, CancellationToken atOnce)
    {
        DateTimeOffset startedAt = time.GetUtcNow();
        long began = time.GetTimestamp();
        await using EmbeddedSilo silo = await SiloHost.StartEmbeddedAsync(options, stop);
        var client = new SweepClient(new ClusterLink("the embedded silo", silo.Client, silo), time);
        SubmitAnswer answer = await client.Submit(request.Id, request.Submission, CancellationToken.None);
        if (answer.Status is null)
        {
            throw new RefusedException(answer.Faults);
        }

        await using ExplorerHost? page = pagePort is { } port ? await StartPage(silo, port, request.Id, stop) : null;
        SweepStatus? last = await progress.Follow(SweepWatch.Follow(client, request.Id, time, progress.Silent, stop));
        SweepClient after = client.Anew();
        if (last is not { State: SweepState.Done })
        {
            return stop.IsCancellationRequested ? new RunOutcome.Stopped(await after.Cancel(request.Id, atOnce)) : throw Unfinished(request.Id, last);
        }

        byte[]? report = await after.Results(request.Id, ResultFile.Report, CancellationToken.None);
        byte[]? classes = await after.Results(request.Id, ResultFile.Classes, CancellationToken.None);
        if (report is null || classes is null)
        {
            throw new FailedWorkException($"{request.Id} is done, but its results are missing from {silo.Store.Location}. Give the command again.");
        }

        var facts = new RunFacts(
            startedAt, time.GetElapsedTime(began), last.RunsTrained, TimeSpan.FromSeconds(last.TrainingSeconds), last.ComputeThreads);
        return new RunOutcome.Finished(new CensusResults(report, classes, facts));
    }

    private async Task<ExplorerHost> StartPage(EmbeddedSilo silo, int port, string id, CancellationToken stop)
    {
        try
        {
            ExplorerHost page = await ExplorerHost.StartAsync(silo.Client, port, stop);
            progress.PageServed(page.Address, id);
            return page;
        }
        catch (IOException fault)
        {
            throw new FailedWorkException(
                $"The page cannot be served at port {port}: {fault.Message.TrimEnd('.')}. Give --page without a port to take a free one.", fault);
        }
    }

    private static FailedWorkException Unfinished(string id, SweepStatus? last) => new(last switch
    {
        { Error: { } error } => error,
        { State: SweepState.Cancelled } => $"{id} was cancelled. Give the same command again to continue.",
        _ => $"{id} ended without a census. Give the same command again.",
    });
}
