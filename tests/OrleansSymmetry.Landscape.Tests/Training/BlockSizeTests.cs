using System.Numerics;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Training;

namespace OrleansSymmetry.Landscape.Tests.Training;

public sealed class BlockSizeTests
{
    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 4)]
    [InlineData(8, 512)]
    [InlineData(64, 2000)]
    public void Block_size_is_a_power_of_two_within_its_limits(int hidden, int samples)
    {
        int size = BlockSize.Of(Tanh(hidden, samples, 2000));

        Assert.True(BitOperations.IsPow2(size));
        Assert.InRange(size, 8, 4096);
    }

    [Fact]
    public void Block_size_falls_with_the_work_of_a_seed()
    {
        int[] sizes =
            [BlockSize.Of(Tanh(2, 4, 10)), BlockSize.Of(Tanh(2, 4, 20_000)), BlockSize.Of(Tanh(8, 200, 20_000)), BlockSize.Of(Tanh(64, 2000, 20_000))];

        Assert.Equal(sizes.OrderDescending(), sizes);
        Assert.Equal(4096, sizes[0]);
        Assert.Equal(8, sizes[^1]);
    }

    private static LossLandscape Tanh(int hidden, int samples, int steps) => Landscapes.Build(
        new DataSet(new double[samples * 2], new double[samples], [.. Enumerable.Repeat(1.0 / samples, samples)], 2, 1),
        new NetworkSpec([hidden], "tanh", 0.01, true, OutputHead.Linear, false),
        LossKind.Mse,
        0.01,
        [Landscapes.AdamPhase(steps), Landscapes.NewtonPhase()]);
}
