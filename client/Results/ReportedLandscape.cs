using OrleansSymmetry.Landscape.Census;

namespace OrleansSymmetry.Client.Results;

/// <summary>One landscape of a report.</summary>
/// <param name="Report">The report.</param>
/// <param name="Position">Which of its landscapes, from 0.</param>
internal sealed record ReportedLandscape(Report Report, int Position)
{
    /// <summary>Its census.</summary>
    internal LandscapeReport Landscape => Report.Landscapes[Position];

    /// <summary>Widths of its hidden layers.</summary>
    internal IReadOnlyList<int> Hidden => new SpecText(Report.Sweep.Spec, Position).Widths("network.hidden");
}
