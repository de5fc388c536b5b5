using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Published;
using OrleansSymmetry.Landscape.Training;

namespace OrleansSymmetry.Landscape.Tests.Training;

/// <summary>
/// One hash of all that a block of runs ended in, weights, losses and ends, for every method: the same on every machine, with
/// whatever instruction set. A hash that changes calls for a new numerics version.
/// </summary>
public sealed class TrainingBitsTests
{
    private const int Seeds = 11;

    [Theory]
    [InlineData("adam", 0x9B3835D4F2C33A38UL)]
    [InlineData("gd", 0x9A7827A1D399C1A4UL)]
    [InlineData("momentum", 0x78ED584AED9DB933UL)]
    [InlineData("lbfgs", 0x459510C4F3C072AAUL)]
    [InlineData("newton", 0x52D583BAD3588C2FUL)]
    public void Runs_of_a_method_end_in_these_bits(string method, ulong hash)
    {
        LossLandscape landscape = SeedTraining.Landscapes($$"""
            { 'name': 'bits', 'problem': 'xor', 'network': { 'hidden': [3] }, 'loss': { 'kind': 'mse', 'l2': 1e-2 }, 'seeds': '0..0',
              'train': [ { 'method': '{{method}}', 'steps': 60 }, { 'method': 'newton', 'steps': 200, 'gradient': 1e-11 } ] }
            """)[0].Landscape;

        BlockRecord block = BlockTrainer.Train(landscape, 0, Seeds, TestContext.Current.CancellationToken);

        Assert.Equal($"0x{hash:X}", $"0x{Hash(block):X}");
    }

    /// <summary>FNV-1a over the bytes of every record.</summary>
    private static ulong Hash(BlockRecord block)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (RunRecord run in block.Runs)
        {
            foreach (double value in run.Theta.Concat(
                [run.Loss, run.Gradient, run.Inertia?.Smallest ?? double.NaN, run.Inertia?.Largest ?? double.NaN, run.Steps, (int)run.Ended, run.Index ?? 0]))
            {
                foreach (byte part in BitConverter.GetBytes(value))
                {
                    hash = (hash ^ part) * 0x100000001B3;
                }
            }
        }

        return hash;
    }
}
