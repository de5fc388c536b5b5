using OrleansSymmetry.Contracts;
using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Client.Views;

/// <summary>What is said to somebody who waits no longer.</summary>
internal static class StopText
{
    /// <summary>A question that a cluster goes on with.</summary>
    internal const string Detached = "Detached; the cluster continues to work on the question. The same command asks for the answer again.";

    /// <summary>A sweep in this process that was stopped.</summary>
    internal static string Of(SweepStatus stopped) =>
        $"Stopped: {Figures.Count(SweepFigures.Done(stopped))} of {Figures.Count(SweepFigures.Wanted(stopped))} runs of {stopped.Id} are stored. "
        + "The same command continues from there.";

    /// <summary>A question in this process that was stopped.</summary>
    internal static string Of(GeometryStatus? stopped) =>
        (stopped is { Parts: > 0 } known ? $"Stopped: {known.PartsDone} of {Figures.Counted(known.Parts, "part", "parts")} are stored. " : "Stopped. ")
        + "The same command continues from there.";
}
