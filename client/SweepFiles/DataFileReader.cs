using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Client.SweepFiles;

/// <summary>
/// Reads the data files that a sweep names. Whoever trains the sweep gets them, so a stranger's sweep could ask for any file of this machine.
/// Therefore a file must lie in the sweep file's folder or below it, and so must what a link leads to.
/// </summary>
internal static class DataFileReader
{
    private const int Megabyte = 1 << 20;

    /// <summary>Reads the files; one that cannot be read is among <see cref="DataFiles.Troubles"/>.</summary>
    /// <param name="names">The paths, relative to the folder.</param>
    /// <param name="folder">Full path of the sweep file's folder.</param>
    public static DataFiles Read(IReadOnlyList<string> names, string folder)
    {
        List<KeyValuePair<string, ReadOnlyMemory<byte>>> files = [];
        Dictionary<string, string> troubles = new(StringComparer.Ordinal);
        long all = 0;
        foreach (string name in names)
        {
            byte[] bytes = [];
            string? trouble = files.Count == SweepLimits.DataFiles
                ? $"A sweep may name at most {SweepLimits.DataFiles} files."
                : TryRead(name, folder, SweepLimits.DataFilesBytes - all, out bytes);
            if (trouble is null)
            {
                all += bytes.Length;
                files.Add(KeyValuePair.Create(name, new ReadOnlyMemory<byte>(bytes)));
            }
            else
            {
                troubles[name] = trouble;
            }
        }

        return DataFiles.Of(files) with { Troubles = troubles };
    }

    /// <summary>A file's bytes, or why they are not read.</summary>
    private static string? TryRead(string name, string folder, long left, out byte[] bytes)
    {
        bytes = [];
        try
        {
            if (DataFilePath.Trouble(name, folder) is { } trouble)
            {
                return trouble;
            }

            string path = Path.Combine(folder, name);
            long length = new FileInfo(path).Length;
            if (length > SweepLimits.DataFileBytes)
            {
                return $"That file has {length} bytes. It must have at most {SweepLimits.DataFileBytes / Megabyte} MB.";
            }

            if (length > left)
            {
                return $"With that file the data files have more than {SweepLimits.DataFilesBytes / Megabyte} MB together.";
            }

            // A device or a pipe says that it has no bytes, and may give bytes for ever.
            if (length == 0)
            {
                return "That file is empty, or no file on a disk.";
            }

            bytes = File.ReadAllBytes(path);
            return null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Directory.Exists(Path.Combine(folder, name))
                ? "That is a folder. It must be a file."
                : "There is no such file; the path is relative to the sweep file.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return $"That file cannot be read. {e.Message}";
        }
    }
}
