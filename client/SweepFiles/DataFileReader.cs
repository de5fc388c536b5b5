using OrleansSymmetry.Landscape.Sweeps;

namespace OrleansSymmetry.Client.SweepFiles;

/// <summary>Reads the data files that a sweep names, relative to the sweep file.</summary>
internal static class DataFileReader
{
    private const int Megabyte = 1 << 20;

    /// <summary>Reads the files; one that cannot be read is among <see cref="DataFiles.Troubles"/>.</summary>
    public static DataFiles Read(IReadOnlyList<string> names, string folder)
    {
        List<KeyValuePair<string, ReadOnlyMemory<byte>>> files = [];
        Dictionary<string, string> troubles = new(StringComparer.Ordinal);
        foreach (string name in names)
        {
            if (TryRead(name, folder, out byte[] bytes, out string trouble))
            {
                files.Add(KeyValuePair.Create(name, new ReadOnlyMemory<byte>(bytes)));
            }
            else
            {
                troubles[name] = trouble;
            }
        }

        return DataFiles.Of(files) with { Troubles = troubles };
    }

    private static bool TryRead(string name, string folder, out byte[] bytes, out string trouble)
    {
        bytes = [];
        trouble = "";
        try
        {
            string path = Path.Combine(folder, name);
            long length = new FileInfo(path).Length;
            if (length <= SweepLimits.DataFileBytes)
            {
                bytes = File.ReadAllBytes(path);
                return true;
            }

            trouble = $"That file has {length} bytes. It must have at most {SweepLimits.DataFileBytes / Megabyte} MB.";
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            trouble = Directory.Exists(Path.Combine(folder, name))
                ? "That is a folder. It must be a file."
                : "There is no such file; the path is relative to the sweep file.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            trouble = $"That file cannot be read. {e.Message}";
        }

        return false;
    }
}
