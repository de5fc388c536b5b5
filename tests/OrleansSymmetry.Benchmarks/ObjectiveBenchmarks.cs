using BenchmarkDotNet.Attributes;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Training;

namespace OrleansSymmetry.Benchmarks;

/// <summary>One evaluation for eight seeds.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class ObjectiveBenchmarks
{
    private ILaneObjective _objective = null!;
    private LaneBuffer _theta = null!;
    private LaneBuffer _gradient = null!;
    private LaneBuffer _hessian = null!;

    [Params("xor 2-2-1", "iris 4-3-3", "relu-teacher 8")]
    public string Landscape { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        LossLandscape landscape = Landscape switch
        {
            "xor 2-2-1" => Landscapes.Xor(2),
            "iris 4-3-3" => Landscapes.Iris(),
            _ => Landscapes.ReluTeacher(8),
        };
        _objective = landscape.CreateObjective();
        int p = _objective.ParameterCount;
        _theta = new LaneBuffer(p);
        _gradient = new LaneBuffer(p);
        _hessian = new LaneBuffer(p * p);
        var theta = new double[p];
        for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
        {
            Initialisation.Draw(landscape, lane, theta);
            _theta.SetLane(lane, theta);
        }
    }

    [Benchmark]
    public void Gradient() => _objective.Gradient(_theta.Vectors, _gradient.Vectors);

    [Benchmark]
    public void Hessian() => _objective.Hessian(_theta.Vectors, _gradient.Vectors, _hessian.Vectors);
}
