using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace OrleansSymmetry.Access;

/// <summary>Makes an Orleans client one of a census cluster.</summary>
public static class ClusterClientHosting
{
    // A call in flight through a silo that is killed hangs until its timeout (dotnet/orleans issue 10165).
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(5);

    // A gateway that hangs is left when the list says so; the default is a minute.
    private static readonly TimeSpan GatewayRefresh = TimeSpan.FromSeconds(2);

    // A gateway on a machine that is gone answers nothing at all.
    private static readonly TimeSpan OpenTimeout = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan PauseBetweenAttempts = TimeSpan.FromSeconds(0.5);

    /// <summary>Finds the cluster through Redis, and keeps trying while there is no silo.</summary>
    /// <param name="client">The client.</param>
    /// <param name="access">The Redis server, and the certificate to show.</param>
    /// <param name="givingUp">Ends the attempts; none: they go on for ever.</param>
    public static IClientBuilder UseCensusCluster(this IClientBuilder client, ClusterAccess access, CancellationToken givingUp = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(access);
        client.UseRedisClustering(options => options.ConfigurationOptions = access.Redis.ToOptions());
        client.UseCertificate(access.Certificate);
        client.Configure<ClusterOptions>(options =>
        {
            options.ClusterId = ClusterIdentity.ClusterId;
            options.ServiceId = ClusterIdentity.ServiceId;
        });
        client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = CallTimeout);
        client.Configure<ConnectionOptions>(options => options.OpenConnectionTimeout = OpenTimeout);
        client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = GatewayRefresh);
        client.UseConnectionRetryFilter(async (_, cancellation) =>
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, givingUp);
            await Task.Delay(PauseBetweenAttempts, either.Token);
            return true;
        });
        return client;
    }
}
