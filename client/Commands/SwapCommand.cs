using System.CommandLine;
using OrleansSymmetry.Client.Results;
using OrleansSymmetry.Client.Views;
using OrleansSymmetry.Landscape.Questions;
using OrleansSymmetry.Landscape.Symmetry.Moves;
using OrleansSymmetry.Pictures.Svg;

namespace OrleansSymmetry.Client.Commands;

/// <summary>`swap ID CLASS`: the straight paths from a class to its copies.</summary>
internal sealed class SwapCommand() : GeometryCommand<SwapAnswer>(
    "swap",
    "Follow the straight paths from a class to its copies with two units exchanged: ridge, middle, and critical point. "
        + "Ctrl-C stops; the same command continues.",
    "symmetry swap xor 1 --landscape 2\nsymmetry swap iris 1 --permutation \"(1 2 3)\" --svg path.svg")
{
    private readonly Argument<int?> _class = ClassArgument.Create();

    private readonly Option<int?> _layer = new("--layer")
    {
        Description = "The hidden layer of the units, from 1 (default: all layers).",
        HelpName = "L",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = WholeNumber.AtLeast("--layer", 1, "a hidden layer"),
    };

    private readonly Option<string?> _units = new("--units")
    {
        Description = "Exchange every pair of these units, and no others.",
        HelpName = "I,J,...",
    };

    private readonly Option<string[]> _permutation = new("--permutation")
    {
        Description = "Permute units by cycles, such as \"(1 2 3)(4 5)\"; \"1:(1 2); 2:(1 3)\" in several layers. Repeatable: together they are one path.",
        HelpName = "CYCLES",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> _flip = new("--flip")
    {
        Description = "Flip the signs of these units, on the same path as --permutation.",
        HelpName = "I,J,...",
    };

    /// <inheritdoc/>
    protected override void AddQuestion(Command command)
    {
        command.Arguments.Add(_class);
        command.Options.Add(_layer);
        command.Options.Add(_units);
        command.Options.Add(_permutation);
        command.Options.Add(_flip);
    }

    /// <inheritdoc/>
    protected override GeometryQuestion Question(ParseResult parse, ReportedLandscape choice)
    {
        string id = ClassArgument.IdOf(choice, parse.GetValue(_class)!.Value);
        int? layer = parse.GetValue(_layer);
        string[] permutations = parse.GetValue(_permutation)!;
        string? units = parse.GetValue(_units);
        string? flip = parse.GetValue(_flip);
        if (units is not null && (permutations.Length > 0 || flip is not null))
        {
            throw CommandException.WrongInput("--units exchanges every pair of units; --permutation and --flip make one path. Give one or the other.");
        }

        if (units is not null)
        {
            int[] exchanged = UnitList.Read("--units", units, "two units or more");
            return new SwapQuestion(choice.Position, id, null, Exchanges(LayerOf("--units", layer, choice), exchanged));
        }

        if (permutations.Length == 0 && flip is null)
        {
            return new SwapQuestion(choice.Position, id, layer, null);
        }

        IEnumerable<string> flips = flip is null
            ? []
            : UnitList.Read("--flip", flip, "units").Select(unit => FormattableString.Invariant($"{LayerOf("--flip", layer, choice)}:-{unit}"));
        Move move = MoveText.Read("--permutation", permutations.Concat(flips), layer ?? (choice.HiddenLayers > 1 ? null : 1));
        return new SwapQuestion(choice.Position, id, null, [move]);
    }

    /// <inheritdoc/>
    protected override void Print(Page page, ReportedLandscape choice, SwapAnswer answer) => SwapView.Print(page, choice, answer);

    /// <inheritdoc/>
    protected override string Draw(SwapAnswer answer, ReportedLandscape choice) => SvgLinePlot.Draw(SwapPicture.Of(answer));

    private static int LayerOf(string option, int? layer, ReportedLandscape choice) => layer ?? (choice.HiddenLayers > 1
        ? throw CommandException.WrongInput($"{option} names units, and the network has {choice.HiddenLayers} hidden layers. Name one with --layer.")
        : 1);

    private static List<Move> Exchanges(int layer, int[] units)
    {
        if (units.Length < 2 || units.Distinct().Count() < units.Length)
        {
            throw CommandException.WrongInput($"--units is {string.Join(',', units)}. It must be two units or more that differ, such as 1,2.");
        }

        return
        [
            .. from i in Enumerable.Range(0, units.Length)
               from j in Enumerable.Range(i + 1, units.Length - i - 1)
               select Move.Exchange(layer, units[i], units[j]),
        ];
    }
}
