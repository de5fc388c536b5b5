using System.Text.Json.Serialization;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Symmetry.Moves;

/// <summary>A symmetry made of permutations and flips of hidden units: what a path leads to the copy by. Layers and units count from 1.</summary>
/// <param name="Layers">What happens in each layer that is touched; no layer twice.</param>
public sealed record Move(IReadOnlyList<LayerMove> Layers)
{
    /// <summary>What happens in each layer that is touched; no layer twice.</summary>
    public IReadOnlyList<LayerMove> Layers { get; init => field = ValueList.Of(value); } = ValueList.Of(Layers);

    /// <summary>The exchange of two units.</summary>
    /// <param name="layer">Hidden layer, from 1.</param>
    /// <param name="first">One unit, from 1.</param>
    /// <param name="second">The other.</param>
    public static Move Exchange(int layer, int first, int second) => new([new LayerMove(layer, [new UnitCycle([first, second])], [])]);
}

/// <summary>What a move does in one hidden layer: the cycles first, then the flips.</summary>
/// <param name="Layer">Hidden layer, from 1.</param>
/// <param name="Cycles">Disjoint cycles.</param>
/// <param name="Flips">The places whose units change sign, after the cycles, from 1; no place twice.</param>
public sealed record LayerMove(int Layer, IReadOnlyList<UnitCycle> Cycles, IReadOnlyList<int> Flips)
{
    /// <summary>Disjoint cycles.</summary>
    public IReadOnlyList<UnitCycle> Cycles { get; init => field = ValueList.Of(value); } = ValueList.Of(Cycles);

    /// <summary>The places whose units change sign, after the cycles, from 1; no place twice.</summary>
    public IReadOnlyList<int> Flips { get; init => field = ValueList.Of(value); } = ValueList.Of(Flips);
}

/// <summary>A cycle of units: each moves to the place of the next one, the last to that of the first. An array of units in JSON.</summary>
/// <param name="Units">At least two units, from 1; none twice.</param>
[JsonConverter(typeof(UnitCycleConverter))]
public sealed record UnitCycle(IReadOnlyList<int> Units)
{
    /// <summary>At least two units, from 1; none twice.</summary>
    public IReadOnlyList<int> Units { get; init => field = ValueList.Of(value); } = ValueList.Of(Units);
}
