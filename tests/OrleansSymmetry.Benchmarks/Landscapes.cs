using System.Text;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Sweeps;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Benchmarks;

/// <summary>The landscapes that are measured: those of the example sweeps.</summary>
internal static class Landscapes
{
    private const string AdamThenNewton =
        """[{"method":"adam","steps":2000,"step":0.01},{"method":"newton","steps":200,"gradient":1e-11}]""";

    public static LossLandscape Xor(int hidden) => Read(
        $$"""{"name":"xor","problem":"xor","network":{"hidden":[{{hidden}}]},"loss":{"l2":0.01},"seeds":1,"train":{{AdamThenNewton}}}""");

    public static LossLandscape Iris() => Read(
        $$"""{"name":"iris","problem":"iris","network":{"hidden":[3]},"loss":{"l2":0.01},"seeds":1,"train":{{AdamThenNewton}}}""");

    public static LossLandscape ReluTeacher(int units) => Read(
        $$"""
        {"name":"relu","problem":"relu-teacher","network":{"hidden":[{{units}}]},"seeds":1,"init":{"kind":"fan-in-normal"},
         "train":[{"method":"gd","steps":200000,"step":0.1,"gradient":1.59e-10},{"method":"newton","steps":100,"gradient":1e-11}]}
        """);

    /// <summary>A network on the digits of any size, beyond what a sweep may ask for.</summary>
    public static LossLandscape Digits(int[] hidden, string activation, double l2)
    {
        LandscapeSpec spec = ReadSpec($$"""{"name":"digits","problem":"digits","network":{"hidden":[1]},"seeds":1,"train":{{AdamThenNewton}}}""");
        NetworkSpec network = spec.Network with { Hidden = hidden, Activation = activation };
        return LossLandscape.Build(spec with { Network = network, Loss = new LossSpec(LossKind.Mse, l2) }, DataFiles.None);
    }

    private static LossLandscape Read(string json) => LossLandscape.Build(ReadSpec(json), DataFiles.None);

    private static LandscapeSpec ReadSpec(string json)
    {
        SweepReading reading = SweepReader.Read(Encoding.UTF8.GetBytes(json), DataFiles.None);
        SweepSpec sweep = reading.Sweep ?? throw new InvalidOperationException(string.Join('\n', reading.Faults));
        return sweep.Landscapes[0].Landscape;
    }
}
