using OrleansSymmetry.Client.Results;
using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Client.Clusters;

/// <summary>Asks the grains about sweeps, until one deadline.</summary>
internal sealed class SweepClient
{
    private readonly ClusterLink _link;
    private readonly GrainCalls _calls;

    /// <summary>A client with the deadline of a command that has just found its cluster.</summary>
    internal SweepClient(ClusterLink link, TimeProvider time)
        : this(link, new GrainCalls(link, time))
    {
    }

    private SweepClient(ClusterLink link, GrainCalls calls)
    {
        _link = link;
        _calls = calls;
    }

    /// <summary>What it asks, for messages.</summary>
    internal string Place => _link.Place;

    /// <summary>The same client for a question of its own, with a deadline of its own.</summary>
    internal SweepClient Anew() => new(_link, _calls.Anew());

    /// <summary>All sweeps, newest first.</summary>
    internal Task<IReadOnlyList<SweepSummary>> List(CancellationToken cancellation) => _calls.Ask(() => _link.Grains.GetSweepList().List(), cancellation);

    /// <summary>The ID of the sweep that a user means by its beginning.</summary>
    /// <exception cref="UnknownSweepException">There is none, or there are several.</exception>
    internal async Task<string> Find(string prefix, CancellationToken cancellation) =>
        IdPrefix.Resolve(prefix, (await List(cancellation)).Select(sweep => sweep.Id), Place);

    /// <summary>Hands a sweep in.</summary>
    internal Task<SubmitAnswer> Submit(string id, SweepSubmission submission, CancellationToken cancellation) =>
        _calls.Ask(() => Sweep(id).Submit(submission), cancellation);

    /// <summary>Where a sweep stands.</summary>
    internal async Task<SweepStatus> Status(string id, CancellationToken cancellation) =>
        Known(id, await _calls.Ask(() => Sweep(id).GetStatus(), cancellation));

    /// <summary>Stops a sweep.</summary>
    internal async Task<SweepStatus> Cancel(string id, CancellationToken cancellation) =>
        Known(id, await _calls.Ask(() => Sweep(id).Cancel(), cancellation));

    /// <summary>Goes on with a sweep.</summary>
    internal async Task<SweepStatus> Resume(string id, CancellationToken cancellation) =>
        Known(id, await _calls.Ask(() => Sweep(id).Resume(), cancellation));

    /// <summary>One of the files of a census; null while the sweep is not done.</summary>
    internal Task<byte[]?> Results(string id, ResultFile file, CancellationToken cancellation) =>
        _calls.Whole(offset => Sweep(id).GetResults(file, offset), $"results of {id}", cancellation);

    private ISweepGrain Sweep(string id) => _link.Grains.GetSweep(id);

    private SweepStatus Known(string id, SweepStatus? status) => status ?? throw new UnknownSweepException($"No sweep is called '{id}' in {Place}.");
}
