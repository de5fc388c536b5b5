using System.CommandLine;

namespace OrleansSymmetry.Client.Commands;

/// <summary>What is wrong with a command line, in sentences.</summary>
internal static class ParseMistakes
{
    internal static string Said(Command root, ParseResult parse)
    {
        Command command = parse.CommandResult.Command;
        string commands = string.Join(", ", root.Subcommands.Select(sub => sub.Name));
        if (command == root)
        {
            string mistake = parse.UnmatchedTokens.Count > 0 ? $"'{parse.UnmatchedTokens[0]}' is no command." : "A command is missing.";
            return $"{mistake} It must be one of {commands}.\n{root.Name} --help shows what they do.";
        }

        IEnumerable<string> messages = parse.Errors.Select(error => error.Message).Distinct();
        return $"{string.Join('\n', messages)}\n{root.Name} {command.Name} --help shows what it takes.";
    }
}
