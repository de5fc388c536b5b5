using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Statistics;

namespace OrleansSymmetry.Landscape.Census;

/// <summary>
/// report.json, schema 1: the census of a sweep. The records below mirror the file key by key, in the file's order.
/// Figures that are undefined or infinite are null. It holds no time, host or instruction set, so that equal censuses are equal bytes.
/// </summary>
/// <param name="Schema">Always <see cref="SchemaVersion"/>.</param>
/// <param name="Sweep">The sweep.</param>
/// <param name="Provenance">Which numerics made it.</param>
/// <param name="Landscapes">In the order of the grid.</param>
public sealed record Report(int Schema, SweepIdentityReport Sweep, ProvenanceReport Provenance, IReadOnlyList<LandscapeReport> Landscapes)
{
    /// <summary>The schema these records describe.</summary>
    public const int SchemaVersion = 1;
}

/// <summary>The sweep's identity and content.</summary>
/// <param name="Id">NAME-HASH8.</param>
/// <param name="Name">The user's name of it.</param>
/// <param name="Hash">Hash of the normalised sweep.</param>
/// <param name="Spec">The normalised sweep.</param>
public sealed record SweepIdentityReport(string Id, string Name, string Hash, JsonElement Spec);

/// <summary>What made the report.</summary>
/// <param name="Numerics">The <see cref="NumericsVersion"/>.</param>
public sealed record ProvenanceReport(int Numerics);

/// <summary>The census of one landscape.</summary>
/// <param name="Id">The landscape's ID.</param>
/// <param name="Set">What the grid sets for it; empty without a grid.</param>
/// <param name="Parameters">P.</param>
/// <param name="GaugeDimension">Dimension of the continuous part of the symmetry group.</param>
/// <param name="Modulo">"network" or "network+problem".</param>
/// <param name="Group">The discrete group that is divided out.</param>
/// <param name="Runs">Number of runs.</param>
/// <param name="Ended">Runs by how they ended.</param>
/// <param name="AtKink">Unconverged runs that stalled at a kink.</param>
/// <param name="Separation">How clearly the classes are apart.</param>
/// <param name="Classes">Ranked by (loss, smallest seed), equal losses by smallest seed.</param>
/// <param name="Families">Degenerate points, one entry per function, by loss.</param>
/// <param name="LossLevels">Classes by loss.</param>
/// <param name="Coverage">Share of the basins' volume that belongs to seen classes.</param>
/// <param name="Unseen">Estimates of the classes not yet seen; null where no run ended in a class.</param>
/// <param name="Discovery">Expected number of classes in the first m runs.</param>
public sealed record LandscapeReport(
    string Id,
    JsonObject Set,
    int Parameters,
    int GaugeDimension,
    string Modulo,
    GroupReport Group,
    long Runs,
    EndedReport Ended,
    long AtKink,
    SeparationReport Separation,
    IReadOnlyList<ClassReport> Classes,
    IReadOnlyList<FamilyReport> Families,
    IReadOnlyList<LossLevelReport> LossLevels,
    CoverageReport? Coverage,
    UnseenReport? Unseen,
    IReadOnlyList<DiscoveryPoint> Discovery)
{
    /// <summary>Widths of the network's layers, n_0 to n_L; null in a report of a version that did not write them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<int>? Widths { get; init; }

    /// <summary>What was read; null in a report of a version that did not write it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DataSummary? Data { get; init; }

    /// <summary>A witness that the loss is not convex; null where the group is trivial.</summary>
    public NonConvexityReport? NonConvexity { get; init; }

    /// <summary>The losses of all runs, for each way in which some ended.</summary>
    public IReadOnlyList<EndReport> Ends { get; init; } = [];

    /// <summary>Runs by how their last phase ended: converged, stalled, spent, rounding, nonfinite.</summary>
    public IReadOnlyDictionary<string, long> LastPhases { get; init; } = new Dictionary<string, long>();

    /// <summary>Runs whose loss is 0, the least that there can be; null without runs.</summary>
    public ZeroLossReport? ZeroLoss { get; init; }
}

/// <summary>The runs that ended in one way.</summary>
/// <param name="Ended">The way.</param>
/// <param name="Reason">
/// For unconverged runs, why: "kink", or the word for how the last phase ended, or "inaccurate" where it converged but the
/// position of the point is not known well enough. Null for other ways, and where it is not known.
/// </param>
/// <param name="Runs">Number of runs.</param>
/// <param name="Losses">The smallest and the largest finite loss; null where none is finite.</param>
/// <param name="NotFinite">Runs whose loss is not finite; they are in no level.</param>
/// <param name="LastPhases">The runs by how their last phase ended.</param>
/// <param name="Resolution">
/// Losses as close as this are one level. It is tolerance.loss, doubled as often as it takes until there are at most a hundred levels.
/// </param>
/// <param name="Levels">By loss.</param>
public sealed record EndReport(
    string Ended,
    string? Reason,
    long Runs,
    Interval? Losses,
    long NotFinite,
    IReadOnlyDictionary<string, long> LastPhases,
    double Resolution,
    IReadOnlyList<RunLevelReport> Levels);

/// <summary>Runs of one loss, whether they form a class or not.</summary>
/// <param name="Loss">The least loss of the level.</param>
/// <param name="Largest">The largest.</param>
/// <param name="Runs">Number of runs.</param>
/// <param name="FirstSeed">Their smallest seed.</param>
public sealed record RunLevelReport(double Loss, double Largest, long Runs, long FirstSeed)
{
    /// <summary>Whether all of them are 0 to tolerance.loss. Written only where it is so.</summary>
    [JsonPropertyName("zero")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsZero { get; init; }
}

/// <summary>Runs whose loss is 0 to tolerance.loss. No loss is negative, so no point is lower, whatever such a run ended as.</summary>
/// <param name="Runs">Number of runs.</param>
/// <param name="Share">Their part of all runs, with its Wilson 95 % interval.</param>
/// <param name="FirstSeed">Their smallest seed; null where there are none.</param>
public sealed record ZeroLossReport(long Runs, Share Share, long? FirstSeed);

/// <summary>
/// A witness that a loss is not convex: on the straight line from a point to a copy of it under the network's symmetries the loss
/// is higher than at both ends.
/// </summary>
/// <param name="Class">
/// ID of the class whose canonical form, as classes.npz holds it, is the point: a verified minimum where one shows it; null where no
/// class does, and <see cref="Point"/> and <see cref="Seed"/> say which point it is.
/// </param>
/// <param name="Move">The symmetry in words, such as "units 1 and 2 of layer 1 exchanged".</param>
/// <param name="T">Where on the line, 0 &lt; T &lt; 1.</param>
/// <param name="Ends">F at the two ends, equal to rounding.</param>
/// <param name="Between">F at T.</param>
/// <param name="Excess">How far that is above the higher end.</param>
public sealed record NonConvexityReport(string? Class, string Move, double T, double[] Ends, double Between, double Excess)
{
    /// <summary>The point is where a run ended, on a family of optima that are not isolated.</summary>
    public const string EndPoint = "end";

    /// <summary>The point is where a run began.</summary>
    public const string StartPoint = "start";

    /// <summary>Where no class shows it, <see cref="EndPoint"/> or <see cref="StartPoint"/> of a run; else null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Point { get; init; }

    /// <summary>That run's seed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Seed { get; init; }
}

/// <summary>Order of a discrete group.</summary>
/// <param name="Order">As a decimal string.</param>
/// <param name="Log10">Its decimal logarithm.</param>
/// <param name="PerLayer">One factor per hidden layer, such as "2^2 2!".</param>
public sealed record GroupReport(string Order, double Log10, IReadOnlyList<string> PerLayer)
{
    /// <summary>
    /// The symmetries of the problem, where they are divided out: "S_6" for all permutations of six inputs, or "order 8".
    /// The order of the group counts them in.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Problem { get; init; }
}

/// <summary>Runs by how they ended.</summary>
public sealed record EndedReport(long Minimum, long Degenerate, long Saddle, long Diverging, long Unconverged, long Failed)
{
    /// <summary>The same numbers by how runs ended.</summary>
    public EndCounts Counts() => EndCounts.InOrder([Minimum, Degenerate, Saddle, Diverging, Unconverged, Failed]);
}

/// <summary>How clearly the classes are apart; null where there is nothing to compare.</summary>
/// <param name="LargestWithin">Largest distance of a run from its class' representative.</param>
/// <param name="SmallestBetween">Smallest distance met between representatives of different classes in neighbouring loss buckets.</param>
/// <param name="Decades">log10 of their ratio; null where either is missing or zero.</param>
public sealed record SeparationReport(double? LargestWithin, double? SmallestBetween, double? Decades)
{
    /// <summary>
    /// Whether the number of classes hangs on the tolerance: the closest classes are within a thousand times the widest one, or
    /// within ten thousand tolerances. Written only where it is so.
    /// </summary>
    [JsonPropertyName("doubtful")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsDoubtful { get; init; }
}

/// <summary>A class of critical points: one optimum in all its numberings.</summary>
/// <param name="Rank">From 1.</param>
/// <param name="Id">The landscape's ID, "-", the smallest seed.</param>
/// <param name="Kind">"minimum" or "saddle".</param>
/// <param name="Verified">Whether the spectrum of the representative was computed.</param>
/// <param name="Loss">F at the representative.</param>
/// <param name="Hits">Number of runs that ended in it.</param>
/// <param name="Share">Hits per run that ended in a class, with its Wilson 95 % interval.</param>
/// <param name="Index">Number of negative eigenvalues; null where not verified.</param>
/// <param name="ZeroModes">Number of zero modes; null where not verified.</param>
/// <param name="MinEigenvalue">Smallest eigenvalue; null where not verified.</param>
/// <param name="MaxEigenvalue">Largest eigenvalue; null where not verified.</param>
/// <param name="WastedUnits">Dead, constant, duplicate and mirrored units.</param>
/// <param name="Stabilizer">Order of the stabiliser, a decimal string.</param>
/// <param name="Isotropy">Such as "S_1 x S_5"; null unless the problem's group is divided out and it has that form.</param>
/// <param name="Orbit">Number of distinct copies.</param>
/// <param name="RepresentativeSeed">The smallest seed that ended in it.</param>
/// <param name="Norm">Euclidean norm of the representative (balanced where scales are free).</param>
public sealed record ClassReport(
    int Rank,
    string Id,
    string Kind,
    bool Verified,
    double Loss,
    long Hits,
    Share Share,
    int? Index,
    int? ZeroModes,
    double? MinEigenvalue,
    double? MaxEigenvalue,
    int WastedUnits,
    string Stabilizer,
    string? Isotropy,
    OrbitReport Orbit,
    long RepresentativeSeed,
    double Norm)
{
    /// <summary>The smallest and the largest eigenvalue in natural units, by which the class was judged; null where these are the units of the sweep.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Interval? NaturalEigenvalues { get; init; }
}

/// <summary>Number of distinct copies of a class.</summary>
/// <param name="Order">As a decimal string.</param>
/// <param name="Log10">Its decimal logarithm.</param>
public sealed record OrbitReport(string Order, double Log10);

/// <summary>Degenerate points that compute one function.</summary>
/// <param name="Dimension">At most this dimension: the excess zero modes of the representative.</param>
/// <param name="Loss">F at the representative.</param>
/// <param name="Hits">Number of runs.</param>
/// <param name="RepresentativeSeed">The smallest seed.</param>
public sealed record FamilyReport(int Dimension, double Loss, long Hits, long RepresentativeSeed);

/// <summary>Classes of one loss.</summary>
/// <param name="Loss">The least loss of the level.</param>
/// <param name="Classes">Number of classes.</param>
/// <param name="Hits">Number of runs.</param>
public sealed record LossLevelReport(double Loss, int Classes, long Hits);

/// <summary>Coverage: the probability that the next run that ends in a class ends in one that was seen.</summary>
/// <param name="GoodTuring">Good-Turing estimate.</param>
/// <param name="ChaoJost">Chao-Jost estimate.</param>
public sealed record CoverageReport(double GoodTuring, double ChaoJost)
{
    /// <summary>Runs that end in a class, from the first, until the expected coverage is 95 %; null where that lies far beyond those made.</summary>
    public long? RunsFor95 { get; init; }

    /// <summary>What is certain of it, by an exact bound; a report that was made without one has null.</summary>
    public CoverageBoundReport? Bound { get; init; }
}

/// <summary>
/// The exact bound of the coverage (<see cref="FrozenHalf"/>): it speaks of runs that end in a class, and holds for all looks of a sweep at
/// once with the confidence given.
/// </summary>
/// <param name="Confidence">0.95.</param>
/// <param name="Coverage">At least this.</param>
/// <param name="Missing">1 - Coverage: at most this is the probability that the next run that ends in a class ends in a new one.</param>
/// <param name="OnceIn">A class that is met less often than once in so many runs may be missing: 1/Missing.</param>
/// <param name="Look">Which look it is, from 1.</param>
/// <param name="Risk">What the look may spend of 1 - Confidence.</param>
/// <param name="Runs">Runs of the second half of the seeds that ended in a class.</param>
/// <param name="Outside">Those among them that ended outside the classes met in the first half.</param>
/// <param name="Asked">The coverage at which the sweep stops; null where it has a fixed number of seeds.</param>
public sealed record CoverageBoundReport(
    double Confidence, double Coverage, double Missing, long OnceIn, int Look, double Risk, long Runs, long Outside, double? Asked)
{
    /// <summary>Whether the coverage that the sweep asks for is certain; true where it asks for none.</summary>
    [JsonIgnore]
    public bool IsReached => Asked is not { } asked || Missing <= 1 - asked;
}

/// <summary>Estimates of the number of classes.</summary>
/// <param name="Observed">Classes seen.</param>
/// <param name="Chao1">A lower bound of the number of classes.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Interval">Its 95 % interval.</param>
/// <param name="Ace">Abundance-based coverage estimate; null where undefined.</param>
/// <param name="NewInNextRuns">Expected new classes in half as many runs again (Good and Toulmin), at least 0.</param>
public sealed record UnseenReport(long Observed, double Chao1, double StandardError, Interval Interval, double? Ace, double NewInNextRuns);

/// <summary>An estimate with its interval; [estimate, low, high] in the file.</summary>
[JsonConverter(typeof(ShareConverter))]
public readonly record struct Share(double Estimate, double Low, double High);

/// <summary>An interval; [low, high] in the file.</summary>
[JsonConverter(typeof(IntervalConverter))]
public readonly record struct Interval(double Low, double High);

/// <summary>Expected number of classes seen in <paramref name="Runs"/> runs; [runs, classes] in the file.</summary>
[JsonConverter(typeof(DiscoveryPointConverter))]
public readonly record struct DiscoveryPoint(long Runs, double Classes);
