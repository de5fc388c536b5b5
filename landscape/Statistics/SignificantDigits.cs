using System.Globalization;

namespace OrleansSymmetry.Landscape.Statistics;

/// <summary>
/// Rounding of figures that pass through a logarithm or an exponential: their last bits may differ between mathematical
/// libraries, and a report must be equal bytes everywhere.
/// </summary>
public static class SignificantDigits
{
    /// <summary>Digits that are kept: far more than a statistic means, and four less than a double holds.</summary>
    public const int Kept = 12;

    /// <summary><paramref name="value"/> with <see cref="Kept"/> significant decimal digits; NaN and infinities as they are.</summary>
    public static double Round(double value) =>
        double.Parse(value.ToString("E" + (Kept - 1), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
