using System.Globalization;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Symmetry.Moves;

namespace OrleansSymmetry.Landscape.Questions;

/// <summary>Checks the moves of a question against the network's group.</summary>
internal static class SwapCheck
{
    /// <summary>Most paths of one question; at 0.1 s each, some minutes.</summary>
    public const int MostPaths = 5_000;

    /// <summary>Highest order of a move: its powers are never gone through, but its order must be a number that says something.</summary>
    private const int HighestOrder = 1_000_000_000;

    /// <summary>Faults of a question about swap paths, its class aside.</summary>
    public static IEnumerable<string> Faults(SwapQuestion question, LossLandscape landscape)
    {
        SymmetryGroup group = SymmetryGroup.OfNetwork(
            landscape.Network, landscape.Spec.Loss.Kind == LossKind.Softmax, landscape.Spec.Loss.L2 > 0);
        if (question.Moves is not { } moves)
        {
            return Pairs(question.Layer, group);
        }

        return moves.Count == 0 ? ["There is no move. Give one at least, or ask for all pairs."]
            : moves.Count > MostPaths
                ? [string.Create(CultureInfo.InvariantCulture, $"There are {moves.Count} moves. At most {MostPaths} can be asked for at once.")]
            : moves.SelectMany(move => Faults(move, group));
    }

    /// <summary>Faults of one move.</summary>
    public static IEnumerable<string> Faults(Move move, SymmetryGroup group)
    {
        if (move.Layers.All(layer => layer.Cycles.Count == 0 && layer.Flips.Count == 0))
        {
            yield return "A move must move something. Name two units to exchange, a cycle, or a unit to flip.";
        }

        foreach (int twice in move.Layers.GroupBy(layer => layer.Layer).Where(same => same.Count() > 1).Select(same => same.Key))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Layer {twice} is in a move twice. Write all that happens in it together.");
        }

        string[] faults = [.. move.Layers.SelectMany(layer => Faults(layer, group))];
        foreach (string fault in faults)
        {
            yield return fault;
        }

        if (faults.Length == 0 && MoveElement.Order(MoveElement.Of(group, move)) > HighestOrder)
        {
            yield return "The move comes back to the start only after more than 1e9 steps. Ask for fewer cycles at once.";
        }
    }

    private static List<string> Faults(LayerMove move, SymmetryGroup group)
    {
        if (move.Layer < 1 || move.Layer > group.Layers.Count)
        {
            return [LayerFault(move.Layer, group)];
        }

        LayerSymmetry layer = group.Layers[move.Layer - 1];
        int[] cycled = [.. move.Cycles.SelectMany(cycle => cycle.Units)];
        List<string> faults =
        [
            .. cycled.Concat(move.Flips).Where(unit => unit < 1 || unit > layer.Width).Distinct().Select(unit => string.Create(
                CultureInfo.InvariantCulture, $"Layer {move.Layer} has no unit {unit}. Its units are 1 to {layer.Width}.")),
            .. move.Cycles.Where(cycle => cycle.Units.Count < 2).Select(_ => string.Create(
                CultureInfo.InvariantCulture, $"A cycle in layer {move.Layer} has fewer than two units and moves nothing.")),
            .. Twice(cycled).Select(unit => string.Create(
                CultureInfo.InvariantCulture, $"Unit {unit} of layer {move.Layer} is in the cycles twice. They must have no unit in common.")),
            .. Twice(move.Flips).Select(unit => string.Create(
                CultureInfo.InvariantCulture, $"Unit {unit} of layer {move.Layer} is flipped twice, which changes nothing.")),
        ];
        if (move.Flips.Count > 0 && FlipFault(move.Layer, layer, group) is { } fault)
        {
            faults.Add(fault);
        }

        return faults;
    }

    private static string? FlipFault(int number, LayerSymmetry layer, SymmetryGroup group) =>
        layer.FlipsAlone
            ? null
            : group.DecidedOn == DecidedOn.Product ? string.Create(
                CultureInfo.InvariantCulture,
                $"Units of layer {number} are linear: they mix freely, signs included, so a flip is no move of its own. Ask for permutations.")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Units of layer {number} have no flip: with {group.Network.Activation.Name} it is no symmetry of this landscape by itself. "
                + $"Ask for permutations.");

    private static IEnumerable<string> Pairs(int? layer, SymmetryGroup group)
    {
        if (layer is { } number && (number < 1 || number > group.Layers.Count))
        {
            return [LayerFault(number, group)];
        }

        long pairs = (layer is { } one ? [group.Layers[one - 1]] : group.Layers).Sum(each => (long)each.Width * (each.Width - 1) / 2);
        return pairs == 0 ? ["There is nothing to exchange: every layer that was asked for has one unit."]
            : pairs > MostPaths ? [string.Create(CultureInfo.InvariantCulture, $"There are {pairs} pairs of units. "
                + $"At most {MostPaths} paths can be asked for at once: name a layer or units.")]
            : [];
    }

    private static string LayerFault(int layer, SymmetryGroup group) => string.Create(
        CultureInfo.InvariantCulture, $"There is no hidden layer {layer}. The network has {group.Layers.Count}, counted from 1.");

    private static IEnumerable<int> Twice(IEnumerable<int> units) => units.GroupBy(unit => unit).Where(same => same.Count() > 1).Select(same => same.Key);
}
