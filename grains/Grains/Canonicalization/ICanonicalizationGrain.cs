using Orleans.Concurrency;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Landscape.Formats;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Grains.Canonicalization;

/// <summary>
/// The live index of the classes of one landscape; its key is the landscape's ID. It is a view: no work waits for it, it takes from the
/// store what it was not told, and the report closes the partition anew.
/// </summary>
[Alias("os.canonicalization")]
public interface ICanonicalizationGrain : IGrainWithStringKey
{
    /// <summary>
    /// Tells of a block that is stored. Nobody waits for it and it may get lost. A block that was told before changes nothing.
    /// </summary>
    [Alias("tell")]
    [OneWay]
    Task Tell(BlockClasses block);

    /// <summary>What the index holds. Answers while it works, and makes it catch up with the store where it is behind.</summary>
    [Alias("look")]
    [AlwaysInterleave]
    [ResponseTimeout("00:00:05")]
    Task<ClassView> Look(IndexLook look);
}

/// <summary>The classes of one stored block.</summary>
/// <param name="Sweep">A sweep that has the landscape.</param>
/// <param name="First">First seed of the block.</param>
/// <param name="Count">Number of seeds of the block.</param>
/// <param name="Classes">Its classes.</param>
[GenerateSerializer, Immutable, Alias("os.block-classes.v1")]
public sealed record BlockClasses(
    [property: Id(0)] string Sweep,
    [property: Id(1)] long First,
    [property: Id(2)] int Count,
    [property: Id(3)] IReadOnlyList<LiveClass> Classes)
{
    /// <summary>The block's seeds.</summary>
    public SeedRange Seeds => new(First, First + Count - 1);
}

/// <summary>A class of a block.</summary>
/// <param name="Run">The run that represents it, encoded as a stored block of one run.</param>
/// <param name="Hits">Runs of the block that ended in it.</param>
[GenerateSerializer, Immutable, Alias("os.live-class.v1")]
public sealed record LiveClass([property: Id(0)] byte[] Run, [property: Id(1)] long Hits)
{
    /// <summary>The run that represents it.</summary>
    public RunRecord Representative => BlockCodec.Decode(Run).Runs[0];

    /// <summary>The class of a run.</summary>
    public static LiveClass Of(RunRecord representative, long hits)
    {
        ArgumentNullException.ThrowIfNull(representative);
        return new LiveClass(BlockCodec.Encode(new BlockRecord(representative.Seed, [representative])), hits);
    }
}

/// <summary>What a coordinator asks an index, and what it knows to be stored.</summary>
/// <param name="Sweep">Its sweep.</param>
/// <param name="Wanted">Number of seeds that the sweep wants of the landscape so far.</param>
/// <param name="Stored">How many of them are stored.</param>
[GenerateSerializer, Immutable, Alias("os.index-look.v1")]
public sealed record IndexLook([property: Id(0)] string Sweep, [property: Id(1)] long Wanted, [property: Id(2)] long Stored);

/// <summary>What an index holds.</summary>
/// <param name="Seen">How many of the sweep's seeds it has taken in.</param>
/// <param name="Classes">Number of classes that it has met.</param>
/// <param name="Leading">Those of least loss, at most <see cref="Most"/>.</param>
[GenerateSerializer, Immutable, Alias("os.class-view.v2")]
public sealed record ClassView([property: Id(0)] long Seen, [property: Id(1)] int Classes, [property: Id(2)] IReadOnlyList<ClassSoFar> Leading)
{
    /// <summary>Classes that a view shows.</summary>
    public const int Most = 10;

    /// <summary>The view of an index that has met nothing.</summary>
    public static ClassView Empty { get; } = new(0, 0, []);
}
