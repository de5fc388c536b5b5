using System.Globalization;

namespace OrleansSymmetry.Client.Results;

/// <summary>Writes a file whole or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>Writes the bytes beside the file and renames: a reader sees the old file or the new one, never a piece.</summary>
    /// <exception cref="IOException">The file cannot be written; the message says why.</exception>
    internal static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        if (File.Exists(path) && TryWriteThrough(path, bytes))
        {
            return;
        }

        string draft = path + string.Create(CultureInfo.InvariantCulture, $".{Environment.ProcessId}.tmp");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using (var stream = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            Discard(draft);
            throw Unwritten(path, fault);
        }
    }

    // A device or a pipe (/dev/stderr, /dev/fd/63) takes the bytes as they come; a rename would put a file in its place.
    private static bool TryWriteThrough(string path, ReadOnlySpan<byte> bytes)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            bool isPlain = stream.CanSeek && !path.StartsWith("/dev/", StringComparison.Ordinal);
            if (!isPlain)
            {
                stream.Write(bytes);
            }

            return !isPlain;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Unwritten(path, fault);
        }
    }

    private static IOException Unwritten(string path, Exception fault) => new(
        $"{path} cannot be written: {fault.Message.TrimEnd('.')}. Check the folder and the disk, or name another place.", fault);

    private static void Discard(string draft)
    {
        try
        {
            File.Delete(draft);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The draft could not be made either; the message about the file itself says why.
        }
    }
}
