using CsCheck;

namespace OrleansSymmetry.Landscape.Tests;

/// <summary>
/// Takes the place of CsCheck's own loop here, being in a nearer namespace: every mutant meets the same samples, so that a survivor is one
/// again tomorrow; only a share of them is drawn; and a sample that fails is not shrunk.
/// </summary>
internal static class Sampling
{
    /// <summary>Samples of a test that asks for few.</summary>
    private const int Least = 20;

    /// <summary>One in so many of the samples that a test asks for is drawn.</summary>
    private const int Share = 10;

    public static void Sample<T>(this Gen<T> gen, Action<T> assert, long iter)
    {
        var random = new PCG(1, 20);
        for (long i = 0; i < Math.Max(Math.Min(iter, Least), iter / Share); i++)
        {
            assert(gen.Generate(random, null, out _));
        }
    }

    public static void Sample<T1, T2>(this Gen<(T1, T2)> gen, Action<T1, T2> assert, long iter) =>
        gen.Sample(sample => assert(sample.Item1, sample.Item2), iter);

    public static void Sample<T1, T2, T3>(this Gen<(T1, T2, T3)> gen, Action<T1, T2, T3> assert, long iter) =>
        gen.Sample(sample => assert(sample.Item1, sample.Item2, sample.Item3), iter);
}
