using System.Globalization;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Client.Views;

/// <summary>What is said about a sweep's progress.</summary>
internal static class SweepFigures
{
    /// <summary>Of a grid over problems; the census shows each landscape with its own.</summary>
    private const int DataShown = 4;

    /// <summary>Runs stored, over all landscapes.</summary>
    internal static long Done(SweepStatus status) => status.Landscapes.Sum(landscape => landscape.Done);

    /// <summary>Runs wanted, over all landscapes.</summary>
    internal static long Wanted(SweepStatus status) => status.Landscapes.Sum(landscape => landscape.Wanted);

    /// <summary>One line about a sweep.</summary>
    internal static string Line(SweepStatus status, double? speed)
    {
        long done = Done(status);
        long wanted = Wanted(status);
        var parts = new List<string>
        {
            $"{status.Id}: {State(status.State)}",
            $"{Figures.Count(done)} of {Figures.Count(wanted)} runs ({Figures.Percent(wanted == 0 ? 1 : (double)done / wanted)} %)",
        };
        if (status.State == SweepState.Running && speed is { } perSecond)
        {
            parts.Add($"{Speed(perSecond)}, {Eta(wanted - done, perSecond)} to go");
        }

        parts.Add(Figures.Counted(status.Landscapes.Sum(landscape => (long)landscape.Classes), "class so far", "classes so far"));
        return string.Join("; ", parts);
    }

    /// <summary>A landscape as it is named: what the grid sets for it, and its network in full.</summary>
    internal static string Name(LandscapeProgress landscape) => (landscape.Label.Length > 0, landscape.Network) switch
    {
        (true, { } network) => $"{landscape.Label}; {network}",
        (true, null) => landscape.Label,
        (false, { } network) => network,
        _ => landscape.Id,
    };

    /// <summary>What was read for the landscapes, each once; a grid mostly has one.</summary>
    internal static IReadOnlyList<string> Data(SweepStatus status) =>
        [.. status.Landscapes.Select(landscape => landscape.Data).OfType<string>().Distinct(StringComparer.Ordinal).Take(DataShown)];

    /// <summary>A state as a word.</summary>
    internal static string State(SweepState state) => state switch
    {
        SweepState.Running => "running",
        SweepState.Closing => "closing",
        SweepState.Done => "done",
        SweepState.Cancelled => "cancelled",
        SweepState.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a state of a sweep."),
    };

    /// <summary>Runs a second.</summary>
    internal static string Speed(double perSecond) => perSecond < 10
        ? $"{perSecond.ToString("F1", CultureInfo.InvariantCulture)} runs/s"
        : $"{perSecond.ToString("N0", CultureInfo.InvariantCulture)} runs/s";

    /// <summary>Time to go at a speed.</summary>
    internal static string Eta(long runs, double perSecond)
    {
        double seconds = runs / perSecond;
        return seconds < TimeSpan.MaxValue.TotalSeconds ? Figures.Duration(TimeSpan.FromSeconds(seconds)) : "very long";
    }
}
