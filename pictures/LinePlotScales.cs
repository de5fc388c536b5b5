using OrleansSymmetry.Pictures.Axes;
using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Pictures;

/// <summary>The axes of a line plot: they hold every curve and every mark.</summary>
/// <param name="X">From the least to the greatest abscissa.</param>
/// <param name="Y">With a little room.</param>
/// <param name="Notes">What a reader has to know beside the picture.</param>
internal sealed record LinePlotScales(Scale X, FittedScale Y, IReadOnlyList<string> Notes)
{
    /// <summary>Fitted to a plot.</summary>
    internal static LinePlotScales Of(LinePlot plot)
    {
        double?[] x = [.. plot.Curves.SelectMany(curve => curve.X).Concat(plot.Marks.Select(mark => mark.X)).Select(value => (double?)value)];
        double?[] y = [.. plot.Curves.SelectMany(curve => curve.Y).Concat(plot.Marks.Select(mark => (double?)mark.Y))];
        FittedScale ordinate = FittedScale.Around(y, plot.Logarithmic);
        List<string> notes = ordinate.Note is { } note ? [note] : [];
        foreach (Curve curve in plot.Curves)
        {
            if (DataRange.Of(curve.Y) is not { } range)
            {
                notes.Add($"{curve.Name} has no value.");
            }
            else if (range.IsConstant)
            {
                notes.Add($"{curve.Name} is constant to rounding: {Figures.Brief(range.Low)}.");
            }
        }

        return new LinePlotScales(LinearScale.Over(DataRange.Of(x) ?? new DataRange(0, 1)), ordinate, notes);
    }
}
