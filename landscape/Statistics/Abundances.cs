namespace OrleansSymmetry.Landscape.Statistics;

/// <summary>How often each class was hit: what every estimate here is a function of.</summary>
public sealed class Abundances
{
    /// <summary>Counts hits per class.</summary>
    /// <param name="hits">One entry per class, each at least 1, in any order.</param>
    public Abundances(IEnumerable<long> hits)
    {
        ArgumentNullException.ThrowIfNull(hits);
        var frequencies = new SortedDictionary<long, long>();
        foreach (long count in hits)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, nameof(hits));
            frequencies[count] = frequencies.GetValueOrDefault(count) + 1;
            Runs += count;
            Classes++;
        }

        Frequencies = frequencies;
    }

    /// <summary>n: runs that ended in a class.</summary>
    public long Runs { get; }

    /// <summary>S: classes seen.</summary>
    public long Classes { get; }

    /// <summary>k -> f_k, the number of classes hit exactly k times, by ascending k.</summary>
    public IReadOnlyDictionary<long, long> Frequencies { get; }

    /// <summary>f_1.</summary>
    public long Singletons => Frequencies.GetValueOrDefault(1L);

    /// <summary>f_2.</summary>
    public long Doubletons => Frequencies.GetValueOrDefault(2L);
}
