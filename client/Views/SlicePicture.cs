using OrleansSymmetry.Landscape.Questions;
using OrleansSymmetry.Pictures;

namespace OrleansSymmetry.Client.Views;

/// <summary>The objective on a plane as a picture.</summary>
internal static class SlicePicture
{
    /// <summary>From this ratio on, even levels would show the highest values alone.</summary>
    private const double LogarithmicFrom = 30;

    /// <summary>Contours with the optima marked; levels even in the logarithm where the loss spans much and is positive.</summary>
    internal static ContourMap Of(SliceAnswer answer)
    {
        double[] finite = [.. answer.Loss.Where(loss => loss is { } value && double.IsFinite(value)).Select(loss => loss!.Value)];
        return new ContourMap($"Loss: {answer.Description}", answer.X, answer.Y, answer.Loss)
        {
            XName = answer.XLabel,
            YName = answer.YLabel,
            ValueName = "loss",
            Marks = [.. answer.Marks.Select(mark => new Mark(mark.Name, mark.X, mark.Y))],
            Logarithmic = finite.Length > 0 && finite.Min() > 0 && finite.Max() >= LogarithmicFrom * finite.Min(),
        };
    }
}
