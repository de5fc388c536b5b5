using System.CommandLine;
using System.CommandLine.Parsing;

namespace OrleansSymmetry.Client.Commands;

/// <summary>What is wrong with a command line, in sentences.</summary>
internal static class ParseMistakes
{
    internal static string MessageOf(Command root, ParseResult parse)
    {
        Command command = parse.CommandResult.Command;
        string commands = string.Join(", ", root.Subcommands.Select(sub => sub.Name));
        if (command == root)
        {
            string mistake = parse.UnmatchedTokens.Count > 0 ? $"'{parse.UnmatchedTokens[0]}' is no command." : "A command is missing.";
            return $"{mistake} It must be one of {commands}.\n{root.Name} --help shows what they do.";
        }

        IEnumerable<string> messages = parse.Errors.Select(error => MessageOf(command, error)).Distinct();
        return $"{string.Join('\n', messages)}\n{root.Name} {command.Name} --help shows what it takes.";
    }

    // The parser's own words name neither what is missing nor how to give it.
    private static string MessageOf(Command command, ParseError error) => error.SymbolResult switch
    {
        OptionResult { Tokens.Count: 0 } option when option.Option.Arity.MinimumNumberOfValues > 0 =>
            $"{option.Option.Name} has no value. Give {option.Option.Name} {option.Option.HelpName}.",
        CommandResult result when command.Arguments.FirstOrDefault(argument => IsMissing(result, argument)) is { } argument =>
            Missing(command, argument),
        ArgumentResult { Tokens.Count: 0 } result => Missing(command, result.Argument),
        _ => error.Message,
    };

    private static string Missing(Command command, Argument argument) =>
        $"{argument.Name} is missing. Give symmetry {command.Name} {string.Join(' ', command.Arguments.Select(each => each.Name))}.";

    private static bool IsMissing(CommandResult result, Argument argument) =>
        argument.Arity.MinimumNumberOfValues > 0 && result.GetResult(argument) is not { Tokens.Count: > 0 };
}
