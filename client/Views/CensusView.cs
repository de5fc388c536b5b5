using System.Globalization;
using OrleansSymmetry.Client.Results;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Client.Views;

/// <summary>The census on a terminal.</summary>
internal static class CensusView
{
    /// <summary>Classes, families and loss levels that are listed; report.json has all.</summary>
    private const int RowsShown = 20;

    /// <summary>A larger part of unconverged runs calls for advice.</summary>
    private const double UnconvergedPart = 0.05;

    /// <summary>Targets within this factor of 1 are within the reach of weights that begin near 1.</summary>
    private const double UsualSize = 30;

    /// <summary>Loss levels that are listed.</summary>
    private const int LevelsShown = 8;

    /// <summary>Prints every landscape of a report.</summary>
    internal static void Print(Page page, Report report)
    {
        page.Heading(report.Sweep.Id);
        foreach (ReportedLandscape choice in ReportedLandscape.AllOf(report))
        {
            page.Line();
            PrintLandscape(page, choice);
        }
    }

    private static void PrintLandscape(Page page, ReportedLandscape choice)
    {
        LandscapeReport landscape = choice.Landscape;
        PrintHeading(page, choice);
        page.Labelled("runs", RunsText(landscape));
        RunLossesView.PrintSummary(page, landscape);
        if (landscape.Classes.Count == 0)
        {
            page.Warning(NoClassText(choice));
        }
        else
        {
            page.Labelled("classes", ClassesText(landscape));
            page.Line();
            PrintClasses(page, landscape);
            page.Line();
            PrintLevels(page, landscape);
            PrintSeparation(page, landscape.Separation);
            PrintStatistics(page, landscape);
            PrintAdvice(page, choice);
        }

        PrintNonConvexity(page, landscape);
        PrintFamilies(page, landscape);
        RunLossesView.PrintRest(page, landscape);
    }

    private static void PrintHeading(Page page, ReportedLandscape choice)
    {
        LandscapeReport landscape = choice.Landscape;
        int count = choice.Report.Landscapes.Count;
        string place = count > 1 ? $"[{choice.Position + 1}/{count}] " : string.Empty;
        page.Heading(place + NetworkText(choice));
        string[] set = [.. landscape.Set.Select(pair => $"{pair.Key} = {pair.Value?.ToJsonString() ?? "null"}")];
        if (set.Length > 0)
        {
            page.Labelled("set", string.Join(", ", set));
        }

        if (landscape.Data is { } data)
        {
            page.Labelled("data", data.Words);
        }

        page.Labelled(
            "symmetry",
            $"{GroupText.Of(landscape.Group)}, gauge dimension {landscape.GaugeDimension}, modulo {landscape.Modulo}");
    }

    private static string NetworkText(ReportedLandscape choice)
    {
        string parameters = Figures.Counted(choice.Landscape.Parameters, "parameter", "parameters");
        if (choice.Outline is not { } outline)
        {
            return NetworkShape.Of(choice) is { } widths ? $"{widths}; {parameters}" : parameters;
        }

        string loss = $"{SweepWords.Losses.WordFor(outline.Loss.Kind)}, l2 {outline.Loss.L2.ToString("R", CultureInfo.InvariantCulture)}";
        return $"{outline.ProblemKind}; {NetworkShape.Of(choice)}; {loss}; {parameters}";
    }

    private static string RunsText(LandscapeReport landscape)
    {
        IEnumerable<string> said = landscape.Ended.Counts().ByWord.Where(end => end.Runs > 0).Select(end => $"{end.Word} {Figures.Count(end.Runs)}"
            + (end.Word == "unconverged" && landscape.AtKink > 0 ? $" ({Figures.Count(landscape.AtKink)} of them at a kink)" : string.Empty));
        return $"{Figures.Count(landscape.Runs)}: {string.Join(", ", said)}";
    }

    private static string ClassesText(LandscapeReport landscape)
    {
        int minima = landscape.Classes.Count(found => found.Kind == "minimum");
        int saddles = landscape.Classes.Count - minima;
        string kinds = (minima, saddles) switch
        {
            ( > 0, 0) => Figures.Counted(minima, "minimum", "minima"),
            (0, > 0) => Figures.Counted(saddles, "saddle", "saddles"),
            _ => $"{Figures.Counted(minima, "minimum", "minima")} and {Figures.Counted(saddles, "saddle", "saddles")}",
        };
        return landscape.Modulo == "network" ? kinds : $"{kinds} modulo {landscape.Modulo}";
    }

    private static string NoClassText(ReportedLandscape choice)
    {
        LandscapeReport landscape = choice.Landscape;
        EndedReport ended = landscape.Ended;
        return "No class: no run ended in an isolated critical point. " + (ended switch
        {
            { Degenerate: > 0 } or { Saddle: > 0 } when ended.Degenerate + ended.Saddle >= ended.Diverging + ended.Unconverged + ended.Failed =>
                "The optima lie on continuous families: there are more parameters than the data determine. "
                + "To count them, add a penalty (loss.l2, 1e-3 isolates the optima of small networks) or narrow the network.",
            { Diverging: > 0 } when ended.Diverging >= ended.Unconverged + ended.Failed =>
                "The runs head for minima at infinity. A penalty (loss.l2, such as 1e-3) brings them back." + UnitsText(landscape),
            { Unconverged: > 0 } when landscape.AtKink > 0 =>
                "Runs stall where a unit's argument is 0 and the gradient does not exist; a smooth activation (softplus, tanh) has no such points.",
            { Unconverged: > 0 } => UnconvergedText(choice),
            _ => "The loss or its gradient became infinite. Take a smaller step or init.scale.",
        });
    }

    /// <summary>What to do where classes were found, and many runs ended in none.</summary>
    private static void PrintAdvice(Page page, ReportedLandscape choice)
    {
        LandscapeReport landscape = choice.Landscape;
        double part = (double)landscape.Ended.Unconverged / landscape.Runs;
        if (landscape.AtKink < landscape.Ended.Unconverged && part > UnconvergedPart)
        {
            page.Labelled("advice", $"{Figures.Percent(part)} % of the runs are unconverged. {UnconvergedText(choice)}");
        }
        else if (landscape.Ended.Diverging > landscape.Runs / 2 && UnitsText(landscape) is { Length: > 0 } units)
        {
            page.Labelled("advice", "Most runs head for minima at infinity." + units);
        }
    }

    /// <summary>Data of other sizes than weights begin with; empty where sizes are usual.</summary>
    private static string UnitsText(LandscapeReport landscape)
    {
        if (landscape.Data?.Targets is not { Standardised: false, Least: { } least, Most: { } most })
        {
            return string.Empty;
        }

        double size = Math.Max(Math.Abs(least), Math.Abs(most));
        return size > 0 && size is < 1 / UsualSize or > UsualSize
            ? string.Create(CultureInfo.InvariantCulture, $" Weights begin near 1, and the targets are of size {Figures.Brief(size)}: ")
                + "`standardise: all` in the problem of a csv or npz file measures inputs and targets in units of their own."
            : string.Empty;
    }

    /// <summary>What to do about the most frequent reason for which runs are unconverged.</summary>
    private static string UnconvergedText(ReportedLandscape choice)
    {
        string? reason = choice.Landscape.Ends.Where(end => end.Ended == "unconverged").MaxBy(end => end.Runs)?.Reason;
        string newton = choice.LastMethod == "newton" ? string.Empty : ", or end with method newton";
        return reason switch
        {
            "stalled" => "No step of the last phase lowers the loss any more, and the gradient is still above the tolerance. "
                + $"Give the last phase of train a larger gradient{newton}.",
            "inaccurate" => $"The gradient is within the tolerance, and still the position is not known well enough. "
                + $"Give the last phase of train a smaller gradient{newton}.",
            _ => $"Give the last phase of train more steps{newton}.",
        };
    }

    private static void PrintClasses(Page page, LandscapeReport landscape)
    {
        IReadOnlyList<ClassReport> classes = landscape.Classes;
        double rounding = LossRounding.Of(landscape);
        var table = new TextTable(
            new Column("#"),
            new Column("kind", IsText: true),
            new Column("loss"),
            new Column("hits"),
            new Column("share %"),
            new Column("95 % interval", Spare: 3),
            new Column("index"),
            new Column("min eig"),
            new Column("max eig", Spare: 4),
            new Column("wasted", Spare: 1),
            new Column("stab", Spare: 2),
            new Column("orbit"));
        foreach (ClassReport found in classes.Take(RowsShown))
        {
            table.Add(
                Figures.Count(found.Rank),
                found.Verified ? found.Kind : found.Kind + "?",
                Figures.Loss(found.Loss, rounding),
                Figures.Count(found.Hits),
                Figures.Percent(found.Share.Estimate),
                $"{Figures.Percent(found.Share.Low)}..{Figures.Percent(found.Share.High)}",
                found.Index?.ToString(CultureInfo.InvariantCulture) ?? Figures.Missing,
                Figures.Brief(found.MinEigenvalue),
                Figures.Brief(found.MaxEigenvalue),
                found.WastedUnits.ToString(CultureInfo.InvariantCulture),
                found.Isotropy ?? Figures.Order(found.Stabilizer),
                Figures.Order(found.Orbit.Order));
        }

        page.Table(table);
        if (classes.Count > RowsShown)
        {
            page.Quiet($"... and {Figures.Count(classes.Count - RowsShown)} more");
        }

        if (classes.Any(found => !found.Verified))
        {
            page.Quiet("? not verified: the spectrum was not computed");
        }
    }

    private static void PrintLevels(Page page, LandscapeReport landscape)
    {
        IReadOnlyList<LossLevelReport> levels = landscape.LossLevels;
        double rounding = LossRounding.Of(landscape);
        int width = levels.Take(LevelsShown).Select(level => Figures.Loss(level.Loss, rounding).Length).DefaultIfEmpty().Max();
        for (int i = 0; i < Math.Min(levels.Count, LevelsShown); i++)
        {
            LossLevelReport level = levels[i];
            page.Labelled(
                i == 0 ? "loss levels" : string.Empty,
                $"{Figures.Loss(level.Loss, rounding).PadLeft(width)}  "
                + $"{Figures.Counted(level.Classes, "class", "classes")}, {Figures.Counted(level.Hits, "hit", "hits")}");
        }

        if (levels.Count > LevelsShown)
        {
            page.Labelled(string.Empty, $"... and {Figures.Count(levels.Count - LevelsShown)} more");
        }
    }

    private static void PrintSeparation(Page page, SeparationReport separation)
    {
        page.Labelled("separation", separation switch
        {
            { Decades: { } decades } => $"{decades.ToString("F1", CultureInfo.InvariantCulture)} decades "
                + $"(largest distance within a class {Figures.Brief(separation.LargestWithin)}, "
                + $"smallest between classes {Figures.Brief(separation.SmallestBetween)})",
            { SmallestBetween: { } between } => $"smallest distance between classes {Figures.Brief(between)}; within a class none was met",
            { LargestWithin: { } within } => $"largest distance within a class {Figures.Brief(within)}; no two classes are near enough in loss to compare",
            _ => "nothing to compare",
        });
        if (separation.IsDoubtful)
        {
            page.Warning(
                "Warning: the closest classes are less than 3 decades above the widest class, or less than 4 above tolerance.distance, "
                + "so the count depends on the tolerance. A smaller gradient in the last phase of train separates them further.");
        }
    }

    private static void PrintStatistics(Page page, LandscapeReport landscape)
    {
        if (landscape.Coverage is { } coverage)
        {
            page.Labelled(
                "coverage",
                $"{Figures.PercentWithSign(coverage.GoodTuring)} (Good-Turing), {Figures.PercentWithSign(coverage.ChaoJost)} (Chao-Jost)"
                + (coverage.RunsFor95 is { } needed ? $"; {Figures.Counted(needed, "run", "runs")} for 95 %" : string.Empty));
            if (coverage.Bound is { } bound)
            {
                page.Labelled(string.Empty, BoundText(bound, landscape));
            }
        }

        if (landscape.Unseen is { } unseen)
        {
            CultureInfo culture = CultureInfo.InvariantCulture;
            page.Labelled(
                "unseen",
                $"at least {unseen.Chao1.ToString("0.#", culture)} {(unseen.Chao1 == 1 ? "class exists" : "classes exist")}{IntervalText(unseen)}, "
                + $"{Figures.Count(unseen.Observed)} {(unseen.Observed == 1 ? "was" : "were")} seen"
                + (landscape.Coverage?.Bound is { } missing ? $"; {MissingText(missing)}" : string.Empty));
        }
    }

    // Without a class that was met once the interval is a point, which reads as a proof and is none.
    private static string IntervalText(UnseenReport unseen)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        return unseen.Interval.Low < unseen.Interval.High
            ? $" (95 % interval {unseen.Interval.Low.ToString("0.#", culture)}..{unseen.Interval.High.ToString("0.#", culture)})"
            : string.Empty;
    }

    private static string MissingText(CoverageBoundReport bound) => bound.OnceIn > 1
        ? $"a class met less often than once in {Figures.Count(bound.OnceIn)} runs may be missing"
        : "any class may be missing";

    private static string BoundText(CoverageBoundReport bound, LandscapeReport landscape)
    {
        static string Exactly(double fraction) => (100 * fraction).ToString("0.######", CultureInfo.InvariantCulture);
        bool isAll = landscape.Classes.Sum(found => found.Hits) == landscape.Runs;
        string asked = bound.Asked is { } wanted && !bound.IsReached ? $"; the {Exactly(wanted)} % asked for is not reached within atMost" : string.Empty;
        return $"at least {Figures.Percent(Math.Floor(1e4 * bound.Coverage) / 1e4)} % with {Exactly(bound.Confidence)} % confidence"
            + $"{(isAll ? string.Empty : ", of the runs that end in a class")}{asked}";
    }

    private static void PrintNonConvexity(Page page, LandscapeReport landscape)
    {
        if (landscape.NonConvexity is not { } witness)
        {
            return;
        }

        double rounding = LossRounding.Of(landscape);
        string Short(double loss) => Figures.Brief(Math.Abs(loss) <= rounding ? 0 : loss);
        page.Labelled(
            "not convex",
            $"from {PointText(landscape, witness)} (loss {Short(witness.Ends[0])}) straight to its copy with {witness.Move} the loss rises to "
            + $"{Short(witness.Between)}, {Figures.Brief(witness.Excess)} above both ends");
    }

    private static string PointText(LandscapeReport landscape, NonConvexityReport witness) =>
        landscape.Classes.FirstOrDefault(found => found.Id == witness.Class) is { } found ? $"class {Figures.Count(found.Rank)}"
        : $"the {(witness.Point == NonConvexityReport.StartPoint ? "start" : "end")} of the run of seed {witness.Seed?.ToString(CultureInfo.InvariantCulture)}";

    private static void PrintFamilies(Page page, LandscapeReport landscape)
    {
        IReadOnlyList<FamilyReport> families = landscape.Families;
        double rounding = LossRounding.Of(landscape);
        if (families.Count == 0)
        {
            return;
        }

        page.Line();
        page.Labelled("families", $"{Figures.Counted(families.Count, "function", "functions")} on which optima are not isolated; these are no classes");
        page.Line();
        var table = new TextTable(new Column("loss"), new Column("hits"), new Column("dimension at most"), new Column("first seed"));
        foreach (FamilyReport family in families.Take(RowsShown))
        {
            table.Add(
                Figures.Loss(family.Loss, rounding),
                Figures.Count(family.Hits),
                family.Dimension.ToString(CultureInfo.InvariantCulture),
                family.RepresentativeSeed.ToString(CultureInfo.InvariantCulture));
        }

        page.Table(table);
        if (families.Count > RowsShown)
        {
            page.Quiet($"... and {Figures.Count(families.Count - RowsShown)} more");
        }
    }
}
