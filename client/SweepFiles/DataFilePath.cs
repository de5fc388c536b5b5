namespace OrleansSymmetry.Client.SweepFiles;

/// <summary>Where a sweep's data files may lie.</summary>
internal static class DataFilePath
{
    private const string Allowed = "It must be a path relative to the sweep file, of a file in that folder or below it.";

    // As many as Linux itself follows.
    private const int MostLinks = 40;

    /// <summary>Why a path is not followed: sentences for the user; null: it stays in the folder, links and all.</summary>
    /// <param name="name">The path as the sweep gives it.</param>
    /// <param name="folder">Full path of the sweep file's folder.</param>
    public static string? Trouble(string name, string folder)
    {
        if (name.Contains('\0', StringComparison.Ordinal))
        {
            return $"No path has such a letter. {Allowed}";
        }

        if (Path.IsPathRooted(name) || name.Contains(':', StringComparison.Ordinal))
        {
            return $"That path is absolute. {Allowed}";
        }

        if (!IsInside(Path.GetFullPath(Path.Combine(folder, name)), folder))
        {
            return $"That path leaves the sweep file's folder. {Allowed}";
        }

        return Real(Path.Combine(folder, name)) is { } real && Real(folder) is { } realFolder && IsInside(real, realFolder)
            ? null
            : $"A link on that path leads out of the sweep file's folder. {Allowed}";
    }

    private static bool IsInside(string path, string folder) =>
        path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>The path with every link on it followed; null where links lead round and round.</summary>
    private static string? Real(string path)
    {
        int links = 0;
        var rest = new Stack<string>(Parts(Path.GetFullPath(path)).Reverse());
        string real = Path.GetPathRoot(Path.GetFullPath(path))!;
        while (rest.TryPop(out string? part))
        {
            string next = Path.GetFullPath(Path.Combine(real, part));
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > MostLinks)
            {
                return null;
            }

            string followed = Path.GetFullPath(Path.Combine(real, target));
            foreach (string step in Parts(followed).Reverse())
            {
                rest.Push(step);
            }

            real = Path.GetPathRoot(followed)!;
        }

        return real;
    }

    private static string[] Parts(string path) =>
        path[Path.GetPathRoot(path)!.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
}
