using System.Globalization;
using System.Text.RegularExpressions;
using OrleansSymmetry.Landscape.Symmetry.Moves;

namespace OrleansSymmetry.Client.Commands;

/// <summary>
/// Moves of units as the user writes them, and as <see cref="MoveNotation.Write"/> does: "(1 2 3)(4 5)", "2:(1 3)",
/// "-2" for a flip of unit 2, several layers parted by semicolons.
/// </summary>
internal static partial class MoveText
{
    /// <summary>One move of one or more texts.</summary>
    /// <param name="option">What gave them, for messages.</param>
    /// <param name="texts">The texts; what they say of one layer belongs together.</param>
    /// <param name="layer">The layer where none is written, from 1; null: it must be written.</param>
    /// <exception cref="CommandException">A text is no move.</exception>
    internal static Move Read(string option, IEnumerable<string> texts, int? layer)
    {
        var layers = new SortedDictionary<int, (List<string> Cycles, List<int> Flips)>();
        try
        {
            foreach (string part in texts.SelectMany(text => text.Split(';', StringSplitOptions.TrimEntries)))
            {
                Match match = Part().Match(part);
                int at = match.Groups["layer"] is { Success: true } written
                    ? Number(written.Value)
                    : layer ?? throw new FormatException(
                        $"'{part}' names no layer, and the network has several hidden layers. "
                        + $"Write the layer in front, such as '1:{part}', or give --layer if the command has it.");
                if (!layers.TryGetValue(at, out (List<string> Cycles, List<int> Flips) there))
                {
                    layers.Add(at, there = ([], []));
                }

                int[] flips = [.. match.Groups["flip"].Captures.Select(flip => Number(flip.Value))];
                string cycles = match.Groups["cycles"].Value;
                there.Flips.AddRange(flips);
                if (flips.Length == 0 || cycles.Length > 0)
                {
                    there.Cycles.Add(cycles);
                }
            }

            return new Move([.. layers.SelectMany(pair => MoveNotation.Read(pair.Value.Cycles, pair.Value.Flips, pair.Key).Layers)]);
        }
        catch (FormatException fault)
        {
            throw CommandException.WrongInput($"{option}: {fault.Message}");
        }
    }

    private static int Number(string digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        ? number
        : throw new FormatException($"{digits} is too large for the number of a unit or a layer.");

    // The notation reads whatever is no layer and no flip, and says what is wrong with it.
    [GeneratedRegex(@"^((?<layer>[0-9]+)\s*:)?\s*(?<cycles>.*?)(\s*-\s*(?<flip>[0-9]+))*\s*$", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Part();
}
