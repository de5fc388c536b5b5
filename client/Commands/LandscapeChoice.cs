using OrleansSymmetry.Client.Rendering;
using OrleansSymmetry.Landscape.Formats;
using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Client.Commands;

/// <summary>The landscape of a report that the user means, and its classes by rank.</summary>
/// <param name="Report">The report.</param>
/// <param name="Position">Which of its landscapes, from 0.</param>
internal sealed record LandscapeChoice(Report Report, int Position)
{
    /// <summary>Landscapes that a message names; a grid may have hundreds.</summary>
    private const int LandscapesNamed = 20;

    /// <summary>Its census.</summary>
    internal LandscapeReport Landscape => Report.Landscapes[Position];

    /// <summary>Widths of its hidden layers.</summary>
    internal IReadOnlyList<int> Hidden => new SpecText(Report.Sweep.Spec, Position).Widths("network.hidden");

    /// <summary>The landscape of that number.</summary>
    /// <param name="report">The report.</param>
    /// <param name="number">What --landscape says, from 1; null: the only one.</param>
    /// <exception cref="CommandException">There is no such one, or several and none is named; the message names the choices.</exception>
    internal static LandscapeChoice Of(Report report, int? number)
    {
        int count = report.Landscapes.Count;
        return number switch
        {
            null when count == 1 => new LandscapeChoice(report, 0),
            null => throw CommandException.WrongInput($"{report.Sweep.Id} has {count} landscapes. Name one with --landscape N:\n{Choices(report)}"),
            { } from1 when from1 <= count => new LandscapeChoice(report, from1 - 1),
            _ => throw CommandException.WrongInput($"--landscape is {number}. {report.Sweep.Id} has {Figures.Counted(count, "landscape", "landscapes")}:\n{Choices(report)}"),
        };
    }

    /// <summary>The ID of the class of that rank.</summary>
    /// <param name="rank">From 1.</param>
    /// <param name="name">What gave the rank, for messages.</param>
    /// <exception cref="CommandException">There is no such class.</exception>
    internal string ClassOf(int rank, string name)
    {
        IReadOnlyList<ClassReport> classes = Landscape.Classes;
        if (classes.Count == 0)
        {
            throw CommandException.WrongInput(
                $"{name} is {rank}, but the landscape has no class: no run ended in an isolated critical point. symmetry report {Report.Sweep.Id} says what they ended as.");
        }

        return rank <= classes.Count
            ? classes[rank - 1].Id
            : throw CommandException.WrongInput(
                $"{name} is {rank}. It must be a rank from 1 to {classes.Count}; symmetry report {Report.Sweep.Id} lists the classes.");
    }

    private static string Choices(Report report)
    {
        IEnumerable<string> lines = report.Landscapes.Take(LandscapesNamed).Select((landscape, i) => $"{i + 1}  {Set(landscape)}");
        int more = report.Landscapes.Count - LandscapesNamed;
        return string.Join('\n', more > 0 ? lines.Append($"... and {more} more") : lines);
    }

    private static string Set(LandscapeReport landscape) => landscape.Set.Count > 0
        ? string.Join(", ", landscape.Set.Select(pair => $"{pair.Key} = {pair.Value?.ToJsonString() ?? "null"}"))
        : landscape.Id;
}
