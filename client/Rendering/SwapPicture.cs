using OrleansSymmetry.Client.Pictures;
using OrleansSymmetry.Landscape.Geometry;

namespace OrleansSymmetry.Client.Rendering;

/// <summary>The loss along paths from a class to its copies, as a picture.</summary>
internal static class SwapPicture
{
    /// <summary>More profiles in one picture cannot be told apart.</summary>
    private const int MostCurves = 8;

    /// <summary>The paths, lowest ridge first; those without a height last.</summary>
    internal static IEnumerable<SwapPath> ByHeight(IReadOnlyList<SwapPath> paths) => paths.OrderBy(path => path.Height ?? double.PositiveInfinity);

    /// <summary>The path of the highest ridge.</summary>
    /// <param name="byHeight">Paths as <see cref="ByHeight"/> gives them.</param>
    internal static SwapPath Highest(SwapPath[] byHeight) => byHeight.LastOrDefault(path => path.Height is not null) ?? byHeight[^1];

    /// <summary>All paths while they are few; else the lowest ridges and the highest.</summary>
    internal static LinePlot Of(SwapAnswer answer)
    {
        SwapPath[] paths = [.. ByHeight(answer.Paths)];
        return Of(answer, paths.Length <= MostCurves ? paths : [.. paths[..(MostCurves - 1)], Highest(paths)]);
    }

    /// <summary>The lowest ridge and the highest.</summary>
    internal static LinePlot OfExtremes(SwapAnswer answer)
    {
        SwapPath[] paths = [.. ByHeight(answer.Paths)];
        return Of(answer, paths.Length == 1 ? paths : [paths[0], Highest(paths)]);
    }

    private static LinePlot Of(SwapAnswer answer, SwapPath[] shown)
    {
        SwapPath highest = Highest(shown);
        var marks = new List<Mark>();
        if (highest.Height is not null)
        {
            marks.Add(new Mark("ridge", highest.PeakAt, highest.PeakLoss));
        }

        string left = shown.Length < answer.Paths.Count ? $" ({shown.Length} of {answer.Paths.Count} paths)" : string.Empty;
        return new LinePlot(
            $"Loss on the straight line from class {answer.Class.Rank} to a copy{left}",
            "t",
            "loss",
            [.. shown.Reverse().Select(path => new Curve(MoveNotation.Write(path.Move), answer.T, path.Loss))],
            marks);
    }
}
