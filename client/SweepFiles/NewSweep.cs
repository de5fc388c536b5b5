using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using OrleansSymmetry.Landscape.Sweeps;
using OrleansSymmetry.Landscape.Tables;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Client.SweepFiles;

/// <summary>A new sweep file for a data file. It was read as any sweep file is, so that it runs at once.</summary>
/// <param name="Text">The file's text.</param>
/// <param name="Doubts">What the data file leaves open, in sentences for the user.</param>
internal sealed partial record NewSweep(string Text, IReadOnlyList<string> Doubts)
{
    private const int LongestName = 64;

    /// <summary>Looks at a data file and drafts a sweep for it.</summary>
    /// <param name="file">The data file.</param>
    /// <param name="target">The column to learn, by name or number; null: the likeliest.</param>
    /// <param name="destination">Where the sweep will stand; null: in the current folder if the data file is in it or below, else beside the file.</param>
    /// <exception cref="NewSweepException">No sweep can be made of it; the message says why and what to do.</exception>
    public static NewSweep For(string file, string? target, string? destination)
    {
        string path = Path.GetFullPath(file);
        if (!File.Exists(path))
        {
            throw new NewSweepException(Directory.Exists(path)
                ? $"{file} is a folder. It must be a file of text with one row a line."
                : $"There is no file {file}. It must be a file of text with one row a line.");
        }

        string folder = FolderFor(path, destination);
        string relative = Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
        DataFiles files = DataFileReader.Read([relative], folder);
        if (files.Troubles.TryGetValue(relative, out string? trouble))
        {
            throw new NewSweepException($"{file}: {trouble}");
        }

        CsvGlance glance = Look(files, relative, file);
        CsvColumn learnt = TargetOf(glance, target, file);

        // A heading may hold names that no sweep can give, such as two that are alike; numbers always do.
        IReadOnlyList<SpecFault> faults = [];
        foreach (bool byNumber in new[] { false, true })
        {
            var draft = new SweepDraft(glance, relative, NameFor(destination ?? path), learnt, byNumber);
            if (draft.Inputs == 0)
            {
                throw new NewSweepException(
                    $"{file} has nothing to learn {learnt.Name} from: an input must be a column of numbers that are not all alike. "
                        + $"{string.Join("; ", draft.LeftOut)}. --target names another target.");
            }

            string text = draft.Text();
            faults = SweepReader.Read(YamlSpec.Parse(text), files).Faults;
            if (faults.Count == 0)
            {
                return new NewSweep(text, draft.Doubts);
            }
        }

        throw new NewSweepException($"No sweep of {file} would run:\n{string.Join('\n', faults.Select(fault => "- " + fault.Message))}");
    }

    /// <summary>Writes the file, unless there is one.</summary>
    /// <exception cref="NewSweepException">There is one, or it cannot be written.</exception>
    public void WriteTo(string destination)
    {
        try
        {
            using var stream = new FileStream(destination, FileMode.CreateNew, FileAccess.Write);
            stream.Write(Encoding.UTF8.GetBytes(Text));
        }
        catch (IOException) when (File.Exists(destination) || Directory.Exists(destination))
        {
            throw new NewSweepException($"{destination} exists and stays as it is. Give --out another name, or remove it first.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new NewSweepException($"{destination} cannot be written: {fault.Message.TrimEnd('.')}. Give --out another name.");
        }
    }

    private static string FolderFor(string path, string? destination)
    {
        string beside = Path.GetDirectoryName(path)!;
        if (destination is null)
        {
            string current = Directory.GetCurrentDirectory();
            return IsInside(path, current) ? current : beside;
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(destination))!;
        return IsInside(path, folder)
            ? folder
            : throw new NewSweepException(
                $"--out is {destination}. A sweep reads data files of its own folder and below, and {path} is not there. Give --out a file in {beside}.");
    }

    private static bool IsInside(string path, string folder) =>
        path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static CsvGlance Look(DataFiles files, string relative, string file)
    {
        try
        {
            return CsvGlance.Of(files.Bytes(files.Resolve(relative)!));
        }
        catch (DataFileException fault)
        {
            throw new NewSweepException($"{file}: {fault.Message}");
        }
    }

    private static CsvColumn TargetOf(CsvGlance glance, string? wanted, string file)
    {
        string known = string.Join(", ", glance.Columns.Select(column => column.Name));
        if (wanted is null)
        {
            return glance.TargetCandidates is [int likeliest, ..]
                ? glance.Columns[likeliest]
                : throw new NewSweepException(
                    $"{file} has no column that could be the target: numbers that differ, or 2 to 20 words that come again. Its columns are {known}.");
        }

        CsvColumn[] found = [.. glance.Columns.Where(column => glance.IsHeading == true && column.Name == wanted)];
        if (found.Length == 0
            && int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < glance.Columns.Count)
        {
            found = [glance.Columns[number]];
        }

        if (found is [{ Kind: ColumnKind.Mixed or ColumnKind.Empty } mixed])
        {
            throw new NewSweepException(
                $"--target is {wanted}. The cells of that column of {file} are {(mixed.Kind == ColumnKind.Empty ? "empty" : "numbers and words, such as "
                    + string.Join(", ", mixed.Words))}: they are neither numbers to learn nor classes. Mend the file, or name another column.");
        }

        return found is [var only]
            ? only
            : throw new NewSweepException(
                $"--target is {wanted}. {(found.Length == 0 ? "There is no such column" : "Several columns have that name")} in {file}: "
                + $"give one of {known}, or a number from 0 to {glance.Columns.Count - 1}.");
    }

    /// <summary>A sweep's name from that of a file.</summary>
    private static string NameFor(string path)
    {
        string name = Odd().Replace(Path.GetFileNameWithoutExtension(path).ToLowerInvariant(), "-").Trim('-', '.', '_');
        return name.Length == 0 ? "data" : name[..Math.Min(name.Length, LongestName)];
    }

    [GeneratedRegex("[^a-z0-9._-]+")]
    private static partial Regex Odd();
}

/// <summary>No sweep can be made of a data file. The message is for the user.</summary>
/// <param name="message">What is wrong and what to do.</param>
internal sealed class NewSweepException(string message) : Exception(message);
