using OrleansSymmetry.Client.Results;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Client.Views;

/// <summary>A network as its widths, such as 4-3-3.</summary>
internal static class NetworkShape
{
    /// <summary>
    /// The widths of a landscape's network, and its activation where it is known. A report of a version that did not write the widths may know those of
    /// the hidden layers alone.
    /// </summary>
    internal static string? Of(ReportedLandscape choice) => (choice.Landscape.Widths, choice.Outline) switch
    {
        ({ } widths, var outline) => $"{string.Join('-', widths)} {outline?.Network.Activation}".TrimEnd(),
        (null, { } outline) => $"{Of(outline)} {outline.Network.Activation}",
        _ => null,
    };

    private static string Of(LandscapeOutline outline)
    {
        string hidden = string.Join('-', outline.Network.Hidden);
        return outline.Problem?.Shape(DataFiles.None) is { } data ? $"{data.Inputs}-{hidden}-{data.Outputs}" : $"hidden {hidden}";
    }
}
