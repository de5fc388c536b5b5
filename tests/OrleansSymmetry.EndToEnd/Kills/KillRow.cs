using System.Globalization;

namespace OrleansSymmetry.EndToEnd.Kills;

/// <summary>What came of one event.</summary>
/// <param name="Event">The event.</param>
/// <param name="Round">Which time it was tried.</param>
internal sealed record KillRow(KillEvent Event, int Round)
{
    public static string Head { get; } =
        $"{"event",-22} {"round",5} {"at s",6} {"done",5} {"recovered s",11} {"limit",6} {"twice",5} {"console s",9} {"log lines",9}  report";

    /// <summary>Seconds from the submission to the event.</summary>
    public double At { get; init; }

    /// <summary>Share of the runs that was stored by then.</summary>
    public double Done { get; init; }

    /// <summary>Seconds until the work was taken up; see <see cref="Recovery"/>. Null: not measured, or never.</summary>
    public double? Recovered { get; init; }

    /// <summary>Seconds that <see cref="Recovered"/> may have; null: it is not measured in this round.</summary>
    public double? Limit { get; init; }

    /// <summary>Blocks that were trained to the end and found stored already, or lost before they were; null: not known.</summary>
    public double? Twice { get; init; }

    /// <summary>Seconds of the slowest command that was given meanwhile; null: none was.</summary>
    public double? Console { get; init; }

    /// <summary>Lines that the silos logged, from their start to the end of the round.</summary>
    public int LogLines { get; init; }

    /// <summary>What is wrong, in sentences; none: every seed is stored once and the report has the bytes of the undisturbed process.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Event.Name,-22} {Round,5} {At,6:0.0} {Done,5:P0} {Figure(Recovered),11} {Figure(Limit),6} {Figure(Twice, "0"),5} "
        + $"{Figure(Console),9} {LogLines,9}  {(Faults.Count == 0 ? "equal" : "WRONG: " + string.Join(' ', Faults))}");

    private static string Figure(double? figure, string format = "0.0") => figure?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
