using OrleansSymmetry.Landscape.Census;

namespace OrleansSymmetry.Landscape.Questions;

/// <summary>The runs that a question is answered from.</summary>
public static class QuestionSeeds
{
    /// <summary>The seeds of the runs that the answer is computed from; null: of all runs of the census.</summary>
    /// <param name="question">The question, checked.</param>
    /// <param name="report">The census of the landscape that it asks about.</param>
    public static IReadOnlyList<long>? Of(GeometryQuestion question, LandscapeReport report)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(report);
        return question switch
        {
            SwapQuestion swap => Representatives(report, swap.Class),
            SliceQuestion { Plane: ClassesPlane plane } slice => Representatives(report, slice.Class, plane.Second, plane.Third),
            SliceQuestion slice => Representatives(report, slice.Class),
            _ => null,
        };
    }

    private static IReadOnlyList<long> Representatives(LandscapeReport report, params string[] classes) =>
        [.. report.Classes.Where(found => classes.Contains(found.Id)).Select(found => found.RepresentativeSeed)];
}
