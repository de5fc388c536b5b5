using System.Globalization;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Client.Views;

/// <summary>What is known of runs besides classes and families: how their last phase ended, how many reached loss 0, and the losses of the rest.</summary>
internal static class RunLossesView
{
    /// <summary>Levels that are listed of one way to end; report.json has up to a hundred.</summary>
    private const int LevelsShown = 8;

    /// <summary>Prints how last phases ended, where some did not converge, and the runs at loss 0, where there are any.</summary>
    internal static void PrintSummary(Page page, LandscapeReport landscape)
    {
        (PhaseEnd End, long Runs)[] phases = [.. landscape.LastPhases.Select(PhaseOf).OfType<(PhaseEnd, long)>().Where(phase => phase.Item2 > 0)];
        if (phases.Any(phase => phase.End != PhaseEnd.Converged))
        {
            page.Labelled("last phase", string.Join(", ", phases.Select(phase => $"{PhaseEndCounts.Words.WordFor(phase.End)} {Figures.Count(phase.Runs)}")));
            foreach ((PhaseEnd end, _) in phases.Where(phase => phase.End != PhaseEnd.Converged))
            {
                page.Labelled(string.Empty, $"{PhaseEndCounts.Words.WordFor(end)}: {end.Sentence()}");
            }
        }

        if (landscape.ZeroLoss is { Runs: > 0 } zero)
        {
            page.Labelled(
                "loss 0",
                $"{Figures.Counted(zero.Runs, "run", "runs")} of {Figures.Count(landscape.Runs)}, {Figures.Percent(zero.Share.Estimate)} % "
                + $"(95 % interval {Figures.Percent(zero.Share.Low)}..{Figures.Percent(zero.Share.High)}): the least that there can be, "
                + "whatever they ended as");
        }
    }

    /// <summary>Prints the losses of the runs that ended in no class and in no family.</summary>
    internal static void PrintRest(Page page, LandscapeReport landscape)
    {
        EndReport[] rest = [.. landscape.Ends.Where(end => end.Ended is not ("minimum" or "saddle" or "degenerate"))];
        if (rest.Length == 0)
        {
            return;
        }

        page.Line();
        page.Labelled("other runs", "losses of the runs that ended in no critical point");
        page.Line();
        var table = new TextTable(
            new Column("ended", IsText: true), new Column("loss"), new Column("runs"), new Column("% of runs"), new Column("first seed"));
        foreach (EndReport end in rest)
        {
            AddWay(table, end, landscape);
        }

        page.Table(table);
    }

    private static void AddWay(TextTable table, EndReport end, LandscapeReport landscape)
    {
        string name = end.Reason is { } reason ? $"{end.Ended} ({reason})" : end.Ended;
        if (end.Levels.Count != 1 || end.NotFinite > 0)
        {
            string all = end.Losses is { } losses ? LossText(new RunLevelReport(losses.Low, losses.High, 0, 0)) : "not finite";
            table.Add(name, all, Figures.Count(end.Runs), Share(end.Runs), FirstSeed());
            name = string.Empty;
        }

        if (end.Levels.Count == 0)
        {
            return;
        }

        // The levels of most runs, and of those with equally many the lower ones, in the order of their loss.
        HashSet<RunLevelReport> shown = [.. end.Levels.OrderByDescending(level => level.Runs).ThenBy(level => level.Loss).Take(LevelsShown)];
        foreach (RunLevelReport level in end.Levels.Where(shown.Contains))
        {
            table.Add(
                name.Length > 0 ? name : "  at",
                LossText(level),
                Figures.Count(level.Runs),
                Share(level.Runs),
                level.FirstSeed.ToString(CultureInfo.InvariantCulture));
        }

        if (end.Levels.Count > shown.Count)
        {
            long others = end.Levels.Where(level => !shown.Contains(level)).Sum(level => level.Runs);
            string levels = Figures.Counted(end.Levels.Count - shown.Count, "more level", "more levels");
            table.Add($"  {levels}", string.Empty, Figures.Count(others), Share(others), string.Empty);
        }

        if (end.NotFinite > 0)
        {
            table.Add("  not finite", string.Empty, Figures.Count(end.NotFinite), Share(end.NotFinite), string.Empty);
        }

        string Share(long runs) => Figures.Percent(runs / (double)landscape.Runs);

        string FirstSeed() => end.Levels.Count > 0 && end.NotFinite == 0
            ? end.Levels.Min(level => level.FirstSeed).ToString(CultureInfo.InvariantCulture)
            : string.Empty;
    }

    private static string LossText(RunLevelReport level)
    {
        if (level.IsZero)
        {
            return "0";
        }

        string least = Figures.Loss(level.Loss);
        string largest = Figures.Loss(level.Largest);
        return least == largest ? least : $"{least}..{largest}";
    }

    private static (PhaseEnd End, long Runs)? PhaseOf(KeyValuePair<string, long> counted) =>
        PhaseEndCounts.Words.TryFind(counted.Key, out PhaseEnd end) ? (end, counted.Value) : null;
}
