using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;
using OrleansSymmetry.Client.Results;
using OrleansSymmetry.Client.Views;
using OrleansSymmetry.Landscape.Questions;
using OrleansSymmetry.Pictures.Svg;

namespace OrleansSymmetry.Client.Commands;

/// <summary>`slice ID CLASS`: the objective on a plane through optima or along directions.</summary>
internal sealed partial class SliceCommand() : GeometryCommand<SliceAnswer>(
    "slice",
    "Draw the objective on a plane through a class and two of its copies, through three classes, or along two directions. "
        + "Ctrl-C stops; the same command continues.",
    "symmetry slice xor 1 --landscape 2 --copy \"(1 2)\" --copy \"(1 3)\" --svg slice.svg\n"
        + "symmetry slice xor 1 --landscape 1 --random 7 --radius 2 --size 81x61 --npz slice.npz")
{
    /// <summary>The two flattest directions.</summary>
    private const string DefaultEigenvectors = "1,2";

    private readonly Argument<int?> _class = ClassArgument.Create();

    private readonly Option<string[]> _copy = new("--copy")
    {
        Description = "Give it twice: the moves of units that lead to the two copies, such as "
            + "\"(1 2)\", \"(1 2 3)\", \"-1\" (a flip) or \"2:(1 3)\" (in layer 2).",
        HelpName = "MOVE",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> _with = new("--with") { Description = "The ranks of two other classes that the plane goes through.", HelpName = "N,M" };

    private readonly Option<string?> _eigenvectors = new("--eigenvectors")
    {
        Description = $"Along the eigenvectors of the I-th and the J-th smallest eigenvalue of the Hessian. Without any plane: {DefaultEigenvectors}.",
        HelpName = "I,J",
    };

    private readonly Option<int?> _random = new("--random")
    {
        Description = "Along two random directions drawn from SEED, scaled unit by unit like the class (filter normalisation).",
        HelpName = "SEED",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = WholeNumber.AtLeast("--random", 0, "the seed of the directions"),
    };

    private readonly Option<double?> _margin = new("--margin")
    {
        Description = $"Room around the optima, as a fraction of their extent (default {SlicePlane.DefaultMargin.ToString(CultureInfo.InvariantCulture)}).",
        HelpName = "M",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = Positive("--margin", SlicePlane.DefaultMargin),
    };

    private readonly Option<double?> _radius = new("--radius")
    {
        Description = $"How far the plane reaches along the two directions, in their lengths "
            + $"(default {SlicePlane.DefaultRadius.ToString(CultureInfo.InvariantCulture)}).",
        HelpName = "R",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = Positive("--radius", SlicePlane.DefaultRadius),
    };

    private readonly Option<string?> _size = new("--size")
    {
        Description = $"Points of the grid, at most {SliceQuestion.MostPoints}x{SliceQuestion.MostPoints} "
            + $"(default {SliceQuestion.DefaultPoints}x{SliceQuestion.DefaultPoints}).",
        HelpName = "WIDTHxHEIGHT",
    };

    private readonly Option<string?> _npz = new("--npz")
    {
        Description = "Write the grid to FILE for numpy.load: x, y, loss [y, x], origin, along_x, along_y, and the marks.",
        HelpName = "FILE",
    };

    /// <inheritdoc/>
    protected override void AddQuestion(Command command)
    {
        command.Arguments.Add(_class);
        command.Options.Add(_copy);
        command.Options.Add(_with);
        command.Options.Add(_eigenvectors);
        command.Options.Add(_random);
        command.Options.Add(_margin);
        command.Options.Add(_radius);
        command.Options.Add(_size);
        command.Options.Add(_npz);
    }

    /// <inheritdoc/>
    protected override GeometryQuestion Question(ParseResult parse, ReportedLandscape choice)
    {
        string id = ClassArgument.IdOf(choice, parse.GetValue(_class)!.Value);
        (int width, int height) = Size(parse.GetValue(_size));
        return new SliceQuestion(choice.Position, id, Plane(parse, choice), width, height);
    }

    /// <inheritdoc/>
    protected override void Print(Page page, ReportedLandscape choice, SliceAnswer answer) => SliceView.Print(page, choice, answer);

    /// <inheritdoc/>
    protected override string Draw(SliceAnswer answer, ReportedLandscape choice) => SvgContourMap.Draw(SlicePicture.Of(answer));

    /// <inheritdoc/>
    protected override void WriteFiles(ParseResult parse, SliceAnswer answer, ReportedLandscape choice)
    {
        if (parse.GetValue(_npz) is { } file)
        {
            AtomicFile.Write(Path.GetFullPath(file), SliceArchive.Of(answer));
        }
    }

    private static Func<ArgumentResult, double?> Positive(string option, double example)
    {
        Func<ArgumentResult, double> parse = PositiveNumber.From(option, example.ToString(CultureInfo.InvariantCulture));
        return result => parse(result);
    }

    private static (int Width, int Height) Size(string? text)
    {
        if (text is null)
        {
            return (SliceQuestion.DefaultPoints, SliceQuestion.DefaultPoints);
        }

        Match match = SizePattern().Match(text);
        return match.Success
            && int.TryParse(match.Groups["width"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int width)
            && int.TryParse(match.Groups["height"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int height)
            && width is >= 2 and <= SliceQuestion.MostPoints
            && height is >= 2 and <= SliceQuestion.MostPoints
                ? (width, height)
                : throw CommandException.WrongInput($"--size is {text}. It must be WIDTHxHEIGHT, each 2 to {SliceQuestion.MostPoints}, such as 101x61.");
    }

    private SlicePlane Plane(ParseResult parse, ReportedLandscape choice)
    {
        string[] copies = parse.GetValue(_copy)!;
        string? with = parse.GetValue(_with);
        string? eigenvectors = parse.GetValue(_eigenvectors);
        int? random = parse.GetValue(_random);
        double? margin = parse.GetValue(_margin);
        double? radius = parse.GetValue(_radius);
        bool throughOptima = copies.Length > 0 || with is not null;
        int planes = (copies.Length > 0 ? 1 : 0) + (with is null ? 0 : 1) + (eigenvectors is null ? 0 : 1) + (random is null ? 0 : 1);
        if (planes > 1)
        {
            throw CommandException.WrongInput("--copy, --with, --eigenvectors and --random each name a plane. Give one of them.");
        }

        if (throughOptima && radius is not null)
        {
            throw CommandException.WrongInput("--radius belongs to --eigenvectors and --random. A plane through optima takes --margin.");
        }

        if (!throughOptima && margin is not null)
        {
            throw CommandException.WrongInput("--margin belongs to --copy and --with. A plane along directions takes --radius.");
        }

        if (copies.Length > 0)
        {
            int? layer = choice.HiddenLayers > 1 ? null : 1;
            return copies.Length == 2
                ? new CopiesPlane(MoveText.Read("--copy", [copies[0]], layer), MoveText.Read("--copy", [copies[1]], layer), margin ?? SlicePlane.DefaultMargin)
                : throw CommandException.WrongInput(
                    $"--copy is given {(copies.Length == 1 ? "once" : $"{copies.Length} times")}. "
                    + "A plane goes through the class and two copies: give it twice.");
        }

        if (with is not null)
        {
            (int second, int third) = Two("--with", with, "the ranks of two classes");
            return new ClassesPlane(
                ClassArgument.IdOf(choice, second, "--with"), ClassArgument.IdOf(choice, third, "--with"), margin ?? SlicePlane.DefaultMargin);
        }

        if (random is { } seed)
        {
            return new RandomPlane(seed, radius ?? SlicePlane.DefaultRadius);
        }

        (int first, int other) = Two("--eigenvectors", eigenvectors ?? DefaultEigenvectors, "the ranks of two eigenvalues");
        return new EigenvectorPlane(first, other, radius ?? SlicePlane.DefaultRadius);
    }

    private static (int First, int Second) Two(string option, string text, string what) => UnitList.Read(option, text, what) switch
    {
        [int first, int second] => (first, second),
        _ => throw CommandException.WrongInput($"{option} is {text}. It must be {what}, such as 1,2."),
    };

    [GeneratedRegex("^(?<width>[0-9]+)x(?<height>[0-9]+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex SizePattern();
}
