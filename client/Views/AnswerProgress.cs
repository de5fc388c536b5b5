using OrleansSymmetry.Contracts;
using OrleansSymmetry.Pictures.Text;
using Spectre.Console;

namespace OrleansSymmetry.Client.Views;

/// <summary>Progress of a geometry question on standard error: a line that changes on a terminal, a plain line now and then anywhere else.</summary>
internal sealed class AnswerProgress(Terminal terminal, TimeProvider time)
{
    /// <summary>Often enough to see that it lives, seldom enough for a log; what is answered sooner needs no line.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(3);

    /// <summary>Follows a question until the statuses end.</summary>
    /// <returns>The last status, or null when there was none.</returns>
    internal Task<GeometryStatus?> Follow(IAsyncEnumerable<GeometryStatus> statuses) =>
        terminal.ErrorMoves ? FollowLive(statuses) : FollowPlainly(statuses);

    /// <summary>What is said about a status.</summary>
    internal static string StatusText(GeometryStatus status) => status.Parts == 0
        ? "reading the runs"
        : $"{Figures.Count(status.PartsDone)} of {Figures.Counted(status.Parts, "part", "parts")} computed";

    private async Task<GeometryStatus?> FollowLive(IAsyncEnumerable<GeometryStatus> statuses)
    {
        GeometryStatus? last = null;
        await terminal.Live.Live(new Text("asking")).AutoClear(true).StartAsync(async context =>
        {
            await foreach (GeometryStatus status in statuses)
            {
                last = status;
                context.UpdateTarget(new Text(StatusText(status)));
                context.Refresh();
            }
        });
        return last;
    }

    private async Task<GeometryStatus?> FollowPlainly(IAsyncEnumerable<GeometryStatus> statuses)
    {
        GeometryStatus? last = null;
        long written = time.GetTimestamp();
        await foreach (GeometryStatus status in statuses)
        {
            last = status;
            if (status.State == GeometryState.Computing && time.GetElapsedTime(written) >= Period)
            {
                terminal.ErrorWriter.Write(StatusText(status) + "\n");
                terminal.ErrorWriter.Flush();
                written = time.GetTimestamp();
            }
        }

        return last;
    }
}
