using System.Globalization;

namespace OrleansSymmetry.Landscape.Trees;

/// <summary>The finite numbers that a key allows, and how a message names them.</summary>
internal sealed record NumberRange(double Least, bool LeastIncluded, double Most, bool MostIncluded, string Words)
{
    /// <summary>Any finite number.</summary>
    public static NumberRange Finite { get; } = new(double.MinValue, true, double.MaxValue, true, "finite");

    /// <summary>0 or more.</summary>
    public static NumberRange NotNegative { get; } = new(0, true, double.MaxValue, true, "0 or more");

    /// <summary>Greater than 0.</summary>
    public static NumberRange Positive { get; } = new(0, false, double.MaxValue, true, "greater than 0");

    /// <summary>[0, 1).</summary>
    public static NumberRange Fraction { get; } = new(0, true, 1, false, "at least 0 and less than 1");

    /// <summary>From <paramref name="least"/> to <paramref name="most"/>, both allowed.</summary>
    public static NumberRange Between(double least, double most) =>
        new(least, true, most, true, string.Create(CultureInfo.InvariantCulture, $"between {least} and {most}"));

    /// <summary>Whether the number is allowed; NaN and infinities never are.</summary>
    public bool Contains(double value) =>
        double.IsFinite(value)
        && (LeastIncluded ? value >= Least : value > Least)
        && (MostIncluded ? value <= Most : value < Most);
}
