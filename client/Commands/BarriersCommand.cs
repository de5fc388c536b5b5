using System.CommandLine;
using OrleansSymmetry.Client.Results;
using OrleansSymmetry.Client.Views;
using OrleansSymmetry.Landscape.Questions;
using OrleansSymmetry.Pictures.Svg;

namespace OrleansSymmetry.Client.Commands;

/// <summary>`barriers ID`: barriers between classes and between runs of one class, before and after alignment.</summary>
internal sealed class BarriersCommand() : GeometryCommand<BarriersAnswer>(
    "barriers",
    "Measure the barriers on straight lines between classes, and between runs of one class, before and after alignment. "
        + "Ctrl-C stops; the same command continues.",
    "symmetry barriers iris\nsymmetry barriers xor --landscape 2 --classes 12 --svg barriers.svg")
{
    private readonly Option<int?> _classes = Count(
        "--classes", 1, BarriersQuestion.MostClasses, BarriersQuestion.DefaultClasses, "Leading classes, measured in pairs.", "leading classes");

    private readonly Option<int?> _runs = Count(
        "--runs", 0, BarriersQuestion.MostRuns, BarriersQuestion.DefaultRuns, "Runs of each of these classes, measured in pairs.", "runs of each class");

    private readonly Option<int?> _connectivity = Count(
        "--connectivity",
        0,
        BarriersQuestion.MostConnectivity,
        BarriersQuestion.DefaultConnectivity,
        "Runs whose linear connectivity is measured, two by two.",
        "runs in a row");

    /// <inheritdoc/>
    protected override void AddQuestion(Command command)
    {
        command.Options.Add(_classes);
        command.Options.Add(_runs);
        command.Options.Add(_connectivity);
    }

    /// <inheritdoc/>
    protected override GeometryQuestion Question(ParseResult parse, ReportedLandscape choice) => new BarriersQuestion(
        choice.Position, parse.GetValue(_classes)!.Value, parse.GetValue(_runs)!.Value, parse.GetValue(_connectivity)!.Value);

    /// <inheritdoc/>
    protected override void Print(Page page, ReportedLandscape choice, BarriersAnswer answer) => BarriersView.Print(page, choice, answer);

    /// <inheritdoc/>
    protected override string Draw(BarriersAnswer answer, ReportedLandscape choice) => SvgHeatMap.Draw(BarriersPicture.Of(answer));

    private static Option<int?> Count(string name, int least, int most, int otherwise, string description, string meaning) => new(name)
    {
        Description = description,
        HelpName = "N",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = WholeNumber.From(name, least, most, meaning),
        DefaultValueFactory = _ => otherwise,
    };
}
