namespace OrleansSymmetry.Pictures.Axes;

/// <summary>
/// Logarithmic to both sides of a zone around zero that is linear: as long as a decade on either side. Tells negative values, zeros and
/// positive values apart over many orders of magnitude.
/// </summary>
internal sealed record SymmetricLogarithmicScale : Scale
{
    /// <summary>Zero and a little to both sides are always shown.</summary>
    private const double LeastReach = 0.5;

    /// <summary>Lowest power of ten at which the linear zone may end: below, numbers lose their digits.</summary>
    private const int LeastThreshold = -290;

    private readonly int _threshold;
    private readonly double _low;
    private readonly double _high;

    /// <summary>Over values of both signs.</summary>
    /// <param name="range">What is to be shown.</param>
    /// <param name="threshold">The power of ten at which the linear zone ends.</param>
    internal SymmetricLogarithmicScale(DataRange range, int threshold)
    {
        _threshold = threshold;
        DataRange roomy = new DataRange(Math.Min(Warp(range.Low), -LeastReach), Math.Max(Warp(range.High), LeastReach)).WithRoom();
        _low = roomy.Low;
        _high = roomy.High;
    }

    /// <inheritdoc/>
    internal override double Low => Unwarp(_low);

    /// <inheritdoc/>
    internal override double High => Unwarp(_high);

    /// <summary>The size at which the linear zone ends.</summary>
    internal double Threshold => Math.Pow(10, _threshold);

    /// <summary>The size at which the linear zone ends, in plain letters.</summary>
    internal string ThresholdLabel => LogarithmicScale.PowerOfTen(1, _threshold, LogarithmicScale.IsPlain(_threshold)).Label;

    /// <summary>A scale whose linear zone ends at the power of ten below the smallest size that is not counted as zero.</summary>
    internal static SymmetricLogarithmicScale Of(IReadOnlyList<double> values, double zeroUpTo)
    {
        DataRange? sizes = DataRange.Of(values.Where(value => Math.Abs(value) > zeroUpTo).Select(value => (double?)Math.Abs(value)));
        int threshold = sizes is { } known ? Math.Max(LeastThreshold, (int)Math.Floor(Math.Log10(known.Low))) : 0;
        return new SymmetricLogarithmicScale(DataRange.Of(values.Select(value => (double?)value)) ?? default, threshold);
    }

    /// <inheritdoc/>
    internal override double At(double value) => (Warp(value) - _low) / (_high - _low);

    /// <inheritdoc/>
    internal override IReadOnlyList<Tick> Ticks(int wanted)
    {
        int decades = (int)Math.Floor(Math.Max(Math.Abs(_low), _high)) - 1;
        int down = (int)Math.Floor(-_low) - 1;
        int up = (int)Math.Floor(_high) - 1;
        int stride = 1;
        while (Math.Max(0, (down / stride) + 1) + Math.Max(0, (up / stride) + 1) + 1 > Math.Max(3, wanted) && stride <= decades)
        {
            stride++;
        }

        bool plain = LogarithmicScale.IsPlain(_threshold) && LogarithmicScale.IsPlain(_threshold + decades);
        var ticks = new List<Tick> { new(0, "0") };

        // From the outermost decade inwards: the ends of the axis say how far it goes.
        for (int decade = decades % stride; decade <= decades; decade += stride)
        {
            Tick tick = LogarithmicScale.PowerOfTen(1, _threshold + decade, plain);
            if (decade <= up)
            {
                ticks.Add(tick);
            }

            if (decade <= down)
            {
                ticks.Insert(0, new Tick(-tick.Value, "-" + tick.Label));
            }
        }

        return ticks;
    }

    /// <inheritdoc/>
    internal override IReadOnlyList<Tick> Levels(int most) => [.. Ticks(most).Take(most)];

    private double Warp(double value)
    {
        double drawn = Math.Clamp(value, -DataRange.Largest, DataRange.Largest);
        double size = Math.Abs(drawn) / Threshold;
        return size <= 1 ? drawn / Threshold : Math.Sign(drawn) * (1 + Math.Log10(size));
    }

    private double Unwarp(double place) =>
        Math.Abs(place) <= 1 ? place * Threshold : Math.Sign(place) * Threshold * Math.Pow(10, Math.Abs(place) - 1);
}
