using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace OrleansSymmetry.Access;

/// <summary>A client's way into a cluster. Its calls are short: each fails after five seconds and is safe to repeat.</summary>
public sealed class ClusterConnection : IAsyncDisposable
{
    // A server that is there answers at once, busy as its machine may be. One that refuses is asked again for as long as it may take to connect.
    private static readonly TimeSpan RedisPatience = TimeSpan.FromSeconds(4);

    // So that the reason why there is no connection comes before the patience ends.
    private static readonly TimeSpan ReasonPatience = RedisPatience + TimeSpan.FromSeconds(1);

    // Goodbyes to a gateway that hangs are not worth waiting for.
    private static readonly TimeSpan Parting = TimeSpan.FromSeconds(1);

    private readonly IHost _host;

    private ClusterConnection(IHost host)
    {
        _host = host;
        Client = host.Services.GetRequiredService<IClusterClient>();
    }

    /// <summary>The grains.</summary>
    public IClusterClient Client { get; }

    /// <summary>Connects to the cluster whose silos meet at a Redis server.</summary>
    /// <param name="access">The Redis server, and the certificate to show.</param>
    /// <param name="patience">How long to look for a silo that answers.</param>
    /// <param name="cancellation">Gives up at once.</param>
    /// <exception cref="ClusterUnreachableException">There is no such server or no silo; the message is for the user.</exception>
    public static async Task<ClusterConnection> ConnectAsync(ClusterAccess access, TimeSpan patience, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(access);

        // Side by side with the building of the client: each takes tenths of a second, and somebody waits at a console.
        Task probe = ProbeRedisAsync(access.Redis);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(patience);
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleansClient(client => client.UseCensusCluster(access, deadline.Token));
        IHost host = builder.Build();
        try
        {
            await probe;
            await host.StartAsync(deadline.Token);
            return new ClusterConnection(host);
        }
        catch (Exception fault)
        {
            host.Dispose();
            if (fault is ClusterUnreachableException)
            {
                throw;
            }

            cancellation.ThrowIfCancellationRequested();
            throw new ClusterUnreachableException(
                $"No silo of the cluster at {access.Redis} answered within {patience.TotalSeconds:0.#} s{Refusal(access)}. "
                + $"Check that its silos run, that they are of this version, and {WhatOfCertificates(access)}.",
                fault);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Task closing = CloseAsync();
        await Task.WhenAny(closing, Task.Delay(Parting));
    }

    private async Task CloseAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }

    private static string WhatOfCertificates(ClusterAccess access) => access.Certificate is null
        ? "whether they ask for a certificate (--certificate, --key, --authority)"
        : "that they know the authority of this client's certificate";

    private static string Refusal(ClusterAccess access) => access.Certificate?.LastRefusal is { } refusal ? $": {refusal}" : "";

    private static async Task ProbeRedisAsync(RedisAddress redis)
    {
        try
        {
            ConfigurationOptions options = redis.ToOptions();
            options.ConnectTimeout = (int)RedisPatience.TotalMilliseconds;
            options.ConnectRetry = 1;
            await using ConnectionMultiplexer connection = await ConnectionMultiplexer.ConnectAsync(options).WaitAsync(ReasonPatience);
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            throw new ClusterUnreachableException(redis.Unreached(fault), fault);
        }
    }
}
