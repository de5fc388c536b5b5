namespace OrleansSymmetry.Pictures.Axes;

/// <summary>The smallest and the largest of some values.</summary>
/// <param name="Low">The smallest.</param>
/// <param name="High">The largest.</param>
internal readonly record struct DataRange(double Low, double High)
{
    /// <summary>What differs by less than this share of its size is rounding: drawn as a curve it would look like a result.</summary>
    private const double Rounding = 1e-12;

    /// <summary>Sizes below this are drawn as zero, on a logarithmic axis as this: their differences have no digits left.</summary>
    internal const double Smallest = 1e-290;

    /// <summary>Largest size on an axis, at which larger ones are drawn: the length of an axis is a number too.</summary>
    internal const double Largest = double.MaxValue / 4;

    /// <summary>Whether all values are the same to rounding.</summary>
    internal bool IsConstant => High - Low <= Rounding * Size || Size < Smallest;

    private double Size => Math.Max(Math.Abs(Low), Math.Abs(High));

    /// <summary>The range of the values that are finite; null where there is none.</summary>
    internal static DataRange? Of(IEnumerable<double?> values)
    {
        DataRange? range = null;
        foreach (double? value in values)
        {
            if (value is { } number && double.IsFinite(number))
            {
                double drawn = Math.Clamp(number, -Largest, Largest);
                range = range is { } so ? new DataRange(Math.Min(so.Low, drawn), Math.Max(so.High, drawn)) : new DataRange(drawn, drawn);
            }
        }

        return range;
    }

    /// <summary>The same range where it has an extent; half its size to both sides, or one to both sides of zero, where it has none.</summary>
    internal DataRange WithExtent()
    {
        if (!IsConstant)
        {
            return this;
        }

        double reach = Size < Smallest ? 1 : Size / 2;
        double middle = Size < Smallest ? 0 : Low;
        return new DataRange(middle - reach, middle + reach);
    }

    /// <summary>A little room on both sides, so that no curve runs on the frame.</summary>
    internal DataRange WithRoom()
    {
        const double Room = 0.05;
        double margin = Room * (High - Low);
        return new DataRange(Low - margin, High + margin);
    }
}
