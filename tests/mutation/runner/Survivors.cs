namespace OrleansSymmetry.Mutation;

/// <summary>The mutants that live and may, with the reasons: lines of the code blocks of a file, each block below its reason.</summary>
internal static class Survivors
{
    /// <summary>Whether every survivor has a reason; prints those that have none, and the lines of the file that no mutant answers to.</summary>
    public static bool Compare(string reasons, IReadOnlyList<Mutant> survivors)
    {
        List<string> listed = [.. Entries(File.ReadAllLines(reasons))];
        List<Mutant> fresh = [.. survivors.Where(mutant => !listed.Remove(mutant.Text))];
        foreach (Mutant mutant in fresh)
        {
            Console.WriteLine($"no reason, line {mutant.Line}: {mutant.Text}");
        }

        HashSet<string> folders = [.. survivors.Select(mutant => mutant.File)];
        foreach (string entry in listed.Where(entry => folders.Contains(entry[..Math.Max(0, entry.IndexOf(':', StringComparison.Ordinal))])))
        {
            Console.WriteLine($"no longer a survivor: {entry}");
        }

        return fresh.Count == 0;
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
