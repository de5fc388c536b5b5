using System.Globalization;

namespace OrleansSymmetry.Pictures.Text;

/// <summary>A figure for a small cell: three digits that count, at most seven letters.</summary>
internal static class CellFigure
{
    private const double LeastPlain = 1e-3;
    private const double MostPlain = 1e4;

    /// <summary>The figure in plain letters.</summary>
    internal static string Of(double value)
    {
        double size = Math.Abs(value);
        if (size == 0 || !double.IsFinite(size))
        {
            return size == 0 ? "0" : Figures.Missing;
        }

        if (size is < LeastPlain or >= MostPlain)
        {
            return PowerOfTen(value);
        }

        int decimals = Math.Max(0, 2 - (int)Math.Floor(Math.Log10(size)));
        return value.ToString("F" + Math.Min(4, decimals).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    // 1.2e-05 without the zero that makes all exponents of one length.
    private static string PowerOfTen(double value)
    {
        string[] parts = value.ToString("0.0e+0", CultureInfo.InvariantCulture).Split('e');
        return parts[0] + "e" + parts[1].TrimStart('+');
    }
}
