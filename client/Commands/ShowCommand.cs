using System.CommandLine;
using OrleansSymmetry.Client.Results;
using OrleansSymmetry.Client.Views;
using OrleansSymmetry.Landscape.Questions;
using OrleansSymmetry.Pictures.Svg;

namespace OrleansSymmetry.Client.Commands;

/// <summary>`show ID CLASS`: all that is known of one class.</summary>
internal sealed class ShowCommand() : GeometryCommand<ShowAnswer>(
    "show",
    "Show one class: a drawing of its canonical weights, spectrum, orbit, stabiliser, wasted units, seeds, and the ridges to its copies.",
    "symmetry show xor 1 --landscape 1\nsymmetry show iris 2 --svg network.svg --spectrum spectrum.svg")
{
    private readonly Argument<int?> _class = ClassArgument.Create();

    private readonly Option<string?> _spectrum = new("--spectrum") { Description = "Draw the spectrum to FILE as SVG.", HelpName = "FILE" };

    /// <inheritdoc/>
    protected override void AddQuestion(Command command)
    {
        command.Arguments.Add(_class);
        command.Options.Add(_spectrum);
    }

    /// <inheritdoc/>
    protected override GeometryQuestion Question(ParseResult parse, ReportedLandscape choice) =>
        new ShowQuestion(choice.Position, ClassArgument.IdOf(choice, parse.GetValue(_class)!.Value));

    /// <inheritdoc/>
    protected override void Print(Page page, ReportedLandscape choice, ShowAnswer answer) => ShowView.Print(page, choice, answer);

    /// <inheritdoc/>
    protected override string Draw(ShowAnswer answer, ReportedLandscape choice) => SvgNetwork.Draw(ShowPicture.Network(answer));

    /// <inheritdoc/>
    protected override void WriteFiles(ParseResult parse, ShowAnswer answer, ReportedLandscape choice)
    {
        if (parse.GetValue(_spectrum) is not { } file)
        {
            return;
        }

        if (ShowPicture.Spectrum(answer, choice) is not { } spectrum)
        {
            throw CommandException.WrongInput(
                $"--spectrum is {file}, but the spectrum of class {answer.Class.Rank} was not computed: the network is too large for it.");
        }

        WriteSvg(file, SvgSpectrum.Draw(spectrum));
    }
}
