namespace OrleansSymmetry.Access;

/// <summary>What lets a program into a cluster.</summary>
/// <param name="Redis">The Redis server where the silos meet.</param>
/// <param name="Certificate">What it shows to silos and asks of them; null: connections are plain.</param>
public sealed record ClusterAccess(RedisAddress Redis, ClusterCertificate? Certificate)
{
    /// <summary>A cluster without certificates.</summary>
    /// <param name="redis">HOST:PORT, or a StackExchange.Redis configuration string.</param>
    public static ClusterAccess Plain(string redis) => new(RedisAddress.Parse(redis), null);
}

/// <summary>Who a program is in a cluster.</summary>
public enum ClusterRole
{
    /// <summary>It asks silos: the console and the page.</summary>
    Client,

    /// <summary>It serves clients and other silos, and asks silos.</summary>
    Silo,
}
