using OrleansSymmetry.Contracts;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Client.SweepFiles;

/// <summary>A sweep that passed every check, ready to be handed in.</summary>
/// <param name="Id">Its ID.</param>
/// <param name="Sweep">What it says.</param>
/// <param name="Submission">As it is handed in.</param>
internal sealed record SweepRequest(string Id, SweepSpec Sweep, SweepSubmission Submission)
{
    /// <summary>Reads a sweep file with the options that change it.</summary>
    /// <exception cref="SweepFileException">It is wrong; the message names every fault.</exception>
    internal static SweepRequest Load(string path, IReadOnlyList<string> sets, string? seeds)
    {
        SweepFileReading reading = SweepFile.Load(path, sets, seeds);
        if (reading.Sweep is not { } sweep || reading.Faults.Count > 0)
        {
            throw new SweepFileException(path, reading.Faults);
        }

        byte[][] files = [.. reading.Files.ByHash.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => file.Value.ToArray())];
        return new SweepRequest(SweepIdentity.Of(sweep).Id, sweep, new SweepSubmission(CanonicalJson.Of(sweep), files));
    }
}
