using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Sweeps;

namespace OrleansSymmetry.Client.Results;

/// <summary>One landscape of a report, with what the report's sweep says of it.</summary>
/// <param name="Report">The report.</param>
/// <param name="Position">Which of its landscapes, from 0.</param>
/// <param name="Outline">Problem, network, loss and tolerances; null where the report's sweep is of another version.</param>
internal sealed record ReportedLandscape(Report Report, int Position, LandscapeOutline? Outline)
{
    /// <summary>Its census.</summary>
    internal LandscapeReport Landscape => Report.Landscapes[Position];

    /// <summary>Number of hidden layers; 0 where that is not known.</summary>
    internal int HiddenLayers => Outline?.Network.Hidden.Count ?? 0;

    /// <summary>The method of its last phase of training; null where the report does not say.</summary>
    internal string? LastMethod => (string?)((SpecNode?["train"] as JsonArray)?.LastOrDefault() as JsonObject)?["method"];

    // The normalised sweep holds every landscape in full.
    private JsonNode? SpecNode =>
        Report.Sweep.Spec.ValueKind == JsonValueKind.Object && Report.Sweep.Spec.TryGetProperty("landscapes", out JsonElement all)
        && all.ValueKind == JsonValueKind.Array && Position < all.GetArrayLength()
            ? JsonNode.Parse(all[Position].GetRawText())
            : null;

    /// <summary>All landscapes of a report, whose sweep is read once.</summary>
    internal static IReadOnlyList<ReportedLandscape> AllOf(Report report)
    {
        JsonElement spec = report.Sweep.Spec;
        IReadOnlyList<LandscapeOutline> outlines = spec.ValueKind == JsonValueKind.Object
            ? SweepReader.Outlines(Encoding.UTF8.GetBytes(spec.GetRawText()))
            : [];
        return [.. report.Landscapes.Select((_, i) => new ReportedLandscape(report, i, i < outlines.Count ? outlines[i] : null))];
    }
}
