using System.Collections.Concurrent;
using OrleansSymmetry.Grains.Tests.Cluster;
using OrleansSymmetry.Grains.Training;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Training;

namespace OrleansSymmetry.Grains.Tests.Training;

/// <summary>The real training in small blocks. It counts what is trained, and can be told to wait or to throw.</summary>
public sealed class WatchedTrainer : IBlockTrainer
{
    public const int Size = 16;

    private readonly Gate _gate = new();
    private readonly ConcurrentDictionary<(string Landscape, long Seed), int> _trained = new();
    private readonly ConcurrentQueue<string> _order = new();

    /// <summary>How often each seed was trained.</summary>
    public IReadOnlyDictionary<(string Landscape, long Seed), int> Trained => _trained;

    /// <summary>The landscapes of the blocks that were trained, in the order in which they were.</summary>
    public IReadOnlyList<string> Order => [.. _order];

    /// <summary>Threads that wait because of <see cref="HoldFrom"/>.</summary>
    public int Waiting => _gate.Waiting;

    /// <summary>Blocks that hold this seed or a later one wait; earlier ones that waited go on.</summary>
    public void HoldFrom(long seed) => _gate.HoldFrom(seed);

    /// <summary>Blocks go on.</summary>
    public void Release() => _gate.Release();

    /// <summary>The blocks that hold this seed throw that many times.</summary>
    public void Throw(long seed, int times) => _gate.Throw(seed, times);

    public int BlockSize(LossLandscape landscape) => Size;

    public BlockRecord Train(LossLandscape landscape, long first, int count, CancellationToken cancellation)
    {
        _gate.Pass(first + count - 1, cancellation);
        string id = LandscapeIdentity.Of(landscape.Spec);
        for (long seed = first; seed < first + count; seed++)
        {
            _gate.ThrowWhereTold(seed, "seed");
            _trained.AddOrUpdate((id, seed), 1, (_, before) => before + 1);
        }

        _order.Enqueue(id);
        return BlockTrainer.Train(landscape, first, count, cancellation);
    }
}
