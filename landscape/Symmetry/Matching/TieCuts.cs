namespace OrleansSymmetry.Landscape.Symmetry.Matching;

/// <summary>
/// Orders items by vectors whose entries are known to a tolerance: descending, entry by entry. In one entry items tie while, sorted, no two
/// neighbours are more than the tolerance apart. Which items tie depends on their set alone, not on the order in which they come.
/// </summary>
internal static class TieCuts
{
    /// <summary>Sorts items, and tells where those that tie in all entries end.</summary>
    /// <param name="items">Sorted in place.</param>
    /// <param name="keys">Their entries.</param>
    /// <returns>In ascending order, the places at which an item differs from the one before it.</returns>
    public static List<int> Sort<TItem, TKeys>(Span<TItem> items, TKeys keys)
        where TKeys : struct, ITieKeys<TItem>
    {
        var cuts = new List<int>();
        Sort(items, 0, 0, keys, cuts);
        return cuts;
    }

    // Sort(items, entry):
    //   skip entries in which all items are within one tolerance
    //   sort the items by the next entry
    //   cut where neighbours are more than the tolerance apart
    //   Sort(part, entry + 1) for each part
    // Items of two parts differ by more than the tolerance in an entry in which nothing between them ties.
    private static void Sort<TItem, TKeys>(Span<TItem> items, int start, int entry, TKeys keys, List<int> cuts)
        where TKeys : struct, ITieKeys<TItem>
    {
        while (entry < keys.Entries && items.Length > 1 && Spread(items, entry, keys) <= keys.Tolerance(entry))
        {
            entry++;
        }

        if (entry == keys.Entries || items.Length <= 1)
        {
            return;
        }

        var sorted = new double[items.Length];
        for (int k = 0; k < sorted.Length; k++)
        {
            sorted[k] = -keys.Entry(items[k], entry);
        }

        sorted.AsSpan().Sort(items);
        double tolerance = keys.Tolerance(entry);
        int first = 0;
        for (int at = 1; at <= items.Length; at++)
        {
            bool isCut = at < items.Length && sorted[at] - sorted[at - 1] > tolerance;
            if (isCut || at == items.Length)
            {
                Sort(items[first..at], start + first, entry + 1, keys, cuts);
                first = at;
            }

            if (isCut)
            {
                cuts.Add(start + at);
            }
        }
    }

    private static double Spread<TItem, TKeys>(ReadOnlySpan<TItem> items, int entry, TKeys keys)
        where TKeys : struct, ITieKeys<TItem>
    {
        double least = double.PositiveInfinity;
        double largest = double.NegativeInfinity;
        foreach (TItem item in items)
        {
            double value = keys.Entry(item, entry);
            least = Math.Min(least, value);
            largest = Math.Max(largest, value);
        }

        return largest - least;
    }
}
