namespace OrleansSymmetry.Mutation;

/// <summary>The mutants that live and may, with the reasons: lines of the code blocks of a file, each block below its reason.</summary>
internal static class Survivors
{
    /// <summary>What the title of a chapter says whose entries have no reason.</summary>
    private const string Unexamined = "not yet examined";

    /// <summary>
    /// Whether every survivor has a reason and, where a whole folder was gone over, every reason a survivor; prints what lacks the other.
    /// A chapter of survivors that are not yet examined counts as no reason.
    /// </summary>
    public static bool Compare(string reasons, IReadOnlyList<Mutant> survivors, string folder, string[] only)
    {
        string[] lines = File.ReadAllLines(reasons);
        List<string> listed = [.. Entries(lines)];
        List<Mutant> fresh = [.. survivors.Where(mutant => !listed.Remove(mutant.Text))];
        foreach (Mutant mutant in fresh)
        {
            Console.WriteLine($"no reason, line {mutant.Line}: {mutant.Text}");
        }

        bool isWhole = only.Length == 0;
        List<string> gone = [.. listed.Where(entry => entry.StartsWith($"{folder}/", StringComparison.Ordinal)
            && (isWhole || only.Contains(Path.GetFileNameWithoutExtension(entry.Split(':')[0]))))];
        foreach (string entry in gone)
        {
            Console.WriteLine($"no longer a survivor: {entry}");
        }

        List<string> unexamined = [.. lines.Where(line => line.StartsWith('#') && line.Contains(Unexamined, StringComparison.OrdinalIgnoreCase))];
        foreach (string chapter in unexamined)
        {
            Console.WriteLine($"no reasons: the chapter {chapter.TrimStart('#', ' ')}");
        }

        return fresh.Count == 0 && !(isWhole && gone.Count + unexamined.Count > 0);
    }

    private static IEnumerable<string> Entries(string[] lines)
    {
        bool isInside = false;
        foreach (string line in lines)
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                isInside = !isInside;
            }
            else if (isInside)
            {
                yield return line;
            }
        }
    }
}
