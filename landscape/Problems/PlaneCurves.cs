using System.Text.Json;
using OrleansSymmetry.Landscape.Randomness;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Problems;

/// <summary>Points on two curves of the plane, with normal noise: the data of spirals, moons and circles.</summary>
internal sealed class PlaneCurves(int points, double noise, long seed)
{
    // Two points of each curve are its ends.
    private const int FewestPoints = 4;
    private const int MostPoints = (int)(SweepLimits.DataEntries / 2);

    private readonly double[] _x = new double[2 * points];
    private readonly double[] _y = new double[points];
    private readonly CounterStream _stream = new((ulong)seed, StreamPurpose.ProblemData);
    private int _count;

    /// <summary>Reads the keys; null with faults.</summary>
    public static (int Points, double Noise, long Seed)? ReadKeys(SpecMapReader keys, int points, double noise)
    {
        int before = keys.Faults.Count;
        int given = (int)keys.Integer("points", points, FewestPoints, MostPoints, "half of them on each curve");
        if (given % 2 == 1 && keys.Find("points") is { } node)
        {
            keys.Faults.Refuse(keys.PathOf("points"), node, "It must be even: half of the points lie on each curve.");
        }

        double spread = keys.Number("noise", noise, NumberRange.NotNegative, "it is the standard deviation of each coordinate");
        long from = keys.Integer("seed", 0, 0, SweepLimits.LargestSeed);
        return keys.Faults.Count == before ? (given, spread, from) : null;
    }

    public static void WriteKeys(Utf8JsonWriter writer, int points, double noise, long seed)
    {
        writer.WriteNumber("points", points);
        writer.WriteNumber("noise", noise);
        writer.WriteNumber("seed", seed);
    }

    /// <summary>Adds the next point; its noise is drawn for x, then for y.</summary>
    public void Add(double x, double y, double target)
    {
        _x[2 * _count] = x + (noise * _stream.NextNormal());
        _x[(2 * _count) + 1] = y + (noise * _stream.NextNormal());
        _y[_count] = target;
        _count++;
    }

    public DataSet ToDataSet() => new(_x, _y, SampleWeights.Equal(points), 2, 1);
}
