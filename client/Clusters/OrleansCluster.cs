using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Client.Clusters;

/// <summary>Ways to real clusters.</summary>
internal static class OrleansCluster
{
    /// <summary>A machine whose cores all train, or a cluster that has just lost a silo, answers within this.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Connects to the cluster whose silos meet at a Redis server.</summary>
    /// <exception cref="CommandException">It cannot be reached; the message says what.</exception>
    internal static async Task<ClusterLink> Connect(string redis, CancellationToken cancellation)
    {
        try
        {
            ClusterConnection connection = await ClusterConnection.ConnectAsync(redis, Patience, cancellation);
            return new ClusterLink($"the cluster at {redis}", connection.Client, connection);
        }
        catch (ClusterUnreachableException fault)
        {
            throw CommandException.Unreachable(fault.Message, fault);
        }
    }
}
