namespace OrleansSymmetry.Landscape.Randomness;

/// <summary>
/// A stream of random numbers that is a pure function of (seed, purpose): draw i depends on nothing but them and i,
/// so a seed gives the same bits on any thread, silo or machine.
/// Draws 2k and 2k + 1 are the two 64-bit halves of the Philox block of counter (k, purpose) under the key seed.
/// </summary>
public sealed class CounterStream(ulong seed, StreamPurpose purpose)
{
    private const double TwoToMinus53 = 1.0 / (1L << 53);

    private readonly uint _key0 = (uint)seed;
    private readonly uint _key1 = (uint)(seed >> 32);
    private ulong _draws;
    private ulong _nextHalf;

    /// <summary>The next 64 random bits.</summary>
    public ulong NextBits()
    {
        ulong block = _draws >> 1;
        bool first = (_draws & 1) == 0;
        _draws++;
        if (!first)
        {
            return _nextHalf;
        }

        (uint x0, uint x1, uint x2, uint x3) = Philox.Block((uint)block, (uint)(block >> 32), (uint)purpose, 0, _key0, _key1);
        _nextHalf = ((ulong)x3 << 32) | x2;
        return ((ulong)x1 << 32) | x0;
    }

    /// <summary>A uniform number in the open interval (0, 1): (k + 1/2) 2^-52 with k the top 52 bits of a draw.</summary>
    public double NextUniform() => ((NextBits() >> 12) + 0.5) * (2 * TwoToMinus53);

    /// <summary>A standard normal number: the inverse distribution function of one uniform number.</summary>
    public double NextNormal() => NormalQuantile.Of(NextUniform());
}
