using OrleansSymmetry.Client.Results;
using OrleansSymmetry.Landscape.Questions;
using OrleansSymmetry.Pictures.Plain;
using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Client.Views;

/// <summary>The objective on a plane on a terminal.</summary>
internal static class SliceView
{
    /// <summary>Prints the plane, the optima in it, and a picture.</summary>
    internal static void Print(Page page, ReportedLandscape choice, SliceAnswer answer)
    {
        double rounding = LossRounding.Of(choice.Landscape);
        double?[] finite = [.. answer.Loss.Where(loss => loss is not null)];
        int missing = answer.Loss.Length - finite.Length;
        AnswerHeading.Print(page, choice, $"a plane through class {answer.Class.Rank}");
        page.Labelled("class", AnswerHeading.ClassText(answer.Class, rounding));
        page.Labelled("plane", answer.Description);
        page.Labelled(
            "grid",
            $"{answer.X.Length} x {answer.Y.Length} points, x from {Figures.Brief(answer.X[0])} to {Figures.Brief(answer.X[^1])}, "
            + $"y from {Figures.Brief(answer.Y[0])} to {Figures.Brief(answer.Y[^1])}");
        page.Labelled(
            "loss",
            (finite.Length > 0 ? $"{Figures.Loss(finite.Min()!.Value, rounding)} to {Figures.Loss(finite.Max()!.Value, rounding)}" : "nowhere finite")
            + (missing > 0 && finite.Length > 0 ? $"; not finite at {Figures.Counted(missing, "point", "points")}" : string.Empty));
        if (answer.Note is { } note)
        {
            page.Labelled("note", note);
        }

        page.Line();
        var table = new TextTable(new Column("mark", IsText: true), new Column("x"), new Column("y"), new Column("loss"));
        foreach (SliceMark mark in answer.Marks)
        {
            table.Add(mark.Name, Figures.Brief(mark.X), Figures.Brief(mark.Y), mark.Loss is { } loss ? Figures.Loss(loss, rounding) : Figures.Missing);
        }

        page.Table(table);
        page.Line();
        page.Picture(width => PlainContourMap.Draw(SlicePicture.Of(answer), width));
    }
}
