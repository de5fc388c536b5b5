using OrleansSymmetry.Landscape.Symmetry.Groups;

namespace OrleansSymmetry.Landscape.Tests.Symmetry;

/// <summary>The whole discrete group, element by element.</summary>
internal static class BruteForce
{
    public static IEnumerable<GroupElement> Elements(SymmetryGroup group)
    {
        IEnumerable<UnitElement[][]> partial = [[]];
        foreach (LayerSymmetry layer in group.Layers)
        {
            partial = partial.SelectMany(below => LayerElements(layer).Select(units => (UnitElement[][])[.. below, units])).ToList();
        }

        return partial.Select(units => new GroupElement(group, units));
    }

    public static double LargestDifference(double[] a, double[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();

    public static IEnumerable<int[]> Permutations(int[] items) => items.Length <= 1
        ? [items]
        : items.SelectMany(first => Permutations([.. items.Where(item => item != first)]).Select(rest => (int[])[first, .. rest]));

    private static IEnumerable<UnitElement[]> LayerElements(LayerSymmetry layer)
    {
        int forms = layer.HasFlip ? 1 << layer.Width : 1;
        return Permutations([.. Enumerable.Range(0, layer.Width)]).SelectMany(sources => Enumerable.Range(0, forms).Select(
            form => sources.Select((source, i) => new UnitElement(source, new UnitForm((form >> i & 1) == 1 ? -1 : 1))).ToArray()));
    }
}
