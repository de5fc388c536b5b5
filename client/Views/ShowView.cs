using System.Globalization;
using OrleansSymmetry.Client.Results;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Questions;
using OrleansSymmetry.Pictures.Plain;
using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Client.Views;

/// <summary>All that is known of a class on a terminal.</summary>
internal static class ShowView
{
    /// <summary>Rows of a table that are listed; the JSON has all.</summary>
    private const int RowsShown = 20;

    /// <summary>Seeds that are named.</summary>
    private const int SeedsShown = 12;

    /// <summary>Prints figures, weights, network, spectrum and ridges.</summary>
    internal static void Print(Page page, ReportedLandscape choice, ShowAnswer answer)
    {
        ClassReport found = answer.Class;
        AnswerHeading.Print(page, choice, $"class {found.Rank}");
        string loss = Figures.Loss(found.Loss, LossRounding.Of(choice.Landscape));
        page.Labelled(
            "class",
            $"{found.Kind}{(found.Verified ? string.Empty : ", not verified,")} of loss {loss}, |theta| {Figures.Brief(found.Norm)}; {found.Id}");
        page.Labelled(
            "orbit",
            $"{Figures.Order(found.Orbit.Order)} {(found.Orbit.Order == "1" ? "copy" : "copies")}; stabiliser of order {Figures.Order(found.Stabilizer)}"
            + (found.Isotropy is { } isotropy ? $", isotropy {isotropy}" : string.Empty)
            + $"; {Figures.Counted(found.WastedUnits, "wasted unit", "wasted units")}");
        page.Labelled("spectrum", SpectrumText(found));
        page.Labelled("found by", SeedsText(answer));
        page.Line();
        page.Picture(width => PlainNetwork.Draw(ShowPicture.Network(answer), width));
        if (ShowPicture.Spectrum(answer, choice) is { } spectrum)
        {
            page.Line();
            page.Picture(width => PlainSpectrum.Draw(spectrum, width));
        }

        if (answer.Ridges.Count > 0)
        {
            page.Line();
            PrintRidges(page, answer, LossRounding.Of(choice.Landscape));
        }
    }

    private static string SpectrumText(ClassReport found) => found.Index is { } index
        ? $"index {index}, {Figures.Counted(found.ZeroModes ?? 0, "zero mode", "zero modes")}, "
            + $"eigenvalues {Figures.Brief(found.MinEigenvalue)}..{Figures.Brief(found.MaxEigenvalue)}"
        : "not computed";

    private static string SeedsText(ShowAnswer answer)
    {
        IEnumerable<string> named = answer.Seeds.Take(SeedsShown).Select(seed => seed.ToString(CultureInfo.InvariantCulture));
        long more = answer.SeedCount - Math.Min(answer.Seeds.Count, SeedsShown);
        return $"{Figures.Counted(answer.SeedCount, "run", "runs")}, {Figures.Percent(answer.Class.Share.Estimate)} %: "
            + $"{(answer.SeedCount == 1 ? "seed" : "seeds")} {string.Join(", ", named)}"
            + (more > 0 ? $" and {Figures.Count(more)} more" : string.Empty);
    }

    private static void PrintRidges(Page page, ShowAnswer answer, double rounding)
    {
        page.Heading("ridges between the class and its copies with two units exchanged, lowest first");
        var table = new TextTable(
            new Column("layer"), new Column("units", IsText: true), new Column("ridge"), new Column("at t"), new Column("middle loss"));
        foreach (ShowRidge ridge in answer.Ridges.Take(RowsShown))
        {
            table.Add(
                Figures.Count(ridge.Layer),
                string.Create(CultureInfo.InvariantCulture, $"{ridge.First} {ridge.Second}"),
                Figures.Brief(ridge.Height),
                ridge.PeakAt?.ToString("F3", CultureInfo.InvariantCulture) ?? Figures.Missing,
                ridge.MiddleLoss is { } loss ? Figures.Loss(loss, rounding) : Figures.Missing);
        }

        page.Table(table);
        if (answer.RidgePairs > Math.Min(answer.Ridges.Count, RowsShown))
        {
            page.Quiet($"... of {Figures.Counted(answer.RidgePairs, "pair", "pairs")}"
                + (answer.RidgesEvaluated < answer.RidgePairs ? $", {Figures.Count(answer.RidgesEvaluated)} of which were looked at" : string.Empty));
        }
    }
}
