using System.Globalization;
using System.Numerics;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Client.Views;

/// <summary>How many copies an optimum has, and what listing them would take: the answer of `orbit`.</summary>
/// <param name="Parameters">P; null for a layer by itself.</param>
/// <param name="Widths">As given.</param>
/// <param name="Activation">As given; null where only exchanges of units are counted.</param>
/// <param name="Group">The group.</param>
/// <param name="Effort">Who lists them.</param>
internal sealed record CopiesOfNetwork(int? Parameters, int[] Widths, string? Activation, SymmetryGroup Group, Enumeration Effort)
{
    /// <summary>Digits of an exact number per group.</summary>
    private const int Thousand = 3;

    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    internal object ToJson() => new
    {
        Widths,
        Activation,
        Parameters,
        Group = new { Order = Group.Order.ToString(Culture), Group.Log10, Group.PerLayer },
        Group.GaugeDimension,
        Listing = new
        {
            Effort.Computers,
            Effort.PerSecond,
            Effort.Years,
            Effort.Seconds,
            Effort.Log10Listed,
            Log10Short = Effort.Log10ShortOf(Group.Order),
            DrawsPerCopy = Enumeration.DrawsPerCopy(Group.Order),
            Deck = Enumeration.DeckOf(Group.Order),
        },
    };

    internal void Print(Page page)
    {
        page.Heading(Subject());
        page.Labelled(
            "symmetry",
            string.Join(", ", Group.PerLayer) + (Group.GaugeDimension > 0 ? $"; gauge dimension {Group.GaugeDimension}" : string.Empty));
        page.Labelled("order", $"{Power(BigInteger.Log10(Group.Order))}: every generic optimum has that many copies"
            + (Group.GaugeDimension > 0 ? $", each on a continuous family of {Group.GaugeDimension} dimensions" : string.Empty));
        if (Group.Order > BigInteger.One)
        {
            PrintEffort(page);
        }

        page.Labelled("exactly", Digits(Group.Order));
    }

    private void PrintEffort(Page page)
    {
        page.Labelled("cards", Cards());
        page.Labelled("to list them", Listing());
        page.Labelled(
            "at random",
            "computers that shuffle instead of listing meet copies again: to meet every one takes "
            + $"{Figures.Brief(Enumeration.DrawsPerCopy(Group.Order))} shuffles per copy on average");
        int forms = Group.Layers[0].HasFlip ? 2 : 1;
        page.Labelled("in reach", $"the same effort lists every copy of one layer of up to {Figures.Count(Effort.LargestLayer(forms))} such units");
    }

    private string Cards()
    {
        int deck = Enumeration.DeckOf(Group.Order);
        return deck == Enumeration.DeckOf(Group.Order - 1)
            ? $"more than the orders of a deck of {Figures.Count(deck)} cards, fewer than those of {Figures.Count(deck + 1)}"
            : $"as many as the orders of a deck of {Figures.Count(deck)} cards";
    }

    private string Subject()
    {
        string units = Widths.Length == 1 ? $"one layer of {Figures.Counted(Widths[0], "unit", "units")}" : string.Join('-', Widths);
        string activation = Activation ?? "exchanges of units alone";
        return Parameters is { } count ? $"{units}, {activation}, {Figures.Counted(count, "parameter", "parameters")}" : $"{units}, {activation}";
    }

    private string Listing()
    {
        double log10Short = Effort.Log10ShortOf(Group.Order);
        string effort = $"{Plain(Effort.Computers, "computer")}, each {Plain(Effort.PerSecond, "copy", "copies")} a second, none twice, "
            + $"for {Plain(Effort.Years, "year")} of 365 days ({Effort.Seconds.ToString("0.0000e+0", Culture)} s) list {Power(Effort.Log10Listed)}";
        return log10Short > 0
            ? $"{effort}: short by a factor of about {Power(log10Short, digits: 1)}"
            : $"{effort}: enough, {Power(-log10Short, digits: 1)} times over";
    }

    private static string Plain(double value, string one, string? many = null) => value is >= 1 and < 1e6 && double.IsInteger(value)
        ? Figures.Counted((long)value, one, many ?? one + "s")
        : $"{value.ToString("0.##e+0", Culture).Replace("e+", "e", StringComparison.Ordinal)} {many ?? one + "s"}";

    /// <summary>10^x as a person reads it: 8.066e67, or the power alone where it is large.</summary>
    private static string Power(double log10, int digits = 4)
    {
        const double LargestMantissa = 1e6;
        if (log10 >= LargestMantissa)
        {
            return $"10^{log10.ToString("F0", Culture)}";
        }

        double exponent = Math.Floor(log10);
        double mantissa = Math.Pow(10, log10 - exponent);
        string format = "F" + (digits - 1).ToString(Culture);
        string text = mantissa.ToString(format, Culture);
        if (text.StartsWith("10", StringComparison.Ordinal))
        {
            text = 1.0.ToString(format, Culture);
            exponent++;
        }

        return exponent is >= 0 and < 4 ? Figures.Count((long)Math.Round(mantissa * Math.Pow(10, exponent))) : $"{text}e{exponent.ToString("F0", Culture)}";
    }

    /// <summary>All digits, in groups of three so that lines fold between them.</summary>
    private static string Digits(BigInteger value)
    {
        string digits = value.ToString(Culture);
        int head = digits.Length % Thousand;
        IEnumerable<string> groups = Enumerable.Range(0, digits.Length / Thousand).Select(i => digits.Substring(head + (i * Thousand), Thousand));
        return string.Join(' ', head > 0 ? groups.Prepend(digits[..head]) : groups);
    }
}
