using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace OrleansSymmetry.Client.Commands;

/// <summary>The usual help, with an example below it.</summary>
internal sealed class ExampleHelp(IReadOnlyDictionary<string, string> examples) : SynchronousCommandLineAction
{
    /// <summary>The same on every terminal and in every file.</summary>
    private const int Width = 100;

    private readonly HelpAction _help = new() { MaxWidth = Width };

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        TextWriter output = parseResult.InvocationConfiguration.Output;
        using var draft = new StringWriter();
        parseResult.InvocationConfiguration.Output = draft;
        _help.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output = output;
        IEnumerable<string> example = examples[parseResult.CommandResult.Command.Name].Split('\n').Select(line => "  " + line);
        foreach (string line in draft.ToString().TrimEnd().ReplaceLineEndings("\n").Split('\n').Concat(["", "Example:", .. example]))
        {
            output.Write(line.TrimEnd() + "\n");
        }

        return ExitCode.Done;
    }
}
