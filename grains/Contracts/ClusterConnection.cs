using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace OrleansSymmetry.Contracts;

/// <summary>A client's way into a cluster. Its calls are short: each fails after ten seconds and is safe to repeat.</summary>
public sealed class ClusterConnection : IAsyncDisposable
{
    // A server that is there answers at once, busy as its machine may be.
    private static readonly TimeSpan RedisPatience = TimeSpan.FromSeconds(5);

    private readonly IHost _host;

    private ClusterConnection(IHost host, string address)
    {
        _host = host;
        Address = address;
        Client = host.Services.GetRequiredService<IClusterClient>();
    }

    /// <summary>The grains.</summary>
    public IClusterClient Client { get; }

    /// <summary>The Redis server through which the cluster was found.</summary>
    public string Address { get; }

    /// <summary>Connects to the cluster whose silos meet at a Redis server.</summary>
    /// <param name="redis">HOST:PORT, or a StackExchange.Redis configuration string.</param>
    /// <param name="patience">How long to look for a silo that answers.</param>
    /// <param name="cancellation">Gives up at once.</param>
    /// <exception cref="ClusterUnreachableException">There is no such server or no silo; the message is for the user.</exception>
    public static async Task<ClusterConnection> ConnectAsync(string redis, TimeSpan patience, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(redis);
        await ProbeRedisAsync(redis);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(patience);
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleansClient(client => client.UseCensusCluster(redis, deadline.Token));
        IHost host = builder.Build();
        try
        {
            await host.StartAsync(deadline.Token);
            return new ClusterConnection(host, redis);
        }
        catch (Exception fault)
        {
            host.Dispose();
            cancellation.ThrowIfCancellationRequested();
            throw new ClusterUnreachableException(
                $"No silo of the cluster at {redis} answered within {patience.TotalSeconds:0.#} s. Check that its silos run, and that they are of this version.", fault);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }

    private static async Task ProbeRedisAsync(string redis)
    {
        try
        {
            ConfigurationOptions options = ConfigurationOptions.Parse(redis);
            options.ConnectTimeout = (int)RedisPatience.TotalMilliseconds;
            options.ConnectRetry = 1;
            await using ConnectionMultiplexer connection = await ConnectionMultiplexer.ConnectAsync(options).WaitAsync(RedisPatience);
        }
        catch (Exception fault) when (fault is RedisException or ArgumentException or TimeoutException)
        {
            throw new ClusterUnreachableException(
                $"The cluster's Redis server at {redis} does not answer. Check the address (HOST:PORT) and that the server runs.", fault);
        }
    }
}
