using System.Runtime.InteropServices;
using OrleansSymmetry.Witnesses.Arithmetic;

namespace OrleansSymmetry.Witnesses.Ulps;

/// <summary>The largest error of a function over many points.</summary>
internal static class UlpMeasure
{
    /// <summary>Points of one piece of work; a piece's points depend on the function's number and its own alone.</summary>
    private const int ChunkPoints = 1 << 14;

    /// <summary>Bits of the seed that number a function's pieces.</summary>
    private const int ChunkBits = 20;

    private const int LeastNormalExponent = -1022;
    private const int FractionBits = 52;

    /// <summary>Measures one function, on all processors; what it finds does not depend on their number.</summary>
    /// <param name="subject">The function.</param>
    /// <param name="number">Its place in the table: it seeds the points.</param>
    /// <param name="points">At least so many points.</param>
    public static UlpResult Of(UlpCase subject, int number, long points)
    {
        int chunks = (int)((points + ChunkPoints - 1) / ChunkPoints);
        var results = new UlpResult[chunks];
        Parallel.For(0, chunks, chunk => results[chunk] = OfChunk(subject, ((ulong)number << ChunkBits) | (uint)(2 * chunk)));
        UlpResult worst = results[0];
        foreach (UlpResult result in results.Skip(1))
        {
            worst = IsWorse(result.Error, worst.Error) ? result : worst;
        }

        return worst with { Points = (long)chunks * ChunkPoints };
    }

    /// <summary>The distance of two neighbouring doubles at a value.</summary>
    public static double Ulp(double value) =>
        Math.ScaleB(1, Math.Max(value == 0 ? LeastNormalExponent : Math.ILogB(value), LeastNormalExponent) - FractionBits);

    /// <summary>Whether an error exceeds another; NaN exceeds all and is exceeded by none.</summary>
    public static bool IsWorse(double error, double worst) => !(error <= worst) && !double.IsNaN(worst);

    private static UlpResult OfChunk(UlpCase subject, ulong seed)
    {
        var first = new LaneVector[ChunkPoints / LaneVector.Count];
        var second = new LaneVector[first.Length];
        var values = new LaneVector[first.Length];
        Span<double> x = MemoryMarshal.Cast<LaneVector, double>(first.AsSpan());
        Span<double> y = MemoryMarshal.Cast<LaneVector, double>(second.AsSpan());
        Span<double> v = MemoryMarshal.Cast<LaneVector, double>(values.AsSpan());
        subject.Domain.Draw(seed, x);
        subject.Domain.Draw(seed + 1, y);
        subject.Lanes(first, second, values);
        var worst = new UlpResult(0, 0, x[0]);
        for (int i = 0; i < x.Length; i++)
        {
            DoubleDouble exact = subject.Exact(x[i], y[i]);
            double unit = Ulp(subject.Scale is null ? exact.High : subject.Scale(x[i]).High);
            double error = Math.Abs((exact - v[i]).High) / unit;
            if (IsWorse(error, worst.Error))
            {
                worst = worst with { Error = error, At = x[i] };
            }
        }

        return worst;
    }
}

/// <summary>What was found.</summary>
/// <param name="Points">Number of points.</param>
/// <param name="Error">The largest error, in units in the last place.</param>
/// <param name="At">The first argument at which it was met.</param>
internal sealed record UlpResult(long Points, double Error, double At);
