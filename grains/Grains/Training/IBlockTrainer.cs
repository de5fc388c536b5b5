using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Training;

namespace OrleansSymmetry.Grains.Training;

/// <summary>How blocks are cut and trained. Pure and safe to call from any thread.</summary>
public interface IBlockTrainer
{
    /// <summary>Seeds of a block: a power of two that follows from the landscape's spec alone. Blocks begin at multiples of it.</summary>
    int BlockSize(LossLandscape landscape);

    /// <summary>Trains the seeds first, first + 1, ..., first + count - 1 and verifies their ends; may take minutes.</summary>
    BlockRecord Train(LossLandscape landscape, long first, int count, CancellationToken cancellation);
}

/// <summary>The training of OrleansSymmetry.Landscape.</summary>
internal sealed class LandscapeTrainer : IBlockTrainer
{
    /// <inheritdoc/>
    public int BlockSize(LossLandscape landscape) => OrleansSymmetry.Landscape.Training.BlockSize.Of(landscape);

    /// <inheritdoc/>
    public BlockRecord Train(LossLandscape landscape, long first, int count, CancellationToken cancellation) =>
        BlockTrainer.Train(landscape, first, count, cancellation);
}
