namespace OrleansSymmetry.Landscape.Trees;

/// <summary>Finds the word that was probably meant.</summary>
internal static class Spelling
{
    // Two slips of the finger; more would suggest words that have nothing to do with what was typed.
    private const int MostEdits = 2;

    /// <summary>"Did you mean X? " when one of the allowed words is near, else nothing.</summary>
    public static string Hint(string word, IEnumerable<string> allowed)
    {
        string? nearest = null;
        int least = int.MaxValue;
        foreach (string candidate in allowed)
        {
            if (Math.Abs(word.Length - candidate.Length) > MostEdits)
            {
                continue;
            }

            int edits = Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (edits < least && edits <= MostEdits && edits < candidate.Length)
            {
                (nearest, least) = (candidate, edits);
            }
        }

        return nearest is null ? "" : $"Did you mean {nearest}? ";
    }

    /// <summary>Insertions, deletions, substitutions and exchanges of neighbours (optimal string alignment).</summary>
    private static int Distance(string a, string b)
    {
        int[,] d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            d[i, 0] = i;
        }

        for (int j = 0; j <= b.Length; j++)
        {
            d[0, j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int substitution = d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                d[i, j] = Math.Min(substitution, Math.Min(d[i - 1, j], d[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }
}
