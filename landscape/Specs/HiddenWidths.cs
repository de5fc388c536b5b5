using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Specs;

/// <summary>The widths of a network's hidden layers, as a sweep file writes them.</summary>
internal static class HiddenWidths
{
    /// <summary>Reads `hidden`; null with faults.</summary>
    public static ValueList<int>? Read(SpecMapReader keys)
    {
        string allowed = $"It must be a list of 1 to {SweepLimits.HiddenLayers} widths between 1 and {SweepLimits.Width}, such as [2].";
        if (keys.Require("hidden", allowed) is not { } node)
        {
            return null;
        }

        if (node is not SpecList { Items.Count: >= 1 and <= SweepLimits.HiddenLayers } list)
        {
            keys.Faults.Refuse(keys.PathOf("hidden"), node, allowed);
            return null;
        }

        List<int> widths = [];
        for (int i = 0; i < list.Items.Count; i++)
        {
            string path = keys.PathOf($"hidden.{i}");
            if (SpecMapReader.IntegerOf(list.Items[i], path, keys.Faults, 1, SweepLimits.Width) is { } width)
            {
                widths.Add((int)width);
            }
        }

        return widths.Count == list.Items.Count ? ValueList.Of(widths) : null;
    }
}
