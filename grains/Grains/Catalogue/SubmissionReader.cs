using OrleansSymmetry.Contracts;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Grains.Catalogue;

/// <summary>Checks what a client sends as if no client had checked it.</summary>
internal static class SubmissionReader
{
    private const int Megabyte = 1 << 20;

    /// <summary>The sweep of a submission, or every fault of it.</summary>
    /// <param name="id">The ID under which it was submitted.</param>
    /// <param name="submission">What was sent.</param>
    public static SweepOpening Read(string id, SweepSubmission submission)
    {
        if (Refusal(id, submission) is { } refusal)
        {
            return new SweepOpening(null, [refusal]);
        }

        SweepOpening opening = OpenedSweep.Read(submission.Spec, DataFiles.Of(submission.Files.Select(file => (ReadOnlyMemory<byte>)file)));
        return opening.Sweep is { } sweep && sweep.Id != id
            ? new SweepOpening(null, [$"The sweep's content has the ID {sweep.Id}, but it was submitted as {id}. Submit it under its own ID."])
            : opening;
    }

    /// <summary>What is wrong with a submission before anything of it is read.</summary>
    private static string? Refusal(string id, SweepSubmission submission) => submission switch
    {
        _ when !SweepKey.IsOne(id) =>
            $"A sweep's ID has 1 to {SweepKey.Longest} small letters, digits, dots, dashes and underscores. Submit the sweep under its own ID.",
        { Spec: null } or { Files: null } => "The submission has no sweep, or no list of files. Both must be there; the list may be empty.",
        { Spec.Length: > TreeLimits.CanonicalBytes } =>
            $"The sweep has {submission.Spec.Length} bytes. At most {TreeLimits.CanonicalBytes} are allowed; list fewer seeds or grid values.",
        { Files.Count: > SweepLimits.DataFiles } => $"The submission has {submission.Files.Count} data files. At most {SweepLimits.DataFiles} are allowed.",
        _ when submission.Files.Any(file => file is null) => "A data file of the submission is missing. Leave it out.",
        _ when submission.Files.FirstOrDefault(file => file.Length > SweepLimits.DataFileBytes) is { } large =>
            $"A data file has {large.Length} bytes. At most {SweepLimits.DataFileBytes} are allowed.",
        _ when submission.Files.Sum(file => (long)file.Length) is > SweepLimits.DataFilesBytes and var all =>
            $"The data files have {all} bytes together. At most {SweepLimits.DataFilesBytes / Megabyte} MB are allowed.",
        _ => null,
    };
}
