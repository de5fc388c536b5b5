using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using OrleansSymmetry.Grains.Training;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Training;

namespace OrleansSymmetry.Client.Tests;

/// <summary>
/// A training that takes no time: seed s ends where seed s mod 3 ends, so that a census has three classes at most. Blocks from a chosen
/// seed on can be made to wait.
/// </summary>
internal sealed class TestTraining(long waitFrom = long.MaxValue) : IBlockTrainer
{
    private const int Ends = 3;

    private readonly ConcurrentDictionary<LossLandscape, IReadOnlyList<RunRecord>> _ends = new();
    private int _trained;

    /// <summary>Seeds trained.</summary>
    internal int Trained => Volatile.Read(ref _trained);

    public int BlockSize(LossLandscape landscape) => 16;

    public BlockRecord Train(LossLandscape landscape, long first, int count, CancellationToken cancellation)
    {
        if (first + count > waitFrom)
        {
            cancellation.WaitHandle.WaitOne();
            cancellation.ThrowIfCancellationRequested();
        }

        Interlocked.Add(ref _trained, count);
        IReadOnlyList<RunRecord> ends = _ends.GetOrAdd(landscape, each => BlockTrainer.Train(each, 0, Ends, CancellationToken.None).Runs);
        return new BlockRecord(first, [.. Enumerable.Range(0, count).Select(i => ends[(int)((first + i) % Ends)] with { Seed = first + i })]);
    }

    /// <summary>Puts it into an embedded silo.</summary>
    internal void AddTo(IServiceCollection services) => services.AddSingleton<IBlockTrainer>(this);
}
