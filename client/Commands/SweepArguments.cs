using System.CommandLine;

namespace OrleansSymmetry.Client.Commands;

/// <summary>Arguments and options that several commands share.</summary>
internal static class SweepArguments
{
    internal static Argument<string> Id() => new("ID") { Description = "ID of the sweep, or its beginning." };

    internal static Argument<string> File() => new("SWEEP.yaml") { Description = "The sweep file." };

    internal static Option<string[]> Set() => new("--set")
    {
        Description = "Set a key of the sweep to a YAML value, such as --set loss.l2=1e-3 or --set 'network.hidden=[3]'. Repeatable.",
        HelpName = "PATH=VALUE",
        DefaultValueFactory = _ => [],
    };

    internal static Option<string?> Seeds() => new("--seeds")
    {
        Description = "Seeds instead of the file's: 0..4095, 4096, or [1, 5, 9].",
        HelpName = "SEEDS",
    };
}
