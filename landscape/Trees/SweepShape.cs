namespace OrleansSymmetry.Landscape.Trees;

/// <summary>Looks over a whole tree before any meaning is read into it: what no sweep has is refused at once and with one fault.</summary>
internal static class SweepShape
{
    /// <summary>What is said of too many values.</summary>
    public static string TooManyValues { get; } =
        $"The sweep holds more than {TreeLimits.Values} values. Give seeds as ranges such as 0..4095, and data in a file of their own.";

    /// <summary>What no sweep has, and where; null where all is well.</summary>
    public static SpecFault? Fault(SpecNode root)
    {
        int values = 0;
        return Fault(root, 1, ref values);
    }

    private static SpecFault? Fault(SpecNode node, int depth, ref int values)
    {
        if (++values > TreeLimits.Values)
        {
            return At(node.Origin, TooManyValues);
        }

        if (depth > TreeLimits.Depth)
        {
            return At(node.Origin, $"The sweep nests deeper than {TreeLimits.Depth} levels ({node.Origin}). No key of a sweep needs that.");
        }

        switch (node)
        {
            case SpecList list:
                foreach (SpecNode item in list.Items)
                {
                    if (Fault(item, depth + 1, ref values) is { } fault)
                    {
                        return fault;
                    }
                }

                return null;
            case SpecMap map:
                return Fault(map, depth, ref values);
            default:
                return null;
        }
    }

    private static SpecFault? Fault(SpecMap map, int depth, ref int values)
    {
        if (map.Entries.Count > TreeLimits.Keys)
        {
            return At(map.Origin, $"A map has {map.Entries.Count} keys ({map.Origin}). At most {TreeLimits.Keys} are allowed; no map of a sweep needs more.");
        }

        foreach (SpecEntry entry in map.Entries)
        {
            if (entry.Key.Length > TreeLimits.KeyLength)
            {
                return At(
                    entry.KeyOrigin,
                    $"A key has {entry.Key.Length} letters ({entry.KeyOrigin}). At most {TreeLimits.KeyLength} are allowed; it begins with {entry.Key[..20]}.");
            }

            if (Fault(entry.Value, depth + 1, ref values) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static SpecFault At(SpecOrigin origin, string message) => new("", origin.Line, message);
}
