using System.Globalization;

namespace OrleansSymmetry.Pictures.Axes;

/// <summary>Equal differences are equally long.</summary>
internal sealed record LinearScale : Scale
{
    /// <summary>Exponents of ten from which on labels are written as powers of ten.</summary>
    private const int LeastPlain = -4;
    private const int MostPlain = 6;

    /// <summary>A place lies inside when it is outside by rounding alone.</summary>
    private const double Slack = 1e-9;

    /// <summary>From one value to another.</summary>
    internal LinearScale(double low, double high)
    {
        if (!(low < high))
        {
            throw new ArgumentException($"A scale runs upwards; it is given from {low} to {high}.", nameof(high));
        }

        Low = low;
        High = high;
    }

    /// <inheritdoc/>
    internal override double Low { get; }

    /// <inheritdoc/>
    internal override double High { get; }

    /// <summary>A scale that holds a range and a little room around it.</summary>
    internal static LinearScale Around(DataRange range)
    {
        DataRange roomy = range.WithExtent().WithRoom();
        return new LinearScale(roomy.Low, roomy.High);
    }

    /// <summary>A scale from end to end of a range.</summary>
    internal static LinearScale Over(DataRange range)
    {
        DataRange extended = range.WithExtent();
        return new LinearScale(extended.Low, extended.High);
    }

    /// <inheritdoc/>
    internal override double At(double value) => (Math.Clamp(value, -DataRange.Largest, DataRange.Largest) - Low) / (High - Low);

    /// <inheritdoc/>
    internal override IReadOnlyList<Tick> Ticks(int wanted)
    {
        (int digit, int exponent) = Step((High - Low) / Math.Max(1, wanted));
        double unit = Math.Pow(10, exponent);
        long first = (long)Math.Ceiling((Low / unit / digit) - Slack);
        long last = (long)Math.Floor((High / unit / digit) + Slack);
        int largest = (int)Math.Floor(Math.Log10(Math.Max(Math.Abs(first), Math.Abs(last)) * digit)) + exponent;
        bool plain = largest is >= LeastPlain and < MostPlain;
        var ticks = new List<Tick>();
        for (long i = first; i <= last; i++)
        {
            // Digits are exact in decimal: 3 * 0.1 would be 0.30000000000000004.
            decimal digits = (decimal)i * digit;
            double value = (double)digits * unit;
            string label = (i, plain) switch
            {
                (0, _) => "0",
                (_, true) => value.ToString("F" + Math.Max(0, -exponent).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
                _ => PowerOfTen(digits, exponent, largest),
            };
            ticks.Add(new Tick(value, label));
        }

        return ticks;
    }

    /// <inheritdoc/>
    internal override IReadOnlyList<Tick> Levels(int most)
    {
        for (int wanted = most; wanted > 1; wanted--)
        {
            if (Ticks(wanted) is { } ticks && ticks.Count <= most)
            {
                return ticks;
            }
        }

        return [.. Ticks(1).Take(most)];
    }

    // All labels of an axis share their exponent, so that their digits can be compared.
    private static string PowerOfTen(decimal digits, int exponent, int shared)
    {
        int decimals = shared - exponent;
        decimal mantissa = digits;
        for (int i = 0; i < decimals; i++)
        {
            mantissa /= 10;
        }

        return mantissa.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            + "e" + shared.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The least of 1, 2, 5 times a power of ten that is not below a length.</summary>
    private static (int Digit, int Exponent) Step(double least)
    {
        int exponent = (int)Math.Floor(Math.Log10(least));
        double mantissa = least / Math.Pow(10, exponent);
        foreach (int digit in new[] { 1, 2, 5 })
        {
            if (mantissa <= digit + Slack)
            {
                return (digit, exponent);
            }
        }

        return (1, exponent + 1);
    }
}
