using CsCheck;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Symmetry.Moves;
using OrleansSymmetry.Landscape.Tests.Symmetry;

namespace OrleansSymmetry.Landscape.Tests.Questions;

/// <summary>Random landscapes with points and moves.</summary>
internal static class MovedLandscapes
{
    /// <summary>A landscape of any activation, a point, and a move of at least one unit.</summary>
    public static Gen<(LossLandscape Landscape, double[] Theta, Move Move)> Any { get; } =
        (from landscape in Generators.Landscape
         from theta in Generators.Point(landscape)
         from seed in Gen.Int[0, 1_000_000]
         select (landscape, theta, Draw(landscape, new Random(seed))))
        .Where(drawn => drawn.Item3.Layers.Count > 0);

    private static Move Draw(LossLandscape landscape, Random random)
    {
        SymmetryGroup group = SymmetryGroup.Of(landscape);
        var layers = new List<LayerMove>();
        for (int l = 0; l < group.Layers.Count; l++)
        {
            LayerSymmetry layer = group.Layers[l];
            int[] sources = [.. Enumerable.Range(0, layer.Width)];
            random.Shuffle(sources);
            UnitElement[] places = [.. sources.Select(source => new UnitElement(source, UnitForm.Identity))];
            bool canFlip = layer.HasFlip && layer.Unit != UnitSymmetry.FixedPhase;
            int[] flips = [.. Enumerable.Range(1, layer.Width).Where(_ => canFlip && random.Next(3) == 0)];
            UnitCycle[] cycles = [.. MoveElement.Cycles(places).Select(cycle => new UnitCycle([.. cycle.Units.Select(unit => unit + 1)]))];
            if (random.Next(3) > 0 && cycles.Length + flips.Length > 0)
            {
                layers.Add(new LayerMove(l + 1, cycles, flips));
            }
        }

        return new Move(layers);
    }
}
