using OrleansSymmetry.Access;

namespace OrleansSymmetry.Client.Clusters;

/// <summary>Ways to real clusters.</summary>
internal static class OrleansCluster
{
    /// <summary>A machine whose cores all train, or a cluster that has just lost a silo, answers within this.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Connects to a cluster.</summary>
    /// <exception cref="CommandException">It cannot be reached; the message says what.</exception>
    internal static async Task<ClusterLink> Connect(ClusterAccess access, CancellationToken cancellation)
    {
        long began = TimeProvider.System.GetTimestamp();
        try
        {
            ClusterConnection connection = await ClusterConnection.ConnectAsync(access, Patience, cancellation);
            return new ClusterLink($"the cluster at {access.Redis}", connection.Client, connection, TimeProvider.System.GetElapsedTime(began));
        }
        catch (ClusterUnreachableException fault)
        {
            throw CommandException.Unreachable(fault.Message, fault);
        }
    }
}
