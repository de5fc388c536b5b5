using System.CommandLine;

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
}
