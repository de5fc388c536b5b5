using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Client.SweepFiles;

/// <summary>A sweep file, together with the options that change it, is no sweep.</summary>
/// <param name="path">The file.</param>
/// <param name="faults">Everything that is wrong; the message names all of it, by line.</param>
internal sealed class SweepFileException(string path, IReadOnlyList<SpecFault> faults) : Exception(MessageOf(path, faults))
{
    private static string MessageOf(string path, IReadOnlyList<SpecFault> faults)
    {
        IEnumerable<string> messages = faults.OrderBy(fault => fault.Line == 0).ThenBy(fault => fault.Line).Select(fault => fault.Message);
        return faults.Count == 1
            ? $"{messages.Single()} Nothing was started."
            : $"{path} has {faults.Count} faults; nothing was started.\n{string.Join('\n', messages.Select(message => "- " + message))}";
    }
}
