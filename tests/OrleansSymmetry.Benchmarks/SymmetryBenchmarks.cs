using BenchmarkDotNet.Attributes;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Symmetry.Matching;
using OrleansSymmetry.Landscape.Training;

namespace OrleansSymmetry.Benchmarks;

/// <summary>One point of a network 64-256-256-10 (digits): its canonical form, and the comparison with a copy.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class SymmetryBenchmarks
{
    private const double Tolerance = 1e-6;

    private SymmetryGroup _group = null!;
    private double[] _theta = [];
    private ComparableForm _form = null!;
    private ComparableForm _copy = null!;

    [Params("tanh", "relu")]
    public string Activation { get; set; } = "";

    [Params(0, 0.01)]
    public double L2 { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        LossLandscape landscape = Landscapes.Digits([256, 256], Activation, L2);
        _group = SymmetryGroup.Of(landscape);
        _theta = new double[landscape.Network.ParameterCount];
        Initialisation.Draw(landscape, 0, _theta);
        var reversed = new GroupElement(
            _group, [.. _group.Layers.Select(layer =>
                Enumerable.Range(0, layer.Width).Select(i => new UnitElement(layer.Width - 1 - i, UnitForm.Identity)).ToArray())]);
        _form = ComparableForm.Of(_group, _theta, Tolerance);
        _copy = ComparableForm.Of(_group, reversed.Apply(_theta), Tolerance);
    }

    [Benchmark]
    public double[] Canonical() => CanonicalForm.Find(_group, _theta, Tolerance).Theta;

    [Benchmark]
    public ComparableForm MakeReady() => ComparableForm.Of(_group, _theta, Tolerance);

    [Benchmark]
    public bool Compare() => OrbitDistance.AreEqual(_form, _copy, Tolerance, out _);
}
