using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Client.Clusters;

/// <summary>Asks the grains about sweeps.</summary>
internal sealed class SweepClient(ClusterLink link, TimeProvider time)
{
    private readonly PatientCalls _calls = new(link, time);

    /// <summary>What it asks, for messages.</summary>
    internal string Place => link.Place;

    /// <summary>What follows is a question of its own, with patience of its own.</summary>
    internal void Anew() => _calls.Anew();

    /// <summary>All sweeps, newest first.</summary>
    internal Task<IReadOnlyList<SweepSummary>> List(CancellationToken cancellation) =>
        _calls.Ask(() => link.Grains.GetSweepList().List(), cancellation);

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

    private ISweepGrain Sweep(string id) => link.Grains.GetSweep(id);

    private SweepStatus Known(string id, SweepStatus? status) =>
        status ?? throw CommandException.WrongInput($"No sweep is called '{id}' in {link.Place}.");
}
