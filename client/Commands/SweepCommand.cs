using System.CommandLine;

namespace OrleansSymmetry.Client.Commands;

/// <summary>One command of `symmetry`: its words, its options, an example, and what it does.</summary>
internal abstract class SweepCommand(string name, string description, string example)
{
    /// <summary>The word the user types.</summary>
    internal string Name { get; } = name;

    /// <summary>How it is typed.</summary>
    internal string Example { get; } = example;

    /// <summary>The command for the parser.</summary>
    /// <param name="invoke">Runs it under the program's rules for errors and interrupts.</param>
    internal Command Create(Func<ParseResult, Func<CommandContext, Task<int>>, Task<int>> invoke)
    {
        var command = new Command(Name, description);
        AddSymbols(command);
        command.SetAction((parse, _) => invoke(parse, context => RunAsync(context, parse)));
        return command;
    }

    /// <summary>Adds the command's own arguments and options.</summary>
    protected virtual void AddSymbols(Command command)
    {
    }

    /// <summary>Does it.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    protected abstract Task<int> RunAsync(CommandContext context, ParseResult parse);
}
