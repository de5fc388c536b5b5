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
public sealed record ResultChunk([property: Id(0)] byte[] Bytes, [property: Id(1)] long TotalLength);
