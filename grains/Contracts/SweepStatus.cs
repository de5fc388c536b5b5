namespace OrleansSymmetry.Contracts;

/// <summary>A sweep's stage of life.</summary>
public enum SweepState
{
    /// <summary>Blocks are being trained.</summary>
    Running,

    /// <summary>All blocks are stored and the partition is being closed.</summary>
    Closing,

    /// <summary>The census is complete.</summary>
    Done,

    /// <summary>Stopped on request; it can be resumed.</summary>
    Cancelled,

    /// <summary>A block failed repeatedly; <see cref="SweepStatus.Error"/> says which and why.</summary>
    Failed,
}

/// <summary>One line about a sweep.</summary>
[GenerateSerializer, Immutable, Alias("os.sweep-summary.v1")]
public sealed record SweepSummary(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] SweepState State,
    [property: Id(3)] long RunsWanted,
    [property: Id(4)] long RunsDone,
    [property: Id(5)] DateTimeOffset SubmittedAt);

/// <summary>Where a sweep stands.</summary>
/// <param name="Id">The sweep's ID.</param>
/// <param name="Name">The user's name of it.</param>
/// <param name="State">Its stage of life.</param>
/// <param name="Error">Why it failed, or null.</param>
/// <param name="SubmittedAt">When it was first submitted.</param>
/// <param name="ActiveSeconds">Seconds this coordinator has worked on it.</param>
/// <param name="RunsTrained">Runs trained since this coordinator took it up (the others were stored before).</param>
/// <param name="TrainingSeconds">Compute-thread seconds spent in training since then.</param>
/// <param name="BlocksInFlight">Blocks that are being trained or wait for a thread.</param>
/// <param name="ComputeThreads">Compute threads of the cluster.</param>
/// <param name="Silos">Silos of the cluster.</param>
/// <param name="Landscapes">Progress of each landscape, in the order of the report.</param>
[GenerateSerializer, Immutable, Alias("os.sweep-status.v1")]
public sealed record SweepStatus(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] SweepState State,
    [property: Id(3)] string? Error,
    [property: Id(4)] DateTimeOffset SubmittedAt,
    [property: Id(5)] double ActiveSeconds,
    [property: Id(6)] long RunsTrained,
    [property: Id(7)] double TrainingSeconds,
    [property: Id(8)] int BlocksInFlight,
    [property: Id(9)] int ComputeThreads,
    [property: Id(10)] int Silos,
    [property: Id(11)] IReadOnlyList<LandscapeProgress> Landscapes);

/// <summary>Progress of one landscape.</summary>
/// <param name="Id">The landscape's ID.</param>
/// <param name="Label">What the grid sets for it, such as "network.hidden=[2]"; empty without a grid.</param>
/// <param name="Wanted">Seeds of the sweep.</param>
/// <param name="Done">Seeds of the sweep whose run is stored.</param>
/// <param name="Ended">Runs by how they ended, in the order minimum, degenerate, saddle, diverging, unconverged, failed.</param>
/// <param name="Classes">Number of classes met so far.</param>
/// <param name="Leading">The classes of least loss met so far.</param>
[GenerateSerializer, Immutable, Alias("os.landscape-progress.v1")]
public sealed record LandscapeProgress(
    [property: Id(0)] string Id,
    [property: Id(1)] string Label,
    [property: Id(2)] long Wanted,
    [property: Id(3)] long Done,
    [property: Id(4)] IReadOnlyList<long> Ended,
    [property: Id(5)] int Classes,
    [property: Id(6)] IReadOnlyList<ClassSoFar> Leading)
{
    /// <summary>Widths of the network's layers and its activation, such as "2-2-1 tanh"; null in what another version stored.</summary>
    [Id(7)]
    public string? Network { get; init; }

    /// <summary>What was read: rows, inputs, targets, in one line; null in what another version stored.</summary>
    [Id(8)]
    public string? Data { get; init; }
}

/// <summary>A class met so far.</summary>
/// <param name="Kind">"minimum" or "saddle".</param>
/// <param name="Loss">Its loss.</param>
/// <param name="Hits">Runs that ended in it.</param>
/// <param name="Index">Number of negative eigenvalues.</param>
/// <param name="RepresentativeSeed">Smallest seed met.</param>
[GenerateSerializer, Immutable, Alias("os.class-so-far.v1")]
public sealed record ClassSoFar(
    [property: Id(0)] string Kind,
    [property: Id(1)] double Loss,
    [property: Id(2)] long Hits,
    [property: Id(3)] int Index,
    [property: Id(4)] long RepresentativeSeed);
