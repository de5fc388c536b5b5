using OrleansSymmetry.Landscape.Randomness;

namespace OrleansSymmetry.Witnesses.Ulps;

/// <summary>The arguments on which a function is measured.</summary>
/// <param name="Low">The least argument.</param>
/// <param name="High">The largest argument.</param>
/// <param name="UniformLow">Where most of the function happens, ...</param>
/// <param name="UniformHigh">... to where: half of the points are uniform there, the others over all binades of the domain.</param>
/// <param name="Boundaries">Where the computation changes its form; the neighbours of each, and of its negative, are drawn.</param>
internal sealed record Domain(double Low, double High, double UniformLow, double UniformHigh, IReadOnlyList<double> Boundaries)
{
    /// <summary>Neighbours of a boundary lie within so many units in its last place.</summary>
    private const int Neighbourhood = 512;

    /// <summary>The exponent of the least subnormal number.</summary>
    private const int LeastExponent = -1074;

    /// <summary>Fills a span with arguments; the same seed gives the same ones.</summary>
    public void Draw(ulong seed, Span<double> points)
    {
        var stream = new CounterStream(seed, StreamPurpose.ProbeInputs);
        for (int i = 0; i < points.Length; i++)
        {
            double x;
            do
            {
                x = (i & 7) switch
                {
                    0 or 1 or 2 or 3 => UniformLow + ((UniformHigh - UniformLow) * stream.NextUniform()),
                    7 when Boundaries.Count > 0 => Neighbour(stream),
                    _ => AnyBinade(stream),
                };
            }
            while (!(x >= Low && x <= High));
            points[i] = x;
        }
    }

    /// <summary>How the domain is written in the table.</summary>
    public override string ToString() => Low == -High ? $"+-{Figure(High)}" : $"{Figure(Low)} .. {Figure(High)}";

    private static string Figure(double value) => Math.Abs(value) == double.MaxValue
        ? value < 0 ? "-max" : "max"
        : value.ToString(Math.Abs(value) is >= 1e5 or (> 0 and < 1e-3) ? "0.##e0" : "0.####", System.Globalization.CultureInfo.InvariantCulture);

    private double AnyBinade(CounterStream stream)
    {
        int highest = Math.ILogB(Math.Max(Math.Abs(Low), Math.Abs(High)));
        int lowest = Low > 0 ? Math.ILogB(Low) : LeastExponent;
        double magnitude = Math.ScaleB(1 + stream.NextUniform(), lowest + (int)((highest - lowest + 1) * stream.NextUniform()));
        bool negative = High <= 0 || (Low < 0 && (stream.NextBits() & 1) == 0);
        return negative ? -magnitude : magnitude;
    }

    private double Neighbour(CounterStream stream)
    {
        double boundary = Boundaries[(int)(Boundaries.Count * stream.NextUniform())];
        long offset = (long)(((2 * Neighbourhood) + 1) * stream.NextUniform()) - Neighbourhood;
        double x = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(boundary) + offset);
        return (stream.NextBits() & 1) == 0 ? -x : x;
    }
}
