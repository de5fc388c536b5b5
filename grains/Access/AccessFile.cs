using System.Text;

namespace OrleansSymmetry.Access;

/// <summary>Small files that access hangs on.</summary>
internal static class AccessFile
{
    // Certificates, keys and passwords take some kilobytes.
    private const int MostBytes = 1 << 20;

    /// <summary>A file's bytes.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="name">What named it: an option or a key.</param>
    /// <exception cref="AccessException">It cannot be read.</exception>
    public static byte[] Bytes(string path, string name)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.Exists && file.Length > MostBytes)
            {
                throw new AccessException($"{name} is {path}, which has {file.Length} bytes. It must be a file of at most {MostBytes} bytes.");
            }

            return File.ReadAllBytes(path);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new AccessException($"{name} is {path}, and there is no such file. Give the path of one that is there.", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new AccessException($"{name} is {path}, which cannot be read: {fault.Message.TrimEnd('.')}. Give a file that this user may read.", fault);
        }
    }

    /// <summary>The first line of a file that holds a secret.</summary>
    /// <exception cref="AccessException">It cannot be read, or the line is empty.</exception>
    public static string FirstLine(string path, string name)
    {
        using var reader = new StreamReader(new MemoryStream(Bytes(path, name)), Encoding.UTF8);
        return reader.ReadLine() is { Length: > 0 } line
            ? line
            : throw new AccessException($"{name} is {path}, whose first line is empty. The password must be there.");
    }
}
