using Orleans.Concurrency;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Optimisation;

namespace OrleansSymmetry.Grains.Canonicalization;

/// <summary>
/// The live index of the classes of one landscape whose losses fall in one shard (<see cref="LossShards"/>). It is rebuilt
/// from the store and owns no truth: the report closes the partition anew.
/// </summary>
[Alias("os.canonicalization")]
public interface ICanonicalizationGrain : IGrainWithStringKey
{
    /// <summary>Finds or adds the classes of a stored block. A block that was merged before changes nothing.</summary>
    [Alias("merge")]
    [ResponseTimeout("1.00:00:00")]
    Task Merge(ClassBatch batch);

    /// <summary>Rebuilds the index from the store, if it was not done since activation.</summary>
    /// <param name="sweep">A sweep that has the landscape.</param>
    [Alias("rebuild")]
    [ResponseTimeout("1.00:00:00")]
    Task Rebuild(string sweep);

    /// <summary>What the index holds; answers while it works.</summary>
    [Alias("view")]
    [AlwaysInterleave]
    Task<ClassView> GetView();
}

/// <summary>The classes of one block that belong to one shard.</summary>
/// <param name="Sweep">A sweep that has the landscape.</param>
/// <param name="First">First seed of the block.</param>
/// <param name="Count">Number of seeds of the block.</param>
/// <param name="Candidates">Its classes.</param>
[GenerateSerializer, Immutable, Alias("os.class-batch.v1")]
public sealed record ClassBatch(
    [property: Id(0)] string Sweep,
    [property: Id(1)] long First,
    [property: Id(2)] int Count,
    [property: Id(3)] IReadOnlyList<ClassCandidate> Candidates);

/// <summary>A class of a block, by its representative run.</summary>
[GenerateSerializer, Immutable, Alias("os.class-candidate.v1")]
public sealed record ClassCandidate(
    [property: Id(0)] long Seed,
    [property: Id(1)] Ended Ended,
    [property: Id(2)] double Loss,
    [property: Id(3)] double Gradient,
    [property: Id(4)] int Steps,
    [property: Id(5)] int Index,
    [property: Id(6)] int ZeroModes,
    [property: Id(7)] double MinEigenvalue,
    [property: Id(8)] double MaxEigenvalue,
    [property: Id(9)] bool Verified,
    [property: Id(10)] double[] Theta,
    [property: Id(11)] long Hits)
{
    internal static ClassCandidate Of(RunRecord run, long hits) =>
        new ClassCandidate(
            run.Seed,
            run.Ended,
            run.Loss,
            run.Gradient,
            run.Steps,
            run.Index,
            run.ZeroModes,
            run.MinEigenvalue,
            run.MaxEigenvalue,
            run.Verified,
            run.Theta,
            hits);

    internal RunRecord ToRun() =>
        new(Seed, Ended, AtKink: false, Loss, Gradient, Steps, Index, ZeroModes, MinEigenvalue, MaxEigenvalue, Verified, FamilyDimension: 0, Theta);
}

/// <summary>What one shard has met.</summary>
/// <param name="Classes">Number of classes.</param>
/// <param name="Leading">Those of least loss, at most <see cref="LossShards.Leading"/>.</param>
[GenerateSerializer, Immutable, Alias("os.class-view.v1")]
public sealed record ClassView([property: Id(0)] int Classes, [property: Id(1)] IReadOnlyList<ClassSoFar> Leading);
