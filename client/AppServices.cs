using OrleansSymmetry.Client.Clusters;
using OrleansSymmetry.Grains.Work;
using OrleansSymmetry.Landscape.Published;

namespace OrleansSymmetry.Client;

/// <summary>What the commands reach the world through.</summary>
/// <param name="Time">The clock.</param>
/// <param name="Connect">Connects to the cluster whose Redis has the given address.</param>
/// <param name="CreateWork">The mathematics of the embedded silo.</param>
internal sealed record AppServices(
    TimeProvider Time, Func<string, CancellationToken, Task<ClusterLink>> Connect, Func<ICensusWork> CreateWork)
{
    /// <summary>The published results that can be verified.</summary>
    internal IReadOnlyList<Verification> Verifications { get; init; } = VerificationRegistry.All;
}
