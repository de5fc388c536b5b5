namespace OrleansSymmetry.Landscape.Sweeps;

/// <summary>
/// The data files that came with a sweep, by the lower-case hexadecimal SHA-256 of their bytes.
/// A spec names its files by that hash, so that nothing here ever opens a path.
/// </summary>
public sealed record DataFiles(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> ByHash)
{
    /// <summary>No files.</summary>
    public static DataFiles None { get; } = new(new Dictionary<string, ReadOnlyMemory<byte>>());
}
