using System.Globalization;
using System.Text.RegularExpressions;

namespace OrleansSymmetry.Landscape.Symmetry.Moves;

/// <summary>Moves as people write and read them: "(1 2 3)(4 5)", "1:(1 2); 2:(1 3)".</summary>
public static partial class MoveNotation
{
    /// <summary>
    /// One move from cycles and flips. Cycles follow their layer's number and a colon, or stand in <paramref name="layer"/>;
    /// layers are parted by semicolons; units of a cycle by blanks or commas.
    /// </summary>
    /// <param name="permutations">Any number of texts, all of which belong to the one move.</param>
    /// <param name="flips">Units of <paramref name="layer"/> that change sign.</param>
    /// <param name="layer">The layer where none is written, from 1.</param>
    /// <exception cref="FormatException">A text is no permutation; the message says why.</exception>
    public static Move Read(IEnumerable<string> permutations, IEnumerable<int> flips, int layer)
    {
        ArgumentNullException.ThrowIfNull(permutations);
        ArgumentNullException.ThrowIfNull(flips);
        var cycles = new SortedDictionary<int, List<UnitCycle>>();
        foreach (string part in permutations.SelectMany(text => text.Split(';', StringSplitOptions.TrimEntries)))
        {
            (int at, IEnumerable<UnitCycle> found) = ReadLayer(part, layer);
            if (!cycles.TryGetValue(at, out List<UnitCycle>? there))
            {
                cycles.Add(at, there = []);
            }

            there.AddRange(found);
        }

        int[] flipped = [.. flips.Order()];
        if (flipped.Length > 0)
        {
            cycles.TryAdd(layer, []);
        }

        return new Move([.. cycles.Select(pair => new LayerMove(pair.Key, Ordered(pair.Value), pair.Key == layer ? flipped : []))]);
    }

    /// <summary>A move in words, such as "units 1 and 2 of layer 1 exchanged".</summary>
    public static string Words(Move move)
    {
        ArgumentNullException.ThrowIfNull(move);
        return string.Join("; ", move.Layers.SelectMany(Words));
    }

    /// <summary>A move as <see cref="Read"/> takes it, flips as "-3".</summary>
    public static string Write(Move move)
    {
        ArgumentNullException.ThrowIfNull(move);
        return string.Join("; ", move.Layers.Select(layer => string.Create(
            CultureInfo.InvariantCulture, $"{layer.Layer}:{string.Concat(layer.Cycles.Select(Cycle))}{string.Concat(layer.Flips.Select(Flip))}")));

        static string Flip(int unit) => string.Create(CultureInfo.InvariantCulture, $" -{unit}");
    }

    private static IEnumerable<string> Words(LayerMove move)
    {
        string where = string.Create(CultureInfo.InvariantCulture, $"of layer {move.Layer}");
        foreach (UnitCycle cycle in move.Cycles)
        {
            yield return cycle.Units.Count == 2
                ? string.Create(CultureInfo.InvariantCulture, $"units {cycle.Units[0]} and {cycle.Units[1]} {where} exchanged")
                : $"units {Cycle(cycle)} {where} in a cycle";
        }

        if (move.Flips.Count > 0)
        {
            yield return $"unit{(move.Flips.Count > 1 ? "s" : "")} {string.Join(", ", move.Flips)} {where} flipped";
        }
    }

    private static string Cycle(UnitCycle cycle) => $"({string.Join(' ', cycle.Units)})";

    // Disjoint cycles commute, and where one begins does not matter: one order, so that equal moves are equal questions.
    private static List<UnitCycle> Ordered(List<UnitCycle> cycles) =>
        [.. cycles.Select(Rotated).OrderBy(cycle => cycle.Units[0])];

    private static UnitCycle Rotated(UnitCycle cycle)
    {
        int[] units = [.. cycle.Units];
        int first = Array.IndexOf(units, units.Min());
        return new UnitCycle([.. units[first..], .. units[..first]]);
    }

    private static (int Layer, IEnumerable<UnitCycle> Cycles) ReadLayer(string text, int layer)
    {
        Match match = LayerPattern().Match(text);
        return match.Success
            ? (match.Groups["layer"].Success ? Number(match.Groups["layer"].Value) : layer,
                match.Groups["cycle"].Captures.Select(cycle => new UnitCycle([.. NumberPattern().Matches(cycle.Value).Select(unit => Number(unit.Value))])))
            : throw new FormatException(
                $"'{text}' is no permutation. It must be cycles of units, such as \"(1 2 3)(4 5)\"; for several layers \"1:(1 2); 2:(1 3)\".");
    }

    private static int Number(string digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        ? number
        : throw new FormatException($"{digits} is too large for the number of a unit or a layer.");

    [GeneratedRegex(@"^\s*((?<layer>[0-9]+)\s*:)?\s*(\(\s*(?<cycle>[0-9]+([\s,]+[0-9]+)*)\s*\)\s*)+$", RegexOptions.ExplicitCapture)]
    private static partial Regex LayerPattern();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex NumberPattern();
}
