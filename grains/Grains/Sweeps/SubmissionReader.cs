using System.Security.Cryptography;
using System.Text;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Work;
using OrleansSymmetry.Landscape.Sweeps;

namespace OrleansSymmetry.Grains.Sweeps;

/// <summary>Checks what a client sends as if no client had checked it.</summary>
internal static class SubmissionReader
{
    private const int LargestSpec = 16 * 1024 * 1024;
    private const int LargestFile = 64 * 1024 * 1024;

    /// <summary>The sweep of a submission, with the files that it names, or every fault of it.</summary>
    /// <param name="id">The ID under which it was submitted.</param>
    /// <param name="submission">What was sent.</param>
    /// <param name="work">The mathematics.</param>
    public static (OpenedSweep? Sweep, Dictionary<string, ReadOnlyMemory<byte>> Files, IReadOnlyList<string> Faults) Read(
        string id, SweepSubmission submission, ICensusWork work)
    {
        var files = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        if (submission.Spec.Length > LargestSpec)
        {
            return (null, files, [$"The sweep has {submission.Spec.Length} bytes. At most {LargestSpec} are allowed; list fewer seeds or grid values."]);
        }

        if (submission.Files.FirstOrDefault(file => file.Length > LargestFile) is { } large)
        {
            return (null, files, [$"A data file has {large.Length} bytes. At most {LargestFile} are allowed."]);
        }

        foreach (byte[] file in submission.Files)
        {
            files[Convert.ToHexStringLower(SHA256.HashData(file))] = file;
        }

        SweepOpening opening = work.Open(submission.Spec, new DataFiles(files));
        if (opening.Sweep is not { } sweep)
        {
            return (null, files, opening.Faults);
        }

        if (sweep.Id != id)
        {
            return (null, files, [$"The sweep's content has the ID {sweep.Id}, but it was submitted as {id}. Submit it under its own ID."]);
        }

        string spec = Encoding.UTF8.GetString(sweep.Canonical);
        foreach (string unnamed in files.Keys.Where(hash => !spec.Contains(hash, StringComparison.Ordinal)).ToArray())
        {
            files.Remove(unnamed);
        }

        return (sweep, files, []);
    }
}
