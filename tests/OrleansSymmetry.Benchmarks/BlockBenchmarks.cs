using BenchmarkDotNet.Attributes;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Training;

namespace OrleansSymmetry.Benchmarks;

/// <summary>A block of seeds from initial weights to verified end points, on one thread: what a sweep's time is made of.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class BlockBenchmarks
{
    private const int Seeds = 64;

    private readonly LossLandscape _xor2 = Landscapes.Xor(2);
    private readonly LossLandscape _xor4 = Landscapes.Xor(4);
    private readonly LossLandscape _iris = Landscapes.Iris();
    private readonly LossLandscape _relu8 = Landscapes.ReluTeacher(8);

    [Benchmark(OperationsPerInvoke = Seeds)]
    public BlockRecord Xor221() => BlockTrainer.Train(_xor2, 0, Seeds, CancellationToken.None);

    [Benchmark(OperationsPerInvoke = Seeds)]
    public BlockRecord Xor241() => BlockTrainer.Train(_xor4, 0, Seeds, CancellationToken.None);

    [Benchmark(OperationsPerInvoke = Seeds)]
    public BlockRecord Iris433() => BlockTrainer.Train(_iris, 0, Seeds, CancellationToken.None);

    [Benchmark(OperationsPerInvoke = Seeds)]
    public BlockRecord ReluTeacher8() => BlockTrainer.Train(_relu8, 0, Seeds, CancellationToken.None);
}
