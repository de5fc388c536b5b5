using OrleansSymmetry.Pictures.Axes;
using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Pictures;

/// <summary>What a reader has to know beside a spectrum.</summary>
internal static class SpectrumNotes
{
    /// <summary>The sentences of a spectrum on its scale.</summary>
    internal static IEnumerable<string> Of(SpectrumPlot plot, SymmetricLogarithmicScale scale)
    {
        string range = plot.Eigenvalues.Count == 0
            ? string.Empty
            : $", from {Figures.Brief(plot.Eigenvalues[0])} to {Figures.Brief(plot.Eigenvalues[^1])}";
        string zeroUpTo = plot.ZeroUpTo > 0 ? $" (size at most {Figures.Brief(plot.ZeroUpTo)})" : string.Empty;
        yield return $"{Figures.Counted(plot.Eigenvalues.Count, "eigenvalue", "eigenvalues")}: {plot.Negative} negative, "
            + $"{plot.Zero} zero{zeroUpTo}, {plot.Positive} positive{range}.";
        yield return $"The axis is linear between -{scale.ThresholdLabel} and {scale.ThresholdLabel}, logarithmic beyond.";
        if (plot.Missing > 0)
        {
            yield return $"{Figures.Counted(plot.Missing, "eigenvalue is", "eigenvalues are")} not finite and not shown.";
        }
    }
}
