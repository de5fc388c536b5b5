using System.Text.Json;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Problems;

/// <summary>
/// Two interleaved half circles: with m = points/2, k = 0..m-1 and t = pi k/(m-1), the outer moon (target 0) is
/// (cos t, sin t), the inner moon (target 1) is (1 - cos t, 1/2 - sin t). Each coordinate gets normal noise of standard deviation `noise`.
/// </summary>
public sealed record MoonsProblem(int Points, double Noise, long Seed) : Problem
{
    private const int UsualPoints = 200;
    private const double UsualNoise = 0.1;

    /// <inheritdoc/>
    public override string Kind => "moons";

    /// <inheritdoc/>
    public override LossKind DefaultLoss => LossKind.Logistic;

    /// <inheritdoc/>
    public override ProblemShape Shape(DataFiles files) => new(2, 1, Points);

    /// <inheritdoc/>
    public override ProblemData Build(NetworkSpec network, DataFiles files)
    {
        int half = Points / 2;
        var curves = new PlaneCurves(Points, Noise, Seed);
        for (int moon = 0; moon < 2; moon++)
        {
            for (int k = 0; k < half; k++)
            {
                double t = Math.PI * ((double)k / (half - 1));
                double x = LaneMath.Cos(t);
                double y = LaneMath.Sin(t);
                curves.Add(moon == 0 ? x : 1 - x, moon == 0 ? y : 0.5 - y, moon);
            }
        }

        return curves.ToDataSet();
    }

    /// <inheritdoc/>
    public override void WriteKeys(Utf8JsonWriter writer) => PlaneCurves.WriteKeys(writer, Points, Noise, Seed);

    internal static MoonsProblem? Read(ProblemReading reading) =>
        PlaneCurves.ReadKeys(reading.Keys, UsualPoints, UsualNoise) is var (points, noise, seed) ? new MoonsProblem(points, noise, seed) : null;
}
