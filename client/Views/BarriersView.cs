using System.Globalization;
using OrleansSymmetry.Client.Results;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Questions;
using OrleansSymmetry.Pictures.Plain;
using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Client.Views;

/// <summary>Barriers between classes and between runs on a terminal.</summary>
internal static class BarriersView
{
    /// <summary>Rows of a table that are listed; the JSON has all.</summary>
    private const int RowsShown = 20;

    /// <summary>Prints the barriers between classes, inside classes, and the connectivity of runs.</summary>
    internal static void Print(Page page, ReportedLandscape choice, BarriersAnswer answer)
    {
        AnswerHeading.Print(page, choice, "barriers on straight lines");
        page.Labelled("classes", $"the first {Figures.Count(answer.Classes.Count)} of {Figures.Count(choice.Landscape.Classes.Count)} by loss");
        if (answer.Between.Count > 0)
        {
            page.Line();
            PrintBetween(page, answer);
            page.Line();
            page.Picture(width => PlainHeatMap.Draw(BarriersPicture.Of(answer), width));
        }

        if (answer.Within.Count > 0)
        {
            page.Line();
            PrintWithin(page, answer);
        }

        if (answer.Connectivity is { } connectivity)
        {
            page.Line();
            PrintConnectivity(page, connectivity);
        }
    }

    private static void PrintBetween(Page page, BarriersAnswer answer)
    {
        var table = new TextTable(
            new Column("classes", IsText: true),
            new Column("barrier"),
            new Column("at t", Spare: 3),
            new Column("aligned"),
            new Column("at t", Spare: 3),
            new Column("distance", Spare: 1),
            new Column("aligned", Spare: 1),
            new Column("alignment", IsText: true, Spare: 2));
        foreach (PairBarrier pair in HeightOrder.Of(answer.Between, pair => pair.Aligned).Take(RowsShown))
        {
            table.Add(
                $"{answer.Classes[pair.A].Rank} {answer.Classes[pair.B].Rank}",
                Figures.Brief(pair.Naive),
                Place(pair.NaiveAt),
                Figures.Brief(pair.Aligned),
                Place(pair.AlignedAt),
                Figures.Brief(pair.NaiveDistance),
                Figures.Brief(pair.AlignedDistance),
                pair.IsOptimal ? "optimal" : "best found");
        }

        page.Table(table);
        if (answer.Between.Count > RowsShown)
        {
            page.Quiet($"... and {Figures.Count(answer.Between.Count - RowsShown)} more");
        }
    }

    private static void PrintWithin(Page page, BarriersAnswer answer)
    {
        page.Heading("between runs of one class");
        var table = new TextTable(
            new Column("class"),
            new Column("runs"),
            new Column("pairs"),
            new Column("largest barrier"),
            new Column("after alignment"),
            new Column("self-check", IsText: true));
        foreach (ClassBarriers within in answer.Within.Take(RowsShown))
        {
            table.Add(
                Figures.Count(answer.Classes[within.Class].Rank),
                Figures.Count(within.Seeds.Count),
                Figures.Count(within.Pairs.Count),
                Figures.Brief(within.LargestNaive),
                Figures.Brief(within.LargestAligned),
                within.IsFlat ? "flat" : "NOT FLAT");
        }

        page.Table(table);
        if (answer.Within.Count > RowsShown)
        {
            page.Quiet($"... and {Figures.Count(answer.Within.Count - RowsShown)} more");
        }

        int failed = answer.Within.Count(within => !within.IsFlat);
        if (failed > 0)
        {
            page.Warning(
                $"Warning: in {Figures.Counted(failed, "class", "classes")} a barrier remains between runs of one class after alignment. "
                + "Where the alignment is not proven optimal, a better one may remove it. Otherwise doubt these classes.");
        }
    }

    private static void PrintConnectivity(Page page, ConnectivityAnswer connectivity)
    {
        page.Heading("linear connectivity");
        page.Labelled(
            "pairs",
            $"{Figures.Count(connectivity.Pairs)} of {Figures.Counted(connectivity.Runs, "run", "runs")}, two by two; "
            + $"in {Figures.Count(connectivity.SameClass)} of them two copies of one optimum");
        page.Labelled("before", ConnectedText(connectivity.NaiveConnected, connectivity.Naive));
        page.Labelled("aligned", ConnectedText(connectivity.AlignedConnected, connectivity.Aligned));
        page.Labelled("no barrier", $"means one of at most {Figures.Brief(connectivity.Tolerance)}, relative to max(1, |loss|)");
    }

    private static string ConnectedText(int connected, Share share) =>
        $"{Figures.Counted(connected, "pair", "pairs")} without a barrier: {Figures.Percent(share.Estimate)} % "
        + $"(95 % interval {Figures.Percent(share.Low)}..{Figures.Percent(share.High)})";

    private static string Place(double? t) => t?.ToString("F3", CultureInfo.InvariantCulture) ?? Figures.Missing;
}
