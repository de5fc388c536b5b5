using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Client.Views;

/// <summary>A network as its widths, such as 4-3-3.</summary>
internal static class NetworkShape
{
    /// <summary>The widths of a landscape's network; of its hidden layers alone where inputs and outputs stand in a data file.</summary>
    internal static string Of(LandscapeOutline outline)
    {
        string hidden = string.Join('-', outline.Network.Hidden);
        return outline.Problem?.Shape(DataFiles.None) is { } data ? $"{data.Inputs}-{hidden}-{data.Outputs}" : $"hidden {hidden}";
    }
}
