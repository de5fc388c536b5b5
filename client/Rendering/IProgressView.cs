using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Client.Rendering;

/// <summary>Shows a sweep's progress while it runs.</summary>
internal interface IProgressView
{
    /// <summary>Follows a sweep until the statuses end.</summary>
    /// <returns>The last status, or null when there was none.</returns>
    Task<SweepStatus?> Follow(IAsyncEnumerable<SweepStatus> statuses);
}
