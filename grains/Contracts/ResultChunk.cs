namespace OrleansSymmetry.Contracts;

/// <summary>The files that a census consists of.</summary>
public enum ResultFile
{
    /// <summary>report.json.</summary>
    Report,

    /// <summary>classes.npz.</summary>
    Classes,
}

/// <summary>A piece of a result file.</summary>
/// <param name="Bytes">The piece.</param>
/// <param name="TotalLength">Length of the whole file in bytes.</param>
[GenerateSerializer, Immutable, Alias("os.result-chunk.v1")]
public sealed record ResultChunk([property: Id(0)] byte[] Bytes, [property: Id(1)] long TotalLength)
{
    // A call in flight to an external client must stay small beside its 10 s timeout, on a slow line too.
    private const int LargestPiece = 1024 * 1024;

    /// <summary>The piece of a file that begins at a byte; empty at its end and beyond.</summary>
    public static ResultChunk Of(byte[] whole, long offset)
    {
        ArgumentNullException.ThrowIfNull(whole);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        int from = (int)Math.Min(offset, whole.Length);
        return new ResultChunk(whole[from..Math.Min(whole.Length, from + LargestPiece)], whole.Length);
    }
}
