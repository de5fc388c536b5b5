namespace OrleansSymmetry.Client.Results;

/// <summary>Finds the sweep that a user means by the beginning of its ID.</summary>
internal static class IdPrefix
{
    /// <summary>IDs that a message names.</summary>
    private const int IdsNamed = 5;

    /// <summary>The one ID that is, or begins with, the given text.</summary>
    /// <param name="prefix">What the user typed.</param>
    /// <param name="ids">The IDs that there are.</param>
    /// <param name="place">Where these are, for the message.</param>
    /// <exception cref="UnknownSweepException">None, or several.</exception>
    internal static string Resolve(string prefix, IEnumerable<string> ids, string place)
    {
        string[] all = [.. ids.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (all.Contains(prefix, StringComparer.Ordinal))
        {
            return prefix;
        }

        string[] found = [.. all.Where(id => prefix.Length > 0 && id.StartsWith(prefix, StringComparison.Ordinal))];
        return found.Length switch
        {
            1 => found[0],
            0 when all.Length == 0 => throw new UnknownSweepException($"No sweep is called '{prefix}': there is none in {place}."),
            0 => throw new UnknownSweepException($"No sweep in {place} begins with '{prefix}'. There {Named(all)}."),
            _ => throw new UnknownSweepException($"'{prefix}' is the beginning of {found.Length} IDs; type more of it. There {Named(found)}."),
        };
    }

    private static string Named(string[] ids)
    {
        string list = string.Join(", ", ids.Take(IdsNamed));
        string more = ids.Length > IdsNamed ? $" and {ids.Length - IdsNamed} more" : string.Empty;
        return ids.Length == 1 ? $"is {list}" : $"are {list}{more}";
    }
}
