using Microsoft.Extensions.DependencyInjection;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Grains.Tests.Cluster;
using OrleansSymmetry.Grains.Tests.Sweeps;
using OrleansSymmetry.Grains.Training;

namespace OrleansSymmetry.Grains.Tests.Training;

public sealed class TrainingRunGrainTests
{
    private readonly WatchedTrainer _trainer = new();

    [Fact]
    public async Task Block_that_is_stored_is_read_and_not_trained_again()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_trainer);
        string id = (await cluster.SubmitAsync(XorSweep.Submission("plain", "0..15", "a"))).Id;
        await cluster.UntilAsync(id, SweepState.Done);

        TrainingReceipt receipt = await Block(cluster).Train(new TrainingOrder(id, null), TestContext.Current.CancellationToken);

        Assert.Equal(0, receipt.Trained);
        Assert.Equal(XorSweep.Ended("a", 0, WatchedTrainer.Size), receipt.Ended.ToArray());
        Assert.All(_trainer.Trained.Values, times => Assert.Equal(1, times));
    }

    [Fact]
    public async Task Block_that_is_asked_for_while_it_is_trained_is_trained_once_and_both_hear_of_it()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(_trainer);
        _trainer.HoldFrom(0);
        string id = (await cluster.SubmitAsync(XorSweep.Submission("plain", "0..15", "a"))).Id;
        await cluster.UntilAsync(id, "waiting for the block to be in training", _ => _trainer.Waiting == 1);

        Task<TrainingReceipt> asked = Block(cluster).Train(new TrainingOrder(id, null), TestContext.Current.CancellationToken);
        _trainer.Release();
        TrainingReceipt receipt = await asked;
        SweepStatus done = await cluster.UntilAsync(id, SweepState.Done);

        Assert.Equal(XorSweep.Ended("a", 0, WatchedTrainer.Size), receipt.Ended.ToArray());
        Assert.Equal(receipt.Ended.ToArray(), done.Landscapes[0].Ended);
        Assert.Equal(WatchedTrainer.Size, _trainer.Trained.Count);
        Assert.All(_trainer.Trained.Values, times => Assert.Equal(1, times));
    }

    /// <summary>The first block of "a", as a silo asks for it: clients may not.</summary>
    private static ITrainingRunGrain Block(CensusCluster cluster) =>
        cluster.Cluster.GetSiloServiceProvider(cluster.Cluster.Silos[0].SiloAddress).GetRequiredService<IGrainFactory>()
            .GetGrain<ITrainingRunGrain>(new BlockKey(XorSweep.Landscape("a"), 0, WatchedTrainer.Size).ToString());
}
