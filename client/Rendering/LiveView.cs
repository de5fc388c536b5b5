using System.Globalization;
using OrleansSymmetry.Contracts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace OrleansSymmetry.Client.Rendering;

/// <summary>Progress on a terminal: a bar per landscape, speed, time to go, and the classes met so far.</summary>
internal sealed class LiveView(IAnsiConsole console, TimeProvider time) : IProgressView
{
    /// <summary>Landscapes that are drawn with their classes; a grid may have hundreds.</summary>
    private const int LandscapesShown = 4;

    /// <summary>Classes drawn of each.</summary>
    private const int ClassesShown = 6;

    private const int BarWidth = 30;

    private readonly Dictionary<string, SpeedMeter> _meters = [];

    /// <inheritdoc/>
    public async Task<SweepStatus?> Follow(IAsyncEnumerable<SweepStatus> statuses)
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
        foreach (LandscapeProgress landscape in status.Landscapes)
        {
            if (!_meters.TryGetValue(landscape.Id, out SpeedMeter? meter))
            {
                _meters[landscape.Id] = meter = new SpeedMeter(time);
            }

            meter.Note(landscape.Done);
        }

        List<LandscapeProgress> open = [.. status.Landscapes.Where(landscape => landscape.Done < landscape.Wanted)];
        int closed = status.Landscapes.Count - open.Count;
        var rows = new List<IRenderable>
        {
            new Text($"{status.Id}  {SweepFigures.State(status.State)}  {Figures.Count(SweepFigures.Done(status))} of "
                + $"{Figures.Count(SweepFigures.Wanted(status))} runs, {Figures.Counted(status.ComputeThreads, "thread", "threads")}"
                + (status.Silos > 1 ? $" on {status.Silos} silos" : string.Empty), new Style(decoration: Decoration.Bold)),
        };
        // Those under way first; without any, the last ones, so that the end of a sweep is seen too.
        List<LandscapeProgress> shown = [.. (open.Count > 0 ? open : status.Landscapes).Take(LandscapesShown)];
        rows.AddRange(shown.SelectMany(Draw));
        int waiting = open.Count - shown.Count;
        if (closed > 0 && open.Count > 0)
        {
            rows.Add(new Text($"{Figures.Counted(closed, "landscape is", "landscapes are")} complete"));
        }

        if (waiting > 0)
        {
            rows.Add(new Text($"{Figures.Counted(waiting, "landscape waits", "landscapes wait")}"));
        }

        return new Rows(rows);
    }

    private IEnumerable<IRenderable> Draw(LandscapeProgress landscape)
    {
        double fraction = landscape.Wanted == 0 ? 1 : (double)landscape.Done / landscape.Wanted;
        int filled = (int)Math.Floor(BarWidth * fraction);
        string speed = landscape.Done < landscape.Wanted && _meters[landscape.Id].PerSecond is { } perSecond
            ? $"  {SweepFigures.Speed(perSecond)}  {SweepFigures.Eta(landscape.Wanted - landscape.Done, perSecond)} to go"
            : string.Empty;
        yield return new Text(string.Empty);
        yield return new Text(landscape.Label.Length > 0 ? landscape.Label : landscape.Id);
        yield return new Spectre.Console.Paragraph()
            .Append(new string('█', filled), new Style(foreground: Color.Teal))
            .Append(new string('░', BarWidth - filled), new Style(decoration: Decoration.Dim))
            .Append($"  {(100 * fraction).ToString("F0", CultureInfo.InvariantCulture),3} %{speed}");
        yield return new Text(EndedSaid(landscape), new Style(decoration: Decoration.Dim));
        if (landscape.Leading.Count > 0)
        {
            yield return Classes(landscape);
        }
    }

    private static string EndedSaid(LandscapeProgress landscape)
    {
        string[] names = ["minimum", "degenerate", "saddle", "diverging", "unconverged", "failed"];
        return string.Join(", ", names.Zip(landscape.Ended).Where(end => end.Second > 0).Select(end => $"{end.First} {Figures.Count(end.Second)}"));
    }

    private static Rows Classes(LandscapeProgress landscape)
    {
        var table = new TextTable(new Column("loss"), new Column("hits"), new Column("kind", IsText: true));
        foreach (ClassSoFar found in landscape.Leading.Take(ClassesShown))
        {
            table.Add(Figures.Loss(found.Loss), Figures.Count(found.Hits), found.Kind);
        }

        (string head, IReadOnlyList<string> body) = table.Lay();
        int more = landscape.Classes - body.Count;
        IEnumerable<string> lines = more > 0 ? body.Append($"... and {Figures.Counted(more, "class", "classes")} more") : body;
        return new Rows([new Text(head, new Style(decoration: Decoration.Dim)), .. lines.Select(line => new Text(line))]);
    }
}
