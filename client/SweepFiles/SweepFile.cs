using System.Text;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Sweeps;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Client.SweepFiles;

/// <summary>A sweep file as it was read.</summary>
/// <param name="Sweep">The sweep; null when there are faults.</param>
/// <param name="Files">The data files that it names.</param>
/// <param name="Faults">Everything that is wrong with it.</param>
public sealed record SweepFileReading(SweepSpec? Sweep, DataFiles Files, IReadOnlyList<SpecFault> Faults);

/// <summary>Reads a sweep file from disk, with the data files that it names and the options that change it.</summary>
public static class SweepFile
{
    private const string SeedsOption = "--seeds";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a sweep: the file, then each --set, then --seeds.</summary>
    /// <param name="path">The sweep file: YAML, or JSON where it ends in .json.</param>
    /// <param name="sets">Values of --set: PATH=VALUE.</param>
    /// <param name="seeds">Value of --seeds, or null.</param>
    public static SweepFileReading Load(string path, IReadOnlyList<string> sets, string? seeds)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(sets);
        if (string.IsNullOrWhiteSpace(path))
        {
            return new SweepFileReading(null, DataFiles.None, [Whole("The sweep file has no name. Examples are in client/sweeps.")]);
        }

        List<SpecFault> faults = [];
        SpecNode? root = ReadRoot(path, faults) is { } read ? SweepDefaults.Complete(read) : null;
        foreach (string set in sets)
        {
            root = SetOption.Apply(root, set, faults);
        }

        if (seeds is not null && ParseOption(seeds, SeedsOption, faults) is { } seedsNode && root is SpecMap)
        {
            root = SpecPath.Set(root, "seeds", seedsNode, out _);
        }

        if (root is null)
        {
            return new SweepFileReading(null, DataFiles.None, faults);
        }

        DataFiles files = DataFileReader.Read(FileNodes.NamesIn(root), Path.GetDirectoryName(Path.GetFullPath(path))!);
        SweepReading reading = SweepReader.Read(root, files);
        return new SweepFileReading(faults.Count == 0 ? reading.Sweep : null, files, [.. reading.Faults, .. faults]);
    }

    /// <summary>Reads the YAML of an option; null with a fault.</summary>
    internal static SpecNode? ParseOption(string text, string option, List<SpecFault> faults)
    {
        try
        {
            return YamlSpec.Parse(text, option);
        }
        catch (YamlSpecException e)
        {
            faults.Add(new SpecFault("", 0, $"The value '{text}' {e.Message}"));
            return null;
        }
    }

    private static SpecNode? ReadRoot(string path, List<SpecFault> faults)
    {
        try
        {
            long length = new FileInfo(path).Length;
            if (length > TreeLimits.CanonicalBytes || (length > SweepLimits.FileBytes && !IsJson(path)))
            {
                faults.Add(Whole($"{path} has {length} bytes. A sweep file must have at most {SweepLimits.FileBytes}; data go into a file of their own."));
                return null;
            }

            byte[] bytes = ReadAtMost(path, IsJson(path) ? TreeLimits.CanonicalBytes : SweepLimits.FileBytes);
            return IsJson(path) ? JsonSpec.Parse(bytes) : YamlSpec.Parse(StrictUtf8.GetString(bytes).TrimStart('\uFEFF'));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            faults.Add(Whole(Directory.Exists(path)
                ? $"{path} is a folder. It must be a sweep file; client/sweeps/xor.yaml is one."
                : $"There is no sweep file {path}. Examples are in client/sweeps."));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            faults.Add(Whole($"{path} cannot be read. {e.Message}"));
        }
        catch (DecoderFallbackException)
        {
            faults.Add(Whole($"{path} is not UTF-8 text. A sweep file is YAML; client/sweeps/xor.yaml is one."));
        }
        catch (InvalidDataException e)
        {
            faults.Add(Whole(e.Message));
        }
        catch (YamlSpecException e)
        {
            faults.Add(new SpecFault("", e.Origin.Line, $"The file {e.Message}"));
        }

        return null;
    }

    /// <summary>A file's bytes; a pipe or a device has no length to be asked for.</summary>
    private static byte[] ReadAtMost(string path, int most)
    {
        using FileStream file = File.OpenRead(path);
        using var bytes = new MemoryStream();
        byte[] buffer = new byte[81920];
        for (int read; (read = file.Read(buffer)) > 0;)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > most)
            {
                throw new InvalidDataException($"{path} has more than {most} bytes. A sweep file must have at most that; data go into a file of their own.");
            }
        }

        return bytes.ToArray();
    }

    private static bool IsJson(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    private static SpecFault Whole(string message) => new("", 1, message);
}
