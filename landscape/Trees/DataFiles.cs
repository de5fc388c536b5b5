using System.Security.Cryptography;

namespace OrleansSymmetry.Landscape.Trees;

/// <summary>
/// The data files that came with a sweep, by the lower-case hexadecimal SHA-256 of their bytes.
/// A spec names its files by that hash, so that nothing here ever opens a path.
/// </summary>
public sealed record DataFiles(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> ByHash)
{
    /// <summary>What stands before a hash where a spec names a file by it.</summary>
    public const string HashPrefix = "sha256:";

    /// <summary>No files.</summary>
    public static DataFiles None { get; } = new(new Dictionary<string, ReadOnlyMemory<byte>>());

    /// <summary>The hash of each file by the name that the sweep file gives it; empty where only hashes are known.</summary>
    public IReadOnlyDictionary<string, string> HashByName { get; init; } = new Dictionary<string, string>();

    /// <summary>Why a file that the sweep names could not be read: a sentence for the user, by the name that the sweep gives it.</summary>
    public IReadOnlyDictionary<string, string> Troubles { get; init; } = new Dictionary<string, string>();

    /// <summary>Bytes of all files together.</summary>
    public long TotalBytes => ByHash.Values.Sum(bytes => (long)bytes.Length);

    /// <summary>The files with these contents.</summary>
    public static DataFiles Of(IEnumerable<ReadOnlyMemory<byte>> contents)
    {
        var byHash = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (ReadOnlyMemory<byte> bytes in contents)
        {
            byHash[HashOf(bytes.Span)] = bytes;
        }

        return new DataFiles(byHash);
    }

    /// <summary>The files with these names and contents.</summary>
    public static DataFiles Of(IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> files)
    {
        var byHash = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        var byName = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, ReadOnlyMemory<byte> bytes) in files)
        {
            string hash = HashOf(bytes.Span);
            byHash[hash] = bytes;
            byName[name] = hash;
        }

        return new DataFiles(byHash) { HashByName = byName };
    }

    /// <summary>The lower-case hexadecimal SHA-256 of <paramref name="bytes"/>.</summary>
    public static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The hash of the file that a spec names, by its name or as "sha256:HASH"; null where it did not come along.</summary>
    public string? Resolve(string text)
    {
        string? hash = text.StartsWith(HashPrefix, StringComparison.Ordinal)
            ? text[HashPrefix.Length..]
            : HashByName.GetValueOrDefault(text);
        return hash is not null && ByHash.ContainsKey(hash) ? hash : null;
    }

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="InvalidDataException">It did not come with the sweep.</exception>
    public ReadOnlyMemory<byte> Bytes(string hash) =>
        ByHash.TryGetValue(hash, out ReadOnlyMemory<byte> bytes)
            ? bytes
            : throw new InvalidDataException($"The data file {HashPrefix}{hash} did not come with the sweep.");
}
