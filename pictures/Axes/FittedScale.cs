using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Pictures.Axes;

/// <summary>A scale chosen from the data.</summary>
/// <param name="Scale">The scale.</param>
/// <param name="IsLogarithmic">Whether it is logarithmic, which needs a positive value.</param>
/// <param name="Note">What a reader has to know of values that the scale cannot hold; null where it holds all.</param>
internal sealed record FittedScale(Scale Scale, bool IsLogarithmic, string? Note)
{
    /// <summary>With a little room around the data, for points and curves.</summary>
    internal static FittedScale Around(IReadOnlyCollection<double?> values, bool logarithmic) =>
        Of(values, logarithmic, LinearScale.Around, LogarithmicScale.Around);

    /// <summary>From the least to the greatest value, for shades.</summary>
    internal static FittedScale Over(IReadOnlyCollection<double?> values, bool logarithmic) =>
        Of(values, logarithmic, LinearScale.Over, LogarithmicScale.Over);

    /// <summary>Whether a value has a place on the scale.</summary>
    internal bool Holds(double? value) => value is { } number && double.IsFinite(number) && !(IsLogarithmic && number <= 0);

    private static FittedScale Of(
        IReadOnlyCollection<double?> values, bool logarithmic, Func<DataRange, Scale> linearOver, Func<DataRange, Scale> logarithmicOver)
    {
        DataRange? all = DataRange.Of(values);
        if (!logarithmic)
        {
            return new FittedScale(linearOver(all ?? default), IsLogarithmic: false, Note: null);
        }

        if (DataRange.Of(values.Where(value => value > 0)) is not { } positive)
        {
            return new FittedScale(linearOver(all ?? default), IsLogarithmic: false, all is null ? null : "The axis is linear: no value is positive.");
        }

        int omitted = values.Count(value => value is { } number && double.IsFinite(number) && number <= 0);
        string? note = omitted == 0 ? null : $"{Figures.Counted(omitted, "value", "values")} of 0 or less cannot be shown on a logarithmic axis.";
        return new FittedScale(logarithmicOver(positive), IsLogarithmic: true, note);
    }
}
