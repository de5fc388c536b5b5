using OrleansSymmetry.Landscape.Questions;
using OrleansSymmetry.Landscape.Symmetry.Moves;
using OrleansSymmetry.Pictures;
using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Client.Views;

/// <summary>The loss along paths from a class to its copies, as a picture.</summary>
internal static class SwapPicture
{
    /// <summary>More profiles in one picture cannot be told apart.</summary>
    private const int MostCurves = 8;

    /// <summary>Profiles that differ nowhere by more than this, relative to max(1, loss), are drawn as one.</summary>
    private const double Same = 1e-9;

    /// <summary>The paths, lowest ridge first; those without a height last.</summary>
    internal static IEnumerable<SwapPath> ByHeight(IReadOnlyList<SwapPath> paths) => HeightOrder.Of(paths, path => path.Height);

    /// <summary>The path of the highest ridge, the first of several that are equal.</summary>
    /// <param name="byHeight">Paths as <see cref="ByHeight"/> gives them.</param>
    internal static SwapPath Highest(SwapPath[] byHeight) => HeightOrder.Of(byHeight, path => -path.Height).First();

    /// <summary>All profiles while they are few; else the lowest ridges and the highest. Paths of one profile share a curve.</summary>
    internal static LinePlot Of(SwapAnswer answer) => Of(answer, MostCurves);

    /// <summary>The lowest ridge and the highest.</summary>
    internal static LinePlot OfExtremes(SwapAnswer answer) => Of(answer, 2);

    private static LinePlot Of(SwapAnswer answer, int most)
    {
        SwapPath[] paths = [.. ByHeight(answer.Paths)];
        SwapPath highest = Highest(paths);
        SwapPath[][] profiles = [.. Profiles(paths)];
        SwapPath[][] shown = profiles.Length <= most
            ? profiles
            : [.. profiles.Where((profile, rank) => rank < most - 1 || profile.Any(path => ReferenceEquals(path, highest)))];
        var marks = new List<Mark>();
        if (highest.Height is not null)
        {
            marks.Add(new Mark("ridge", highest.PeakAt, highest.PeakLoss));
        }

        int count = shown.Sum(profile => profile.Length);
        string copy = paths.Length == 1 ? $"its copy {MoveNotation.Write(paths[0].Move)}" : "a copy";
        string left = count < paths.Length ? $" ({count} of {paths.Length} paths)" : string.Empty;
        return new LinePlot(
            $"Loss on the straight line from class {answer.Class.Rank} to {copy}{left}",
            "t",
            "loss",
            [.. shown.Reverse().Select(profile => new Curve(Named(profile), answer.T, profile[0].Loss))],
            marks);
    }

    // Symmetric optima have many paths of one profile, which would lie on each other.
    private static IEnumerable<SwapPath[]> Profiles(SwapPath[] paths)
    {
        var profiles = new List<List<SwapPath>>();
        foreach (SwapPath path in paths)
        {
            if (profiles.Find(profile => AreOne(profile[0].Loss, path.Loss)) is { } same)
            {
                same.Add(path);
            }
            else
            {
                profiles.Add([path]);
            }
        }

        return profiles.Select(profile => profile.ToArray());
    }

    private static bool AreOne(IReadOnlyList<double?> a, IReadOnlyList<double?> b)
    {
        for (int i = 0; i < a.Count; i++)
        {
            if (a[i] is not { } x || b[i] is not { } y)
            {
                if (a[i] != b[i])
                {
                    return false;
                }
            }
            else if (Math.Abs(x - y) > Same * Math.Max(1, Math.Abs(x)))
            {
                return false;
            }
        }

        return true;
    }

    private static string Named(SwapPath[] profile) => profile switch
    {
        [SwapPath one] => MoveNotation.Write(one.Move),
        [SwapPath one, SwapPath other] => $"{MoveNotation.Write(one.Move)}, {MoveNotation.Write(other.Move)}",
        _ => $"{MoveNotation.Write(profile[0].Move)} and {Figures.Count(profile.Length - 1)} more",
    };
}
