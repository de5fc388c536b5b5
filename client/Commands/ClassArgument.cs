using System.CommandLine;
using OrleansSymmetry.Client.Results;
using OrleansSymmetry.Landscape.Census;

namespace OrleansSymmetry.Client.Commands;

/// <summary>A class, as the user names it: by its rank in the report.</summary>
internal static class ClassArgument
{
    internal const string Name = "CLASS";

    internal static Argument<int?> Create() => new(Name)
    {
        Description = "Rank of the class in the report, from 1.",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = WholeNumber.AtLeast(Name, 1, "the rank of a class in the report"),
    };

    /// <summary>The ID of the class of a rank.</summary>
    /// <param name="choice">The landscape.</param>
    /// <param name="rank">From 1.</param>
    /// <param name="name">What gave the rank, for messages.</param>
    /// <exception cref="CommandException">There is no such class.</exception>
    internal static string IdOf(ReportedLandscape choice, int rank, string name = Name)
    {
        IReadOnlyList<ClassReport> classes = choice.Landscape.Classes;
        string id = choice.Report.Sweep.Id;
        if (classes.Count == 0)
        {
            throw CommandException.WrongInput(
                $"{name} is {rank}, but the landscape has no class: no run ended in an isolated critical point. symmetry report {id} says how they ended.");
        }

        return rank <= classes.Count
            ? classes[rank - 1].Id
            : throw CommandException.WrongInput($"{name} is {rank}. It must be a rank from 1 to {classes.Count}; symmetry report {id} lists the classes.");
    }
}
