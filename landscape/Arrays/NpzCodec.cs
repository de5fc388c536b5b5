using System.Collections.ObjectModel;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace OrleansSymmetry.Landscape.Arrays;

/// <summary>The .npz format of NumPy: a zip of .npy files, one per name.</summary>
public static class NpzCodec
{
    /// <summary>The earliest time that a zip can name, for every entry: equal arrays give equal bytes whenever they are written.</summary>
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const string Extension = ".npy";

    // Far more than any file has that was written to be read.
    private const int MostEntries = 10_000;
    private const int LongestName = 200;

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
                ZipArchiveEntry entry = zip.CreateEntry(name + Extension, CompressionLevel.NoCompression);
                entry.LastWriteTime = Epoch;
                using Stream content = entry.Open();
                content.Write(NpyCodec.Write(array));
            }
        }

        return stream.ToArray();
    }

    /// <summary>The arrays by name. Entries that are no .npy files are passed over.</summary>
    /// <param name="bytes">The file's.</param>
    /// <param name="mostUnpacked">Bytes that its arrays may unpack to, whatever the file says they do.</param>
    /// <exception cref="InvalidDataException">The bytes are no .npz file, unpack to more, or an array in it cannot be read.</exception>
    public static IReadOnlyDictionary<string, NpyArray> Read(ReadOnlyMemory<byte> bytes, long mostUnpacked = int.MaxValue)
    {
        var arrays = new SortedDictionary<string, NpyArray>(StringComparer.Ordinal);
        using MemoryStream stream = MemoryMarshal.TryGetArray(bytes, out ArraySegment<byte> segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(bytes.ToArray(), writable: false);
        using ZipArchive zip = Open(stream);
        long left = mostUnpacked;
        foreach (ZipArchiveEntry entry in Entries(zip).Where(entry => entry.FullName.EndsWith(Extension, StringComparison.Ordinal)))
        {
            string name = entry.FullName[..^Extension.Length];
            if (name.Length > LongestName)
            {
                throw new InvalidDataException($"The name of an array has {name.Length} letters. At most {LongestName} are allowed.");
            }

            try
            {
                byte[] content = Unpack(entry, left);
                left -= content.Length;
                arrays[name] = NpyCodec.Read(content);
            }
            catch (InvalidDataException fault)
            {
                throw new InvalidDataException($"Array {name}: {fault.Message}", fault);
            }
        }

        return arrays;
    }

    private static ReadOnlyCollection<ZipArchiveEntry> Entries(ZipArchive zip)
    {
        try
        {
            return zip.Entries.Count <= MostEntries
                ? zip.Entries
                : throw new InvalidDataException($"The .npz file has {zip.Entries.Count} entries. At most {MostEntries} can be read.");
        }
        catch (Exception fault) when (fault is IOException or ArgumentException or NotSupportedException or OverflowException)
        {
            throw new InvalidDataException("The bytes are no .npz file: its table of contents cannot be read.", fault);
        }
    }

    /// <summary>An entry's bytes: no more than it announces, and announced before any is kept.</summary>
    private static byte[] Unpack(ZipArchiveEntry entry, long most)
    {
        if (entry.Length > most)
        {
            throw new InvalidDataException($"It unpacks to {entry.Length} bytes, and the file to more than is allowed.");
        }

        try
        {
            using Stream content = entry.Open();
            byte[] bytes = new byte[entry.Length];
            content.ReadExactly(bytes);
            return content.ReadByte() < 0 ? bytes : throw new InvalidDataException($"It unpacks to more than the {entry.Length} bytes that the file says.");
        }
        catch (Exception fault) when (fault is EndOfStreamException or NotSupportedException or ArgumentException)
        {
            throw new InvalidDataException("It cannot be unpacked: the file is damaged, or packed in a way that NumPy does not use.", fault);
        }
    }

    private static ZipArchive Open(MemoryStream stream)
    {
        try
        {
            return new ZipArchive(stream, ZipArchiveMode.Read);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or ArgumentException)
        {
            throw new InvalidDataException("The bytes are no .npz file: they are no zip archive.", fault);
        }
    }
}
