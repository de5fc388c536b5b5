using System.CommandLine;
using OrleansSymmetry.Client.SweepFiles;

namespace OrleansSymmetry.Client.Commands;

/// <summary>A sweep file on the command line, with the options that change it.</summary>
internal sealed class SweepFileArguments
{
    private readonly Argument<string> _file = new("SWEEP.yaml") { Description = "The sweep file." };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "Set a key of the sweep to a YAML value, such as --set loss.l2=1e-3 or --set 'network.hidden=[3]'. Repeatable.",
        HelpName = "PATH=VALUE",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> _seeds = new("--seeds")
    {
        Description = "Seeds in place of the file's: 0..4095, 4096, or [1, 5, 9].",
        HelpName = "SEEDS",
    };

    internal void AddTo(Command command)
    {
        command.Arguments.Add(_file);
        command.Options.Add(_set);
        command.Options.Add(_seeds);
    }

    /// <summary>The sweep that they say.</summary>
    /// <exception cref="SweepFileException">It is wrong; the message names every fault.</exception>
    internal SweepRequest Load(ParseResult parse) => SweepRequest.Load(parse.GetRequiredValue(_file), parse.GetValue(_set)!, parse.GetValue(_seeds));
}
