using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Grains.Runs;

/// <summary>A growing set of seeds, kept as ascending, disjoint, non-adjacent ranges. Not thread-safe.</summary>
internal sealed class SeedLedger
{
    private readonly List<SeedRange> _ranges = [];

    /// <summary>An empty set.</summary>
    public SeedLedger()
    {
    }

    /// <summary>The seeds of a set.</summary>
    public SeedLedger(SeedSet seeds) => _ranges.AddRange(seeds.Ranges);

    /// <summary>A copy.</summary>
    public SeedLedger(SeedLedger other) => _ranges.AddRange(other._ranges);

    /// <summary>The ranges.</summary>
    public IReadOnlyList<SeedRange> Ranges => _ranges;

    /// <summary>Whether a seed is in the set.</summary>
    public bool Contains(long seed)
    {
        int i = FirstEndingAtOrAfter(seed);
        return i < _ranges.Count && _ranges[i].First <= seed;
    }

    /// <summary>How many of these seeds are in the set.</summary>
    public long CountWithin(SeedSet seeds) => seeds.Ranges.Sum(range => Within(range).Sum(part => part.Count));

    /// <summary>Adds a range.</summary>
    public void Add(SeedRange range)
    {
        int from = FirstEndingAtOrAfter(range.First - 1);
        int to = from;
        long first = range.First;
        long last = range.Last;
        while (to < _ranges.Count && _ranges[to].First <= range.Last + 1)
        {
            first = Math.Min(first, _ranges[to].First);
            last = Math.Max(last, _ranges[to].Last);
            to++;
        }

        _ranges.RemoveRange(from, to - from);
        _ranges.Insert(from, new SeedRange(first, last));
    }

    /// <summary>The parts of a range that are in the set, ascending.</summary>
    public IEnumerable<SeedRange> Within(SeedRange range)
    {
        for (int i = FirstEndingAtOrAfter(range.First); i < _ranges.Count && _ranges[i].First <= range.Last; i++)
        {
            yield return new SeedRange(Math.Max(_ranges[i].First, range.First), Math.Min(_ranges[i].Last, range.Last));
        }
    }

    /// <summary>The parts of a range that are not in the set, ascending.</summary>
    public IEnumerable<SeedRange> Missing(SeedRange range)
    {
        long next = range.First;
        for (int i = FirstEndingAtOrAfter(range.First); i < _ranges.Count && _ranges[i].First <= range.Last; i++)
        {
            if (_ranges[i].First > next)
            {
                yield return new SeedRange(next, _ranges[i].First - 1);
            }

            next = _ranges[i].Last + 1;
        }

        if (next <= range.Last)
        {
            yield return new SeedRange(next, range.Last);
        }
    }

    private int FirstEndingAtOrAfter(long seed)
    {
        int low = 0;
        int high = _ranges.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_ranges[middle].Last >= seed)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}
