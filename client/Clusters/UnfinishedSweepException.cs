using OrleansSymmetry.Access;
using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Client.Clusters;

/// <summary>A sweep has no report yet.</summary>
/// <param name="id">ID of the sweep.</param>
/// <param name="state">Where it stands.</param>
/// <param name="redis">The Redis of its cluster; null for a sweep of the embedded store.</param>
internal sealed class UnfinishedSweepException(string id, SweepState state, RedisAddress? redis) : Exception($"{id} has no report yet.")
{
    /// <summary>ID of the sweep.</summary>
    internal string Id => id;

    /// <summary>Where it stands.</summary>
    internal SweepState State => state;

    /// <summary>The Redis of its cluster; null for a sweep of the embedded store.</summary>
    internal RedisAddress? Redis => redis;
}
