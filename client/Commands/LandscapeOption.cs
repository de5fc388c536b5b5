using System.CommandLine;
using OrleansSymmetry.Client.Results;
using OrleansSymmetry.Client.Views;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Client.Commands;

/// <summary>--landscape N: the landscape of a report that the user means.</summary>
internal static class LandscapeOption
{
    private const string Name = "--landscape";

    /// <summary>Landscapes that a message names; a grid may have hundreds.</summary>
    private const int LandscapesNamed = 20;

    internal static Option<int?> Create() => new(Name)
    {
        Description = "Number of the landscape in the report, from 1, if the sweep has a grid.",
        HelpName = "N",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = WholeNumber.AtLeast(Name, 1, "the number of a landscape in the report"),
    };

    /// <summary>The landscape of that number.</summary>
    /// <param name="report">The report.</param>
    /// <param name="number">What the option says, from 1; null: the only one.</param>
    /// <exception cref="CommandException">There is no such one, or several and none is named; the message names the choices.</exception>
    internal static ReportedLandscape Choose(Report report, int? number)
    {
        int count = report.Landscapes.Count;
        return number switch
        {
            null when count == 1 => ReportedLandscape.AllOf(report)[0],
            null => throw CommandException.WrongInput($"{report.Sweep.Id} has {count} landscapes. Name one with {Name} N:\n{Choices(report)}"),
            { } from1 when from1 <= count => ReportedLandscape.AllOf(report)[from1 - 1],
            _ => throw CommandException.WrongInput(
                $"{Name} is {number}. {report.Sweep.Id} has {Figures.Counted(count, "landscape", "landscapes")}:\n{Choices(report)}"),
        };
    }

    private static string Choices(Report report)
    {
        IEnumerable<string> lines = ReportedLandscape.AllOf(report).Take(LandscapesNamed)
            .Select(choice => $"{choice.Position + 1}  {Set(choice.Landscape)}{(NetworkShape.Of(choice) is { } network ? $"; {network}" : string.Empty)}");
        int more = report.Landscapes.Count - LandscapesNamed;
        return string.Join('\n', more > 0 ? lines.Append($"... and {more} more") : lines);
    }

    private static string Set(LandscapeReport landscape) => landscape.Set.Count > 0
        ? string.Join(", ", landscape.Set.Select(pair => $"{pair.Key} = {pair.Value?.ToJsonString() ?? "null"}"))
        : landscape.Id;
}
