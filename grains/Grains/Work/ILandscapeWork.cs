using OrleansSymmetry.Landscape.Census;

namespace OrleansSymmetry.Grains.Work;

/// <summary>One landscape of a sweep, ready for work. Immutable and safe to call from any thread; its data are built on first use.</summary>
public interface ILandscapeWork
{
    /// <summary>The landscape's ID: equal for every sweep that shares its runs.</summary>
    string Id { get; }

    /// <summary>What the grid sets for it, such as "network.hidden=[2]"; empty without a grid.</summary>
    string Label { get; }

    /// <summary>Seeds of a block: a power of two that follows from the spec alone. Blocks begin at multiples of it.</summary>
    int BlockSize { get; }

    /// <summary>Trains the seeds first, first + 1, ..., first + count - 1 and verifies their ends. Pure; may take minutes.</summary>
    BlockRecord Train(long first, int count, CancellationToken cancellation);

    /// <summary>An empty index of classes.</summary>
    ILiveIndex CreateIndex();

    /// <summary>Closes the partition over a set of runs, ascending by seed: a pure function of the set.</summary>
    ClosedLandscape Close(IReadOnlyList<RunRecord> runs);
}

/// <summary>Classes met so far, found or added by distance. Belongs to one thread at a time.</summary>
public interface ILiveIndex
{
    /// <summary>The classes met, by (loss, smallest seed).</summary>
    IReadOnlyList<LiveClass> Classes { get; }

    /// <summary>Finds or adds the class of a run that ended in one, and counts <paramref name="hits"/> for it.</summary>
    void Add(RunRecord run, long hits);
}

/// <summary>A class of a live index.</summary>
/// <param name="Representative">The run of the smallest seed that was added.</param>
/// <param name="Hits">Hits counted.</param>
public sealed record LiveClass(RunRecord Representative, long Hits);
