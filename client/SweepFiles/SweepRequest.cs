using OrleansSymmetry.Contracts;
using OrleansSymmetry.Landscape.Sweeps;

namespace OrleansSymmetry.Client.SweepFiles;

/// <summary>A sweep that passed every check, ready to be handed in.</summary>
/// <param name="Id">Its ID.</param>
/// <param name="Sweep">What it says.</param>
/// <param name="Submission">As it is handed in.</param>
internal sealed record SweepRequest(string Id, SweepSpec Sweep, SweepSubmission Submission)
{
    /// <summary>Reads a sweep file with the options that change it.</summary>
    /// <exception cref="CommandException">It is wrong; the message names every fault.</exception>
    internal static SweepRequest Load(string path, IReadOnlyList<string> sets, string? seeds)
    {
        SweepFileReading reading = SweepFile.Load(path, sets, seeds);
        if (reading.Sweep is not { } sweep || reading.Faults.Count > 0)
        {
            throw CommandException.WrongInput(Said(path, reading.Faults));
        }

        byte[][] files = [.. reading.Files.ByHash.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => file.Value.ToArray())];
        return new SweepRequest(SweepIdentity.Of(sweep).Id, sweep, new SweepSubmission(CanonicalJson.Of(sweep), files));
    }

    private static string Said(string path, IReadOnlyList<SpecFault> faults)
    {
        IEnumerable<string> messages = faults.OrderBy(fault => fault.Line == 0).ThenBy(fault => fault.Line).Select(fault => fault.Message);
        return faults.Count == 1
            ? $"{messages.Single()} Nothing was started."
            : $"{path} has {faults.Count} faults; nothing was started.\n{string.Join('\n', messages.Select(message => "- " + message))}";
    }
}
