using OrleansSymmetry.Grains.Compute;
using OrleansSymmetry.Grains.Training;

namespace OrleansSymmetry.Grains.Sweeps;

/// <summary>
/// The compute threads of the cluster, and where the next block goes: to the silo with the fewest blocks of this sweep per
/// thread. A silo tells its threads with its first receipt; until then it is taken to have as many as this one.
/// Belongs to its coordinator's turns.
/// </summary>
internal sealed class ComputeCapacity(ISiloStatusOracle silos, ComputePool pool)
{
    // One block at work and one in the queue for every thread: no thread waits for a message.
    private const int BlocksPerThread = 2;

    private readonly Dictionary<SiloAddress, int> _threads = [];
    private readonly Dictionary<SiloAddress, int> _inFlight = [];

    /// <summary>Silos that are alive.</summary>
    public int Silos => Active().Count;

    /// <summary>Compute threads of the silos that are alive.</summary>
    public int Threads => Active().Sum(ThreadsOf);

    /// <summary>Most blocks in flight.</summary>
    public int Window => BlocksPerThread * Threads;

    /// <summary>Chooses a silo for a block and counts the block there.</summary>
    public SiloAddress Take()
    {
        SiloAddress chosen = Active().MinBy(silo => (double)(_inFlight.GetValueOrDefault(silo) + 1) / ThreadsOf(silo))!;
        _inFlight[chosen] = _inFlight.GetValueOrDefault(chosen) + 1;
        return chosen;
    }

    /// <summary>The block that was sent to a silo came back or was lost.</summary>
    public void Return(SiloAddress silo) => _inFlight[silo]--;

    /// <summary>What a receipt tells of its silo.</summary>
    public void Learn(TrainingReceipt receipt) => _threads[receipt.Silo] = receipt.ComputeThreads;

    private List<SiloAddress> Active()
    {
        List<SiloAddress> active = [.. silos.GetApproximateSiloStatuses(onlyActive: true).Keys.Order()];

        // While this silo leaves, the membership may list none.
        return active.Count > 0 ? active : [silos.SiloAddress];
    }

    private int ThreadsOf(SiloAddress silo) => _threads.GetValueOrDefault(silo, pool.ThreadCount);
}
