using System.IO.Compression;

namespace OrleansSymmetry.Landscape.Formats;

/// <summary>The .npz format of NumPy: a zip of .npy files, one per name.</summary>
public static class NpzCodec
{
    /// <summary>The earliest time that a zip can name, for every entry: equal arrays give equal bytes whenever they are written.</summary>
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The file's bytes, uncompressed as by numpy.savez, entries in the given order.</summary>
    /// <exception cref="ArgumentException">A name comes twice, or an array cannot be written.</exception>
    public static byte[] Write(IReadOnlyList<KeyValuePair<string, NpyArray>> arrays)
    {
        ArgumentNullException.ThrowIfNull(arrays);
        if (arrays.CountBy(array => array.Key).FirstOrDefault(name => name.Value > 1).Key is { } twice)
        {
            throw new ArgumentException($"The name {twice} comes twice.", nameof(arrays));
        }

        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, NpyArray array) in arrays)
            {
                ZipArchiveEntry entry = zip.CreateEntry(name + ".npy", CompressionLevel.NoCompression);
                entry.LastWriteTime = Epoch;
                using Stream content = entry.Open();
                content.Write(NpyCodec.Write(array));
            }
        }

        return stream.ToArray();
    }

    /// <summary>The arrays by name. Entries that are no .npy files are passed over.</summary>
    /// <exception cref="InvalidDataException">The bytes are no .npz file, or an array in it cannot be read.</exception>
    public static IReadOnlyDictionary<string, NpyArray> Read(ReadOnlyMemory<byte> bytes)
    {
        var arrays = new SortedDictionary<string, NpyArray>(StringComparer.Ordinal);
        using var stream = new MemoryStream(bytes.ToArray(), writable: false);
        using ZipArchive zip = Open(stream);
        foreach (ZipArchiveEntry entry in zip.Entries.Where(entry => entry.FullName.EndsWith(".npy", StringComparison.Ordinal)))
        {
            string name = entry.FullName[..^".npy".Length];
            using Stream content = entry.Open();
            using var copy = new MemoryStream();
            content.CopyTo(copy);
            try
            {
                arrays[name] = NpyCodec.Read(copy.ToArray());
            }
            catch (InvalidDataException fault)
            {
                throw new InvalidDataException($"Array {name}: {fault.Message}", fault);
            }
        }

        return arrays;
    }

    private static ZipArchive Open(MemoryStream stream)
    {
        try
        {
            return new ZipArchive(stream, ZipArchiveMode.Read);
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException("The bytes are no .npz file: they are no zip archive.", fault);
        }
    }
}
