using System.Globalization;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Objectives;

namespace OrleansSymmetry.Landscape.Questions;

/// <summary>Checks a question before any work is done.</summary>
public static class GeometryCheck
{
    // Who has more mends these first.
    private const int MostFaults = 100;

    /// <summary>Everything that is wrong with a question, one sentence each; none where it can be answered.</summary>
    /// <param name="question">The question.</param>
    /// <param name="report">The census of the landscape that it asks about.</param>
    /// <param name="landscape">That landscape.</param>
    public static IReadOnlyList<string> Faults(GeometryQuestion question, LandscapeReport report, LossLandscape landscape)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(landscape);
        if (GeometryShape.Fault(question) is { } fault)
        {
            return [fault];
        }

        return
        [
            .. (question switch
            {
                SwapQuestion swap => Class(swap.Class, report).Concat(SwapCheck.Faults(swap, landscape)),
                BarriersQuestion barriers => Barriers(barriers, report),
                SliceQuestion slice => Class(slice.Class, report).Concat(SliceCheck.Faults(slice, report, landscape)),
                ShowQuestion show => Class(show.Class, report),
                _ => [$"{question.GetType().Name} is no question that can be answered."],
            }).Take(MostFaults),
        ];
    }

    /// <summary>Whether the report has such a class.</summary>
    internal static IEnumerable<string> Class(string id, LandscapeReport report)
    {
        if (report.Classes.All(found => found.Id != id))
        {
            yield return report.Classes.Count == 0
                ? "The landscape has no class: no run ended in an isolated critical point."
                : $"Class {id} is not in the report. "
                    + $"It must be one of {report.Classes.Count.ToString(CultureInfo.InvariantCulture)} classes, the first of which is {report.Classes[0].Id}.";
        }
    }

    internal static IEnumerable<string> Within(string key, double value, double least, double most)
    {
        if (!(value >= least && value <= most))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{key} is {value}. It must be {least} to {most}.");
        }
    }

    private static IEnumerable<string> Barriers(BarriersQuestion question, LandscapeReport report)
    {
        if (report.Classes.Count == 0)
        {
            return ["The landscape has no class: no run ended in an isolated critical point, so there is nothing to measure barriers between."];
        }

        return Within("classes", question.Classes, 1, BarriersQuestion.MostClasses)
            .Concat(Within("runs", question.Runs, 0, BarriersQuestion.MostRuns))
            .Concat(Within("connectivity", question.Connectivity, 0, BarriersQuestion.MostConnectivity));
    }
}
