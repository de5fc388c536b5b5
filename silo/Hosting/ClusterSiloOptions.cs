using System.Net;
using OrleansSymmetry.Access;

namespace OrleansSymmetry.Hosting;

/// <summary>A silo of a cluster.</summary>
public sealed record ClusterSiloOptions
{
    /// <summary>Orleans' usual port for silos among themselves; the first silo of a machine takes it, the next one the next.</summary>
    public const int UsualSiloPort = 11111;

    /// <summary>Orleans' usual port for clients; the first silo of a machine takes it, the next one the next.</summary>
    public const int UsualGatewayPort = 30000;

    /// <summary>The Redis server where silos meet and results lie, and the silo's certificate.</summary>
    public required ClusterAccess Access { get; init; }

    /// <summary>Port for the other silos; null: the first from <see cref="UsualSiloPort"/> on that is free.</summary>
    public int? SiloPort { get; init; }

    /// <summary>Port for clients; null: the first from <see cref="UsualGatewayPort"/> on that is free.</summary>
    public int? GatewayPort { get; init; }

    /// <summary>The address at which the other silos and the clients find this one; it listens there alone.</summary>
    public IPAddress Advertise { get; init; } = IPAddress.Loopback;

    /// <summary>Compute threads; null: as many as cores.</summary>
    public int? Threads { get; init; }

    /// <summary>Where health, metrics and the page are served; null: nowhere.</summary>
    public IPEndPoint? Http { get; init; }

    /// <summary>Whether the landscape explorer is served there as well.</summary>
    public bool Page { get; init; }

    /// <summary>Whether spans are printed.</summary>
    public bool Trace { get; init; }

    /// <summary>Whether everything is logged, not only the census' own news and warnings.</summary>
    public bool Verbose { get; init; }
}
