using System.Text.Json;
using OrleansSymmetry.Client.Results;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Sweeps;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Client.Views;

/// <summary>A network as its widths, such as 4-3-3.</summary>
internal static class NetworkShape
{
    /// <summary>The widths of a landscape's network; of its hidden layers alone where the data files are not at hand; null where nothing is known.</summary>
    internal static string? Of(Report report, int position)
    {
        IReadOnlyList<int> hidden = new SpecText(report.Sweep.Spec, position).Widths("network.hidden");
        string text = string.Join('-', hidden);
        return Ends(report, position) is { } data ? $"{data.Inputs}-{text}-{data.Outputs}" : hidden.Count > 0 ? $"hidden {text}" : null;
    }

    private static ProblemData? Ends(Report report, int position)
    {
        if (report.Sweep.Spec.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        try
        {
            byte[] spec = JsonSerializer.SerializeToUtf8Bytes(report.Sweep.Spec);
            LandscapeSpec? landscape = SweepReader.Read(JsonSpec.Parse(spec), DataFiles.None).Sweep?.Landscapes[position].Landscape;
            return landscape?.Problem.Build(landscape.Network, DataFiles.None);
        }
        catch (InvalidDataException)
        {
            // A problem that needs its data file: the report does not carry it.
            return null;
        }
    }
}
