using OrleansSymmetry.Access;

namespace OrleansSymmetry.Client.Clusters;

/// <summary>A way to a cluster's grains, closed when it is disposed.</summary>
/// <param name="Place">What it leads to, for messages.</param>
/// <param name="Grains">The grains.</param>
/// <param name="Connection">What holds it open.</param>
/// <param name="Redis">The Redis of the cluster; null for a silo inside this process.</param>
/// <param name="Took">How long it took to find.</param>
internal sealed record ClusterLink(string Place, IGrainFactory Grains, IAsyncDisposable Connection, RedisAddress? Redis = null, TimeSpan Took = default)
    : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}
