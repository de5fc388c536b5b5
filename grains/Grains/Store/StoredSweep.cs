using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Grains.Store;

/// <summary>A sweep as it is stored.</summary>
/// <param name="Id">NAME-HASH8.</param>
/// <param name="Name">The user's name of it.</param>
/// <param name="Spec">Its canonical JSON, UTF-8.</param>
/// <param name="Files">Hashes of the data files that it names.</param>
/// <param name="State">Its stage of life; closing is stored as running.</param>
/// <param name="Error">Why it failed, or null.</param>
/// <param name="SubmittedAt">When it was first submitted.</param>
/// <param name="TraceParent">W3C traceparent of the submission, so that later work joins its trace; null without tracing.</param>
public sealed record StoredSweep(
    string Id,
    string Name,
    byte[] Spec,
    IReadOnlyList<string> Files,
    SweepState State,
    string? Error,
    DateTimeOffset SubmittedAt,
    string? TraceParent);

/// <summary>The results that are kept of a finished sweep.</summary>
public enum StoredResult
{
    /// <summary>report.json.</summary>
    Report,

    /// <summary>classes.npz.</summary>
    Classes,

    /// <summary>The progress of its landscapes, so that its status needs no second look at the runs.</summary>
    Progress,
}
