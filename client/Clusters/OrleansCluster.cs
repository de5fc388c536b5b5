using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Client.Clusters;

/// <summary>Ways to real clusters.</summary>
internal static class OrleansCluster
{
    /// <summary>Redis and then a gateway have so long each to answer, so that the user hears within 15 seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

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
