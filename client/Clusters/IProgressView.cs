using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Client.Clusters;

/// <summary>What is shown to somebody who waits for a cluster, or for a silo in this process.</summary>
internal interface IProgressView
{
    /// <summary>Shows a sweep's statuses until they end.</summary>
    /// <returns>The last status, or null when there was none.</returns>
    Task<SweepStatus?> Follow(IAsyncEnumerable<SweepStatus> statuses);

    /// <summary>Shows the statuses of a question until they end.</summary>
    /// <returns>The last status, or null when there was none.</returns>
    Task<GeometryStatus?> Follow(IAsyncEnumerable<GeometryStatus> statuses);

    /// <summary>Says that nobody answers, and that the question is asked again.</summary>
    void Silent(SilentClusterException fault);

    /// <summary>Says where the live page of a sweep is.</summary>
    void PageServed(Uri page, string id);
}
