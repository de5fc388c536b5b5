using OrleansSymmetry.Client.Results;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Hosting;
using OrleansSymmetry.Landscape.Questions;

namespace OrleansSymmetry.Client.Clusters;

/// <summary>
/// The censuses of a data folder: the results in it and the store beside them. A silo inside this process computes the answers that are not
/// stored.
/// </summary>
internal sealed class EmbeddedSource : ICensusSource
{
    private readonly string _dataFolder;
    private readonly Func<EmbeddedSiloOptions> _silo;
    private readonly IProgressView _progress;
    private readonly TimeProvider _time;
    private readonly StoredCensuses _store;

    /// <param name="dataFolder">The folder.</param>
    /// <param name="silo">The silo that computes, should one be needed.</param>
    /// <param name="progress">What is shown meanwhile.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    internal EmbeddedSource(string dataFolder, Func<EmbeddedSiloOptions> silo, IProgressView progress, TimeProvider time)
    {
        _dataFolder = dataFolder;
        _silo = silo;
        _progress = progress;
        _time = time;
        _store = StoredCensuses.Open(dataFolder);
    }

    /// <inheritdoc/>
    public async Task<CensusReport> Report(string prefix, CancellationToken stop)
    {
        IReadOnlyList<string> written = ResultFolder.Ids(_dataFolder);
        IReadOnlyList<StoredSweep> stored = await _store.Sweeps(stop);
        string[] finished = [.. written.Concat(stored.Where(sweep => sweep.State == SweepState.Done).Select(sweep => sweep.Id))];
        if (!finished.Any(IsMeant) && stored.FirstOrDefault(sweep => sweep.State != SweepState.Done && IsMeant(sweep.Id)) is { } unfinished)
        {
            throw new UnfinishedSweepException(unfinished.Id, unfinished.State, redis: null);
        }

        string id = IdPrefix.Resolve(prefix, finished, _dataFolder);
        if (!written.Contains(id, StringComparer.Ordinal) && await _store.Report(id, stop) is { } report)
        {
            return CensusReport.Read(report, $"the report of {id} in the store of {_dataFolder}");
        }

        string path = new ResultFolder(_dataFolder, id).Report;
        try
        {
            return CensusReport.Read(await File.ReadAllBytesAsync(path, stop), path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{path} cannot be read: {fault.Message.TrimEnd('.')}.", fault);
        }

        bool IsMeant(string known) => known.StartsWith(prefix, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public async Task<QuestionOutcome> Answer(string sweep, GeometryQuestion question, CancellationToken stop, CancellationToken atOnce)
    {
        var asked = AskedQuestion.Of(sweep, question);
        if (await _store.Answer(asked.Key, stop) is { } stored)
        {
            return new QuestionOutcome.Answered(stored);
        }

        await _store.DisposeAsync();
        await using EmbeddedSilo silo = await SiloHost.StartEmbeddedAsync(_silo(), stop);
        var client = new GeometryClient(new ClusterLink("the embedded silo", silo.Client, silo), asked, _time);
        return await client.AnswerWith(_progress, _time, stop) is { } bytes
            ? new QuestionOutcome.Answered(bytes)
            : new QuestionOutcome.Stopped(await StopAsync(client.Anew(), atOnce));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private static async Task<GeometryStatus?> StopAsync(GeometryClient client, CancellationToken atOnce)
    {
        GeometryStatus? status = await client.Status(atOnce);
        await client.Cancel(atOnce);
        return status;
    }
}
