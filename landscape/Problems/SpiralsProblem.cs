using System.Text.Json;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Problems;

/// <summary>
/// Two intertwined spirals of three turns (Lang and Witbrock 1988): with m = points/2 and k = 0..m-1, the first arm (target 0) is
/// r (sin phi, cos phi) with phi = 6 pi k/(m-1) and r = 6.5 (1 - 12/13 k/(m-1)), the second arm (target 1) its mirror image
/// at the origin. With 194 points this is their benchmark. Each coordinate gets normal noise of standard deviation `noise`.
/// </summary>
public sealed record SpiralsProblem(int Points, double Noise, long Seed) : Problem
{
    private const int BenchmarkPoints = 194;
    private const double OuterRadius = 6.5;
    private const double RadiusLost = 12.0 / 13.0;
    private const double FullAngle = 6 * Math.PI;

    /// <inheritdoc/>
    public override string Kind => "spirals";

    /// <inheritdoc/>
    public override LossKind DefaultLoss => LossKind.Logistic;

    /// <inheritdoc/>
    public override ProblemShape Shape(DataFiles files) => new(2, 1, Points);

    /// <inheritdoc/>
    public override ProblemData Build(NetworkSpec network, DataFiles files)
    {
        int half = Points / 2;
        var curves = new PlaneCurves(Points, Noise, Seed);
        for (int arm = 0; arm < 2; arm++)
        {
            for (int k = 0; k < half; k++)
            {
                double part = (double)k / (half - 1);
                double radius = (arm == 0 ? OuterRadius : -OuterRadius) * (1 - (RadiusLost * part));
                curves.Add(radius * LaneMath.Sin(FullAngle * part), radius * LaneMath.Cos(FullAngle * part), arm);
            }
        }

        return curves.ToDataSet();
    }

    /// <inheritdoc/>
    public override void WriteKeys(Utf8JsonWriter writer) => PlaneCurves.WriteKeys(writer, Points, Noise, Seed);

    internal static SpiralsProblem? Read(ProblemReading reading) =>
        PlaneCurves.ReadKeys(reading.Keys, BenchmarkPoints, noise: 0) is var (points, noise, seed) ? new SpiralsProblem(points, noise, seed) : null;
}
