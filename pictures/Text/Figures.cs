using System.Globalization;
using System.Numerics;

namespace OrleansSymmetry.Pictures.Text;

/// <summary>Numbers as a person reads them: the same in every culture, with the digits that carry meaning.</summary>
public static class Figures
{
    /// <summary>What stands where a figure is undefined.</summary>
    public const string Missing = "-";

    /// <summary>The square of a residual that is rounding (2^-52 of a target of order one), with room for a sum of twenty.</summary>
    public const double RoundingOfSquares = 1e-30;

    /// <summary>Orders of more digits are printed as powers of ten.</summary>
    private const int LongestOrder = 9;

    /// <summary>Below this and from its counterpart on, numbers are printed in powers of ten.</summary>
    private const double LeastPlain = 1e-4;
    private const double MostPlain = 1e6;

    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>A count, with thousands apart.</summary>
    public static string Count(long value) => value.ToString("N0", Culture);

    /// <summary>A loss: enough digits to tell levels apart; 0 where it is no more than the rounding of the objective.</summary>
    /// <param name="value">The loss.</param>
    /// <param name="rounding">A size below which a loss cannot be told from 0.</param>
    public static string Loss(double value, double rounding = RoundingOfSquares) => value switch
    {
        _ when Math.Abs(value) <= rounding => "0",
        _ when IsPlain(value) => value.ToString(Math.Abs(value) < 10 ? "F10" : "F6", Culture),
        _ => value.ToString("0.000000e+00", Culture),
    };

    /// <summary>A figure of three or four digits.</summary>
    public static string Brief(double? value) => value switch
    {
        null => Missing,
        0 => "0",
        double number when IsPlain(number) => Significant(number, 4),
        double number => number.ToString("0.00e+00", Culture),
    };

    /// <summary>A fraction in per cent, without the sign.</summary>
    public static string Percent(double fraction) => (100 * fraction).ToString("F2", Culture);

    /// <summary>A fraction in per cent; what is not everything is not printed as everything.</summary>
    public static string PercentWithSign(double fraction) => fraction < 1 && Percent(fraction) == "100.00" ? "over 99.99 %" : $"{Percent(fraction)} %";

    /// <summary>The order of a group or an orbit, exact while it is short.</summary>
    public static string Order(string order) =>
        order.Length <= LongestOrder || !BigInteger.TryParse(order, NumberStyles.None, Culture, out BigInteger exact)
            ? order
            : $"10^{BigInteger.Log10(exact).ToString("F2", Culture)}";

    /// <summary>A span of time as a person says it.</summary>
    public static string Duration(TimeSpan span) => span switch
    {
        { TotalSeconds: < 10 } => $"{span.TotalSeconds.ToString("F1", Culture)} s",
        { TotalSeconds: < 60 } => $"{span.TotalSeconds.ToString("F0", Culture)} s",
        { TotalMinutes: < 60 } => $"{span.Minutes} min {span.Seconds} s",
        _ => $"{((long)span.TotalHours).ToString(Culture)} h {span.Minutes} min",
    };

    /// <summary>"1 class", "2 classes".</summary>
    public static string Counted(long count, string one, string many) => $"{Count(count)} {(count == 1 ? one : many)}";

    /// <summary>A number with so many digits after its first that is not zero, trailing zeros kept.</summary>
    private static string Significant(double value, int digits)
    {
        int magnitude = (int)Math.Floor(Math.Log10(Math.Abs(value)));
        int decimals = Math.Max(0, digits - 1 - magnitude);
        return value.ToString("F" + decimals.ToString(Culture), Culture);
    }

    private static bool IsPlain(double value) => value == 0 || (Math.Abs(value) >= LeastPlain && Math.Abs(value) < MostPlain);
}
