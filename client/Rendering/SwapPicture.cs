using OrleansSymmetry.Client.Pictures;
using OrleansSymmetry.Landscape.Geometry;

namespace OrleansSymmetry.Client.Rendering;

/// <summary>The loss along paths from a class to its copies, as a picture.</summary>
internal static class SwapPicture
{
    /// <summary>More profiles in one picture cannot be told apart.</summary>
    private const int MostCurves = 8;

    /// <summary>The paths, lowest ridge first; those without a height last.</summary>
    internal static IEnumerable<SwapPath> ByHeight(IReadOnlyList<SwapPath> paths) => HeightOrder.Of(paths, path => path.Height);

    /// <summary>The path of the highest ridge, the first of several that are equal.</summary>
    /// <param name="byHeight">Paths as <see cref="ByHeight"/> gives them.</param>
    internal static SwapPath Highest(SwapPath[] byHeight) => HeightOrder.Of(byHeight, path => -path.Height).First();

    /// <summary>All paths while they are few; else the lowest ridges and the highest.</summary>
    internal static LinePlot Of(SwapAnswer answer)
    {
        SwapPath[] paths = [.. ByHeight(answer.Paths)];
        return Of(answer, paths.Length <= MostCurves ? paths : WithHighest(paths, MostCurves - 1));
    }

    /// <summary>The lowest ridge and the highest.</summary>
    internal static LinePlot OfExtremes(SwapAnswer answer)
    {
        SwapPath[] paths = [.. ByHeight(answer.Paths)];
        return Of(answer, WithHighest(paths, 1));
    }

    private static SwapPath[] WithHighest(SwapPath[] byHeight, int lowest)
    {
        SwapPath highest = Highest(byHeight);
        return [.. byHeight.Where((path, rank) => rank < lowest || ReferenceEquals(path, highest))];
    }

    private static LinePlot Of(SwapAnswer answer, SwapPath[] shown)
    {
        SwapPath highest = Highest(shown);
        var marks = new List<Mark>();
        if (highest.Height is not null)
        {
            marks.Add(new Mark("ridge", highest.PeakAt, highest.PeakLoss));
        }

        string copy = answer.Paths.Count == 1 ? $"its copy {MoveNotation.Write(shown[0].Move)}" : "a copy";
        string left = shown.Length < answer.Paths.Count ? $" ({shown.Length} of {answer.Paths.Count} paths)" : string.Empty;
        return new LinePlot(
            $"Loss on the straight line from class {answer.Class.Rank} to {copy}{left}",
            "t",
            "loss",
            [.. shown.Reverse().Select(path => new Curve(MoveNotation.Write(path.Move), answer.T, path.Loss))],
            marks);
    }
}
