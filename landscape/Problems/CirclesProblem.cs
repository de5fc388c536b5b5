using System.Text.Json;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Problems;

/// <summary>
/// Two concentric rings: with m = points/2, k = 0..m-1 and t = 2 pi k/m, the outer ring (target 0) is (cos t, sin t), the inner
/// ring (target 1) is half of it. Each coordinate gets normal noise of standard deviation `noise`.
/// </summary>
public sealed record CirclesProblem(int Points, double Noise, long Seed) : Problem
{
    private const int UsualPoints = 200;
    private const double UsualNoise = 0.1;

    /// <summary>Radius of the inner ring over that of the outer: the gap is five deviations of the usual noise.</summary>
    private const double RatioOfRadii = 0.5;

    /// <inheritdoc/>
    public override string Kind => "circles";

    /// <inheritdoc/>
    public override LossKind DefaultLoss => LossKind.Logistic;

    /// <inheritdoc/>
    public override ProblemShape Shape(DataFiles files) => new(2, 1, Points);

    /// <inheritdoc/>
    public override ProblemData Build(NetworkSpec network, DataFiles files)
    {
        int half = Points / 2;
        var curves = new PlaneCurves(Points, Noise, Seed);
        for (int ring = 0; ring < 2; ring++)
        {
            double radius = ring == 0 ? 1 : RatioOfRadii;
            for (int k = 0; k < half; k++)
            {
                double t = 2 * Math.PI * ((double)k / half);
                curves.Add(radius * LaneMath.Cos(t), radius * LaneMath.Sin(t), ring);
            }
        }

        return curves.ToDataSet();
    }

    /// <inheritdoc/>
    public override void WriteKeys(Utf8JsonWriter writer) => PlaneCurves.WriteKeys(writer, Points, Noise, Seed);

    internal static CirclesProblem? Read(ProblemReading reading) =>
        PlaneCurves.ReadKeys(reading.Keys, UsualPoints, UsualNoise) is var (points, noise, seed) ? new CirclesProblem(points, noise, seed) : null;
}
