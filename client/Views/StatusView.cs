using OrleansSymmetry.Contracts;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Client.Views;

/// <summary>A sweep's status as text.</summary>
internal static class StatusView
{
    private const int LandscapesShown = 40;

    internal static void Print(Page page, SweepStatus status)
    {
        page.Heading($"{status.Id}  {SweepFigures.State(status.State)}");
        if (status.Error is { } error)
        {
            page.Warning(error);
        }

        double? speed = status.ActiveSeconds > 0 && status.RunsTrained > 0 ? status.RunsTrained / status.ActiveSeconds : null;
        page.Labelled("runs", $"{Figures.Count(SweepFigures.Done(status))} of {Figures.Count(SweepFigures.Wanted(status))}"
            + (status.State == SweepState.Running && speed is { } perSecond ? $", {SweepFigures.Speed(perSecond)}" : string.Empty));
        page.Labelled("cluster", $"{Figures.Counted(status.Silos, "silo", "silos")}, "
            + $"{Figures.Counted(status.ComputeThreads, "compute thread", "compute threads")}, "
            + $"{Figures.Counted(status.BlocksInFlight, "block", "blocks")} in flight");
        foreach (string data in SweepFigures.Data(status))
        {
            page.Labelled("data", data);
        }

        page.Line();
        var table = new TextTable(
        [
            new Column("landscape", IsText: true),
            new Column("done"),
            new Column("wanted"),
            .. EndCounts.Words.Words.Select(word => new Column(word)),
            new Column("classes"),
        ]);
        foreach (LandscapeProgress landscape in status.Landscapes.Take(LandscapesShown))
        {
            table.Add(
                [SweepFigures.Name(landscape),
                Figures.Count(landscape.Done),
                Figures.Count(landscape.Wanted),
                .. landscape.Ended.Select(Figures.Count),
                Figures.Count(landscape.Classes)]);
        }

        page.Table(table);
        if (status.Landscapes.Count > LandscapesShown)
        {
            page.Quiet($"... and {Figures.Count(status.Landscapes.Count - LandscapesShown)} more");
        }
    }
}
