using System.CommandLine;

namespace OrleansSymmetry.Client.Commands;

/// <summary>A sweep, as the user names it: by the beginning of its ID.</summary>
internal static class SweepArgument
{
    internal static Argument<string> Create() => new("ID") { Description = "ID of the sweep, or its beginning." };
}
