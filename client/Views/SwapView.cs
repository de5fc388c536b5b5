using System.Globalization;
using OrleansSymmetry.Client.Results;
using OrleansSymmetry.Landscape.Questions;
using OrleansSymmetry.Landscape.Symmetry.Moves;
using OrleansSymmetry.Pictures.Plain;
using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Client.Views;

/// <summary>The paths from a class to its copies on a terminal.</summary>
internal static class SwapView
{
    /// <summary>Paths that are listed; the JSON has all.</summary>
    private const int RowsShown = 20;

    /// <summary>Prints the paths, lowest ridge first, and tells of the highest.</summary>
    internal static void Print(Page page, ReportedLandscape choice, SwapAnswer answer)
    {
        double rounding = LossRounding.Of(choice.Landscape);
        AnswerHeading.Print(page, choice, $"straight from class {answer.Class.Rank} to its copies");
        page.Labelled("class", AnswerHeading.ClassText(answer.Class, rounding));
        SwapPath[] paths = [.. SwapPicture.ByHeight(answer.Paths)];
        SwapPath highest = SwapPicture.Highest(paths);
        if (paths.Length > 1)
        {
            page.Labelled("paths", PathsText(paths, highest));
            page.Line();
            PrintTable(page, paths, rounding);
            page.Line();
            page.Heading($"highest ridge: {highest.Words}");
        }
        else
        {
            page.Labelled("path", highest.Words);
        }

        PrintPath(page, highest, rounding);
        page.Line();
        page.Picture(width => PlainLinePlot.Draw(SwapPicture.OfExtremes(answer), width));
    }

    private static void PrintTable(Page page, SwapPath[] paths, double rounding)
    {
        var table = new TextTable(
            new Column("move", IsText: true),
            new Column("ridge"),
            new Column("at t"),
            new Column("middle loss", Spare: 2),
            new Column("index", Spare: 3),
            new Column("zero", Spare: 4),
            new Column("lines", Spare: 5),
            new Column("leads to", IsText: true),
            new Column("of loss"),
            new Column("index there", Spare: 1));
        foreach (SwapPath path in paths.Take(RowsShown))
        {
            table.Add(
                MoveNotation.Write(path.Move),
                Height(path),
                path.PeakAt.ToString("F3", CultureInfo.InvariantCulture),
                Loss(path.Middle.Loss, rounding),
                Whole(path.Middle.AtKink ? null : path.Middle.Index),
                Whole(path.Middle.AtKink ? null : path.Middle.ZeroModes),
                Whole(path.LineCount),
                KindText(path.Critical.Kind),
                Loss(path.Critical.Point.Loss, rounding),
                Whole(path.Critical.Point.AtKink ? null : path.Critical.Point.Index));
        }

        page.Table(table);
        if (paths.Length > RowsShown)
        {
            page.Quiet($"... and {Figures.Count(paths.Length - RowsShown)} more");
        }
    }

    private static void PrintPath(Page page, SwapPath path, double rounding)
    {
        page.Labelled("ridge", RidgeText(path));
        page.Labelled("ends", $"agree with the stored loss to {Figures.Brief(path.EndDifference)}"
            + (path is { Asymmetry: { } asymmetry, MiddleSlope: { } slope }
                ? $"; the path is symmetric about its middle to {Figures.Brief(asymmetry)}, its slope there is {Figures.Brief(slope)}"
                : string.Empty));
        page.Labelled("middle", PointText(path.Middle, rounding));
        if (path.Centre is { } centre)
        {
            page.Labelled("centre", $"the mean of all {Figures.Count(path.Order)} copies that the move goes through: {PointText(centre, rounding)}");
        }

        PrintLines(page, path);
        SwapCriticalPoint critical = path.Critical;
        page.Labelled(
            "critical",
            $"minimising among the points that the move leaves unchanged ({Figures.Counted(critical.Dimension, "dimension", "dimensions")}) leads in "
            + $"{Figures.Counted(critical.Steps, "step", "steps")} to a point that is {Article(critical.Kind)}: {PointText(critical.Point, rounding)}"
            + (critical.AboveClass is { } above ? $"; {Figures.Brief(Math.Abs(above))} {(above < 0 ? "below" : "above")} the class" : string.Empty));
    }

    private static void PrintLines(Page page, SwapPath path)
    {
        page.Labelled("lines", path.LineCount == 0
            ? "no straight line on which the network computes one function: no outgoing weight is free to move"
            : $"{Figures.Counted(path.LineCount, "straight line", "straight lines")} on which the network computes one function"
                + Tested(path.LineCount, path.Lines));
        if (path.SegmentCount > 0)
        {
            page.Labelled(
                "segments",
                $"{Figures.Counted(path.SegmentCount, "straight segment", "straight segments")} on which it computes one function: "
                + "two units that agree, scaled against each other until one vanishes"
                + Tested(path.SegmentCount, path.Segments));
        }

        if (path.Lines.Concat(path.Segments).Any(line => !line.IsConstant))
        {
            page.Warning("Warning: on some of these lines the objective is not what it should be. Please report this.");
        }
    }

    private static string Tested(int count, IReadOnlyList<SwapLine> lines)
    {
        string tested = count > lines.Count ? $", {lines.Count} of them tested" : string.Empty;
        double curvature = lines.Max(line => Math.Abs(line.Curvature));
        return $"{tested}: the objective changes by the penalty alone on {lines.Count(line => line.IsConstant)} of {lines.Count}, "
            + $"to {Figures.Brief(lines.Max(line => line.LargestDeviation))}; curvature along them at most {Figures.Brief(curvature)}; "
            + $"eigenvectors of the Hessian: {lines.Count(line => line.IsEigenvector)} of {lines.Count}";
    }

    private static string PathsText(SwapPath[] paths, SwapPath highest)
    {
        int undefined = paths.Count(path => path.Height is null);
        return $"{Figures.Count(paths.Length)}, ridges from {Height(paths[0])} to {Height(highest)}"
            + (undefined > 0 ? $", {Figures.Count(undefined)} undefined" : string.Empty);
    }

    private static string RidgeText(SwapPath path) => path.Height switch
    {
        null => "undefined: the loss is not finite somewhere between",
        0 when path.Length == 0 => "none: the move leaves the class where it is",
        0 => "none: no point between is above the ends",
        { } height => $"{Figures.Brief(height)} above the ends, highest at t = {path.PeakAt.ToString("F4", CultureInfo.InvariantCulture)}",
    };

    private static string PointText(GeometryPoint point, double rounding)
    {
        if (point.AtKink)
        {
            return $"loss {Loss(point.Loss, rounding)}, at a kink, where derivatives do not exist";
        }

        var parts = new List<string> { $"loss {Loss(point.Loss, rounding)}", $"|gradient| {Figures.Brief(point.Gradient)}" };
        if (point.Index is { } index)
        {
            parts.Add($"index {index}");
            parts.Add(Figures.Counted(point.ZeroModes ?? 0, "zero mode", "zero modes"));
        }

        if (point.Eigenvalues is [double least, .., double most])
        {
            parts.Add($"eigenvalues {Figures.Brief(least)}..{Figures.Brief(most)}");
        }

        return string.Join(", ", parts);
    }

    private static string KindText(CriticalKind kind) => kind switch
    {
        CriticalKind.PermutationSaddle => "permutation saddle",
        CriticalKind.Minimum => "minimum",
        CriticalKind.Degenerate => "degenerate point",
        CriticalKind.AtKink => "kink",
        CriticalKind.Unconverged => "unconverged point",
        CriticalKind.NotVerified => "point not verified",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such point."),
    };

    private static string Article(CriticalKind kind) => kind switch
    {
        CriticalKind.AtKink => "no critical point",
        CriticalKind.Unconverged => "not critical to tolerance",
        CriticalKind.NotVerified => "critical, but too large for its spectrum to be computed",
        CriticalKind.Degenerate => "critical with zero modes that no symmetry explains",
        _ => $"a {KindText(kind)}",
    };

    private static string Height(SwapPath path) => Figures.Brief(path.Height);

    private static string Loss(double? loss, double rounding) => loss is { } value ? Figures.Loss(value, rounding) : Figures.Missing;

    private static string Whole(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? Figures.Missing;
}
