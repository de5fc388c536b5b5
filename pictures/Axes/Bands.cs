namespace OrleansSymmetry.Pictures.Axes;

/// <summary>Values cut at round levels into bands of one shade each.</summary>
internal sealed record Bands
{
    private Bands(IReadOnlyList<Tick> levels, DataRange? range)
    {
        Levels = levels;
        Range = range;
    }

    /// <summary>The levels, ascending.</summary>
    internal IReadOnlyList<Tick> Levels { get; }

    /// <summary>The least and the greatest value; null where there is none.</summary>
    internal DataRange? Range { get; }

    /// <summary>One more than there are levels.</summary>
    internal int Count => Levels.Count + 1;

    /// <summary>Bands over values.</summary>
    /// <param name="values">What is to be cut; what is not finite is passed over.</param>
    /// <param name="logarithmic">Whether levels are evenly spaced in the logarithm.</param>
    /// <param name="most">Levels at most.</param>
    internal static Bands Of(IReadOnlyCollection<double?> values, bool logarithmic, int most)
    {
        DataRange? range = DataRange.Of(values);
        if (range is not { IsConstant: false } known)
        {
            return new Bands([], range);
        }

        // A level at the least value itself would have nothing below it.
        IEnumerable<Tick> levels = FittedScale.Over(values, logarithmic).Scale.Levels(most);
        return new Bands([.. levels.Where(level => level.Value > known.Low && level.Value < known.High)], range);
    }

    /// <summary>The band of a value, from 0; a value on a level belongs to the band above it.</summary>
    internal int Of(double value)
    {
        int band = 0;
        while (band < Levels.Count && value >= Levels[band].Value)
        {
            band++;
        }

        return band;
    }

    /// <summary>The place of a band between 0 (the lowest) and 1 (the highest); 0.5 for a single one.</summary>
    internal double PlaceOf(int band) => Count == 1 ? 0.5 : (double)band / (Count - 1);
}
