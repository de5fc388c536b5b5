using System.Globalization;

namespace OrleansSymmetry.Pictures.Axes;

/// <summary>Equal ratios are equally long; for positive values.</summary>
internal sealed record LogarithmicScale : Scale
{
    /// <summary>A place lies inside when it is outside by rounding alone.</summary>
    private const double Slack = 1e-9;

    private static readonly int[][] DigitsOfDecade = [[1], [1, 3], [1, 2, 5], [1, 2, 3, 5, 7]];

    private readonly double _low;
    private readonly double _high;

    private LogarithmicScale(double logLow, double logHigh)
    {
        _low = logLow;
        _high = logHigh;
    }

    /// <inheritdoc/>
    internal override double Low => Math.Pow(10, _low);

    /// <inheritdoc/>
    internal override double High => Math.Pow(10, _high);

    /// <summary>A scale that holds a positive range and a little room around it.</summary>
    internal static LogarithmicScale Around(DataRange range)
    {
        DataRange roomy = Logarithms(range).WithRoom();
        return new LogarithmicScale(roomy.Low, roomy.High);
    }

    /// <summary>A scale from end to end of a positive range.</summary>
    internal static LogarithmicScale Over(DataRange range)
    {
        DataRange logarithms = Logarithms(range);
        return new LogarithmicScale(logarithms.Low, logarithms.High);
    }

    /// <inheritdoc/>
    internal override double At(double value) => (Math.Log10(Math.Clamp(value, DataRange.Smallest, DataRange.Largest)) - _low) / (_high - _low);

    /// <inheritdoc/>
    internal override IReadOnlyList<Tick> Ticks(int wanted)
    {
        const int Fewest = 3;
        List<Tick> best = [];
        foreach (int[] digits in DigitsOfDecade)
        {
            List<Tick> finer = DigitTicks(digits, Stride(wanted));
            if (finer.Count > wanted && best.Count > 1)
            {
                break;
            }

            best = finer;
            if (best.Count >= Fewest)
            {
                return best;
            }
        }

        // Within a small part of a decade, round differences say more than round ratios.
        return _high - _low < 1 && new LinearScale(Low, High).Ticks(wanted) is { } linear && linear.Count > best.Count ? linear : best;
    }

    /// <inheritdoc/>
    internal override IReadOnlyList<Tick> Levels(int most)
    {
        IReadOnlyList<Tick> finest = DigitsOfDecade.Select(digits => (IReadOnlyList<Tick>)DigitTicks(digits, Stride(most)))
            .Append(_high - _low < 1 ? new LinearScale(Low, High).Levels(most) : [])
            .Where(ticks => ticks.Count <= most)
            .MaxBy(ticks => ticks.Count) ?? [];
        return finest;
    }

    // Decades from one labelled one to the next.
    private int Stride(int wanted)
    {
        int first = (int)Math.Ceiling(_low - Slack);
        int last = (int)Math.Floor(_high + Slack);
        int stride = 1;
        while ((last - first) / stride >= Math.Max(1, wanted))
        {
            stride++;
        }

        return stride;
    }

    private List<Tick> DigitTicks(int[] digits, int stride)
    {
        var ticks = new List<Tick>();
        bool plain = IsPlain((int)Math.Floor(_low + Slack)) && IsPlain((int)Math.Floor(_high + Slack));
        for (int decade = (int)Math.Floor(_low) - 1; decade <= (int)Math.Ceiling(_high); decade++)
        {
            foreach (int digit in digits.Where(_ => decade % stride == 0))
            {
                double logarithm = decade + Math.Log10(digit);
                if (logarithm >= _low - Slack && logarithm <= _high + Slack)
                {
                    ticks.Add(PowerOfTen(digit, decade, plain));
                }
            }
        }

        return ticks;
    }

    /// <summary>Whether numbers of this power of ten are written out.</summary>
    internal static bool IsPlain(int exponent) => Math.Abs(exponent) <= 3;

    /// <summary>A digit times a power of ten, written out or not; a single digit always is.</summary>
    internal static Tick PowerOfTen(int digit, int exponent, bool plain)
    {
        string scientific = string.Create(CultureInfo.InvariantCulture, $"{digit}e{exponent}");
        double value = double.Parse(scientific, CultureInfo.InvariantCulture);
        return !plain && exponent != 0
            ? new Tick(value, scientific)
            : new Tick(value, value.ToString("F" + Math.Max(0, -exponent).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
    }

    private static DataRange Logarithms(DataRange range)
    {
        if (!(range.Low > 0))
        {
            throw new ArgumentException($"A logarithmic scale holds positive values; the least is {range.Low}.", nameof(range));
        }

        // Half a decade to both sides of a single value.
        const double Reach = 0.5;
        var logarithms = new DataRange(Math.Log10(Math.Max(range.Low, DataRange.Smallest)), Math.Log10(Math.Max(range.High, DataRange.Smallest)));
        return range.IsConstant ? new DataRange(logarithms.Low - Reach, logarithms.Low + Reach) : logarithms;
    }
}
