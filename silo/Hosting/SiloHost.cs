using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Orleans.Configuration;
using OrleansSymmetry.Grains;
using OrleansSymmetry.Grains.Store;

namespace OrleansSymmetry.Hosting;

/// <summary>Starts silos.</summary>
public static partial class SiloHost
{
    /// <summary>Name of the census store's file in its folder.</summary>
    public const string StoreFileName = "census.db";

    internal static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    // Another process may take a free port between the moment it is found and the moment it is bound.
    private const int PortAttempts = 5;

    /// <summary>
    /// Starts a silo in this process: loopback only, on a port that is free; membership in memory; the census in one SQLite file.
    /// It answers its own <see cref="EmbeddedSilo.Client"/> alone.
    /// </summary>
    /// <exception cref="StoreException">The store cannot be opened for writing; the message is for the user.</exception>
    public static async Task<EmbeddedSilo> StartEmbeddedAsync(EmbeddedSiloOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        SqliteCensusStore store = SqliteCensusStore.Open(Path.Combine(options.DataFolder, StoreFileName));
        try
        {
            for (int attempt = 1; ; attempt++)
            {
                IHost host = BuildEmbedded(options, store, FreeLoopbackPort());
                try
                {
                    await host.StartAsync(cancellation);
                    return new EmbeddedSilo(host, store);
                }
                catch (Exception fault) when (attempt < PortAttempts && IsPortTaken(fault))
                {
                    host.Dispose();
                }
                catch
                {
                    host.Dispose();
                    throw;
                }
            }
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    private static IHost BuildEmbedded(EmbeddedSiloOptions options, SqliteCensusStore store, int port)
    {
        // No defaults: the caller's arguments, environment and files are not the silo's configuration.
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        if (options.Verbose)
        {
            builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
        }

        // Ctrl-C belongs to the caller.
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(port, gatewayPort: 0, primarySiloEndpoint: new IPEndPoint(IPAddress.Loopback, port), "embedded", "embedded");
            silo.ConfigureEndpoints(IPAddress.Loopback, port, gatewayPort: 0);
            silo.Configure<SiloConnectionOptions>(connections => connections.ConfigureSiloInboundConnection(connection => connection.Use(_ => HangUp)));
            silo.Configure<ClusterMembershipOptions>(membership =>
            {
                // A cluster of one has nobody to watch and nobody to tell.
                membership.LivenessEnabled = false;
            });
            silo.UseSiloClock();
            options.ConfigureServices(silo.Services);
            silo.AddCensus(store, options.Threads, census => census.ResumeUnfinished = false);
            if (options.Trace)
            {
                silo.AddActivityPropagation();
            }
        });
        if (options.Trace)
        {
            SiloTelemetry.AddTraces(builder.Services, console: true, otlp: false);
        }

        return builder.Build();
    }

    // Orleans listens even for a silo that is alone; other users of this machine could knock.
    private static Task HangUp(ConnectionContext stranger)
    {
        stranger.Abort();
        return Task.CompletedTask;
    }

    private static int FreeLoopbackPort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }

    private static bool IsPortTaken(Exception? fault) =>
        fault switch
        {
            null => false,
            SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse or SocketError.AccessDenied } => true,
            AggregateException many => many.InnerExceptions.Any(IsPortTaken),
            _ => IsPortTaken(fault.InnerException),
        };

    /// <summary>A lifetime that listens to no signal and prints nothing.</summary>
    private sealed class QuietLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
