using System.Collections.Concurrent;
using OrleansSymmetry.Grains.Compute;
using OrleansSymmetry.Grains.Training;

namespace OrleansSymmetry.Grains.Sweeps;

/// <summary>
/// The silos that are alive, and their compute threads. A silo tells its threads with its first receipt; until then it is taken to have as
/// many as this one. Safe to use from any thread.
/// </summary>
internal sealed class ComputeCapacity(ISiloStatusOracle silos, ComputePool pool)
{
    private readonly ConcurrentDictionary<SiloAddress, int> _threads = new();

    /// <summary>Silos that are alive, at least one.</summary>
    public IReadOnlyList<SiloAddress> Silos
    {
        get
        {
            SiloAddress[] active = [.. silos.GetApproximateSiloStatuses(onlyActive: true).Keys.Order()];

            // While this silo leaves, the membership may list none.
            return active.Length > 0 ? active : [silos.SiloAddress];
        }
    }

    /// <summary>Compute threads of the silos that are alive.</summary>
    public int Threads => Silos.Sum(ThreadsOf);

    /// <summary>Compute threads of one silo.</summary>
    public int ThreadsOf(SiloAddress silo) => _threads.GetValueOrDefault(silo, pool.ThreadCount);

    /// <summary>What a receipt tells of its silo.</summary>
    public void Learn(TrainingReceipt receipt) => _threads[receipt.Silo] = receipt.ComputeThreads;
}
