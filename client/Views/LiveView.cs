using System.Globalization;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Pictures.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace OrleansSymmetry.Client.Views;

/// <summary>Progress on a terminal: a bar per landscape, speed, time to go, and the classes met so far.</summary>
internal sealed class LiveView(IAnsiConsole console, TimeProvider time)
{
    /// <summary>Landscapes that are drawn with their classes; a grid may have hundreds.</summary>
    private const int LandscapesShown = 4;

    /// <summary>Classes drawn of each.</summary>
    private const int ClassesShown = 6;

    private const int BarWidth = 30;

    private readonly SpeedMeter _meter = new(time);

    /// <summary>Shows statuses until they end.</summary>
    /// <returns>The last one, or null when there was none.</returns>
    internal async Task<SweepStatus?> Follow(IAsyncEnumerable<SweepStatus> statuses)
    {
        SweepStatus? last = null;
        await console.Live(new Text("starting")).AutoClear(true).Overflow(VerticalOverflow.Ellipsis).StartAsync(async context =>
        {
            await foreach (SweepStatus status in statuses)
            {
                last = status;
                context.UpdateTarget(Draw(status));
                context.Refresh();
            }
        });
        return last;
    }

    /// <summary>The picture of one status.</summary>
    internal IRenderable Draw(SweepStatus status)
    {
        _meter.Note(SweepFigures.Done(status));
        List<LandscapeProgress> open = [.. status.Landscapes.Where(landscape => landscape.Done < landscape.Wanted)];
        int closed = status.Landscapes.Count - open.Count;
        var rows = new List<IRenderable>
        {
            new Text($"{status.Id}  {SweepFigures.State(status.State)}", new Style(decoration: Decoration.Bold)),
            new Text(Progress(status)),
        };
        rows.AddRange(SweepFigures.Data(status).Select(data => new Text(data, new Style(decoration: Decoration.Dim))));

        // Those under way first; without any, the last ones, so that the end of a sweep is seen too.
        List<LandscapeProgress> shown = [.. (open.Count > 0 ? open : status.Landscapes).Take(LandscapesShown)];
        rows.AddRange(shown.SelectMany(DrawLandscape));
        int waiting = open.Count - shown.Count;
        if (closed > 0 && open.Count > 0)
        {
            rows.Add(new Text(string.Empty));
            rows.Add(new Text($"{Figures.Counted(closed, "landscape is", "landscapes are")} complete"));
        }

        if (waiting > 0)
        {
            rows.Add(new Text($"{Figures.Counted(waiting, "landscape waits", "landscapes wait")}"));
        }

        return new Rows(rows);
    }

    // Landscapes are trained one after another, so speed and time to go belong to the sweep as a whole.
    private string Progress(SweepStatus status)
    {
        long done = SweepFigures.Done(status);
        long wanted = SweepFigures.Wanted(status);
        string line = $"{Figures.Count(done)} of {Figures.Count(wanted)} runs, {Figures.Counted(status.ComputeThreads, "thread", "threads")}"
            + (status.Silos > 1 ? $" on {status.Silos} silos" : string.Empty);
        return done < wanted && _meter.PerSecond is { } perSecond
            ? $"{line}, {SweepFigures.Speed(perSecond)}, {SweepFigures.Eta(wanted - done, perSecond)} to go"
            : line;
    }

    private static IEnumerable<IRenderable> DrawLandscape(LandscapeProgress landscape)
    {
        double fraction = landscape.Wanted == 0 ? 1 : (double)landscape.Done / landscape.Wanted;
        int filled = (int)Math.Floor(BarWidth * fraction);
        yield return new Text(string.Empty);
        yield return new Text(SweepFigures.Name(landscape));
        yield return new Spectre.Console.Paragraph()
            .Append(new string('█', filled), new Style(foreground: Color.Teal))
            .Append(new string('░', BarWidth - filled), new Style(decoration: Decoration.Dim))
            .Append($"  {(100 * fraction).ToString("F0", CultureInfo.InvariantCulture),3} %  ")
            .Append($"{Figures.Count(landscape.Done)} of {Figures.Count(landscape.Wanted)}");
        if (EndedText(landscape) is { Length: > 0 } ended)
        {
            yield return new Text(ended, new Style(decoration: Decoration.Dim));
        }

        if (landscape.Leading.Count > 0)
        {
            yield return Classes(landscape);
        }
    }

    private static string EndedText(LandscapeProgress landscape) => string.Join(
        ", ", EndCounts.InOrder(landscape.Ended).ByWord.Where(end => end.Runs > 0).Select(end => $"{end.Word} {Figures.Count(end.Runs)}"));

    private static Rows Classes(LandscapeProgress landscape)
    {
        var table = new TextTable(new Column("loss"), new Column("hits"), new Column("kind", IsText: true));
        foreach (ClassSoFar found in landscape.Leading.Take(ClassesShown))
        {
            table.Add(Figures.Loss(found.Loss), Figures.Count(found.Hits), found.Kind);
        }

        (string head, IReadOnlyList<string> body, _) = table.Lay();
        int more = landscape.Classes - body.Count;
        IEnumerable<string> lines = more > 0 ? body.Append($"... and {Figures.Counted(more, "class", "classes")} more") : body;
        return new Rows([new Text(head, new Style(decoration: Decoration.Dim)), .. lines.Select(line => new Text(line))]);
    }
}
