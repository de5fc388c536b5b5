using OrleansSymmetry.Client.Results;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Landscape.Questions;

namespace OrleansSymmetry.Client.Clusters;

/// <summary>The censuses of a cluster.</summary>
/// <param name="link">The cluster; closed with this.</param>
/// <param name="progress">What is shown meanwhile.</param>
/// <param name="time">The clock.</param>
internal sealed class ClusterSource(ClusterLink link, IProgressView progress, TimeProvider time) : ICensusSource
{
    /// <inheritdoc/>
    public async Task<CensusReport> Report(string prefix, CancellationToken stop)
    {
        var client = new SweepClient(link, time);
        string id = await client.Find(prefix, stop);
        byte[] bytes = await client.Results(id, ResultFile.Report, stop)
            ?? throw new UnfinishedSweepException(id, (await client.Status(id, stop)).State, link.Redis);
        return CensusReport.Read(bytes, $"the report of {id}");
    }

    /// <inheritdoc/>
    public async Task<QuestionOutcome> Answer(string sweep, GeometryQuestion question, CancellationToken stop, CancellationToken atOnce)
    {
        var client = new GeometryClient(link, AskedQuestion.Of(sweep, question), time);
        return await client.AnswerWith(progress, time, stop) is { } bytes ? new QuestionOutcome.Answered(bytes) : new QuestionOutcome.Detached();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => link.DisposeAsync();
}
