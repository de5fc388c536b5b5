using OrleansSymmetry.Access;

namespace OrleansSymmetry.Client.Clusters;

/// <summary>Ways to real clusters.</summary>
internal static class OrleansCluster
{
    /// <summary>A machine whose cores all train, or a cluster that has just lost a silo, answers within this.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Connects to a cluster.</summary>
    /// <exception cref="ClusterUnreachableException">It cannot be reached; the message says what.</exception>
    internal static async Task<ClusterLink> Connect(ClusterAccess access, CancellationToken cancellation)
    {
        long began = TimeProvider.System.GetTimestamp();
        ClusterConnection connection = await ClusterConnection.ConnectAsync(access, Patience, cancellation);
        return new ClusterLink(
            $"the cluster at {access.Redis}", connection.Client, connection, access.Redis, TimeProvider.System.GetElapsedTime(began));
    }
}
