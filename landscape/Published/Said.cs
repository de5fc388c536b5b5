using System.Globalization;
using OrleansSymmetry.Landscape.Statistics;

namespace OrleansSymmetry.Landscape.Published;

/// <summary>Figures as a comparison writes them.</summary>
internal static class Said
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>A count.</summary>
    public static string Count(long value) => value.ToString(Culture);

    /// <summary>A number with so many decimals.</summary>
    public static string Decimals(double value, int decimals)
    {
        string text = value.ToString("F" + decimals.ToString(Culture), Culture);
        return text.Any(digit => digit is >= '1' and <= '9') ? text : text.TrimStart('-');
    }

    /// <summary>A number in powers of ten.</summary>
    public static string Scientific(double value) => value.ToString("0.0e+00", Culture);

    /// <summary>A share in per cent with its 95 % interval.</summary>
    public static string Share(long hits, long of)
    {
        (double share, double low, double high) = WilsonInterval.Of(hits, of);
        return string.Create(Culture, $"{100 * share:F2} % [{100 * low:F2}, {100 * high:F2}]");
    }
}
