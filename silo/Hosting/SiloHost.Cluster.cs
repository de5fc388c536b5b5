using System.Net;
using Orleans.Configuration;
using OrleansSymmetry.Access;
using OrleansSymmetry.Grains;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Grains.Telemetry;

namespace OrleansSymmetry.Hosting;

public static partial class SiloHost
{
    // Training runs on threads of its own, so that a probe is late only when a silo is gone: one second and one vote are safe,
    // and a killed silo is replaced in little more than a second instead of ten.
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(1);

    // Bounds the eviction of a silo that hangs without having died; Orleans' own is four times the probe's.
    private static readonly TimeSpan LongestProbeTimeout = TimeSpan.FromSeconds(2);

    // How soon a silo that was cut off learns that the others have given it up.
    private static readonly TimeSpan TableRefresh = TimeSpan.FromSeconds(5);

    // Three of these without a sign of life, and a silo that starts no longer waits for one that is gone: a cluster whose machines are
    // all new stands after 15 seconds.
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(5);

    // A silo behind a broken network answers nothing at all.
    private static readonly TimeSpan OpenTimeout = TimeSpan.FromSeconds(2);

    /// <summary>Runs a silo of a cluster until it is told to stop.</summary>
    /// <param name="options">Where it stands.</param>
    /// <param name="cancellation">Tells it to stop, beside SIGTERM and Ctrl-C.</param>
    /// <exception cref="StoreException">Redis does not answer; the message is for the user.</exception>
    /// <exception cref="PortException">A port is taken; nothing was joined. The message is for the user.</exception>
    /// <exception cref="FormatException">Orleans' section of the configuration asks for what is not here; the message is for the user.</exception>
    public static async Task RunClusterAsync(ClusterSiloOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        await using RedisCensusStore store = await RedisCensusStore.OpenAsync(options.Access.Redis);
        using PortClaim siloPort = ClaimPort(options.Advertise, options.SiloPort, ClusterSiloOptions.UsualSiloPort, "--silo-port");
        using PortClaim gatewayPort = ClaimPort(options.Advertise, options.GatewayPort, ClusterSiloOptions.UsualGatewayPort, "--gateway-port");
        CheckHttpPort(options.Http);
        var place = new SiloPlace(siloPort.Port, gatewayPort.Port);
        using IHost host = Build(options, place, store);
        ILogger log = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger(CensusTelemetry.Name);
        LogPlace(log, options.Advertise, place.SiloPort, place.GatewayPort);
        if (CollectorAddress.From(host.Services.GetRequiredService<IConfiguration>())?.Trouble is { } trouble)
        {
            LogCollector(log, trouble);
        }

        await host.RunAsync(cancellation);
    }

    private static PortClaim ClaimPort(IPAddress address, int? port, int usual, string option) => port is { } wanted
        ? PortClaim.Take(address, wanted, option, $", or leave {option} out: then the silo takes the first free one from {usual} on")
        : PortClaim.TakeFree(address, usual, option);

    /// <summary>The web server keeps its port for itself when it has it. It takes it last, when the silo has joined: so it is tried before.</summary>
    private static void CheckHttpPort(IPEndPoint? http)
    {
        if (http is not null)
        {
            PortClaim.Take(http.Address, http.Port, "--http").Dispose();
        }
    }

    private static IHost Build(ClusterSiloOptions options, SiloPlace place, ICensusStore store)
    {
        try
        {
            return options.Http is null ? BuildPlain(options, place, store) : BuildWeb(options, place, store);
        }
        catch (InvalidOperationException fault)
        {
            throw new FormatException(
                $"The section Orleans of the configuration (variables Orleans__...) asks for something that a silo does not have: {fault.Message} "
                + "Leave that setting out: silos use the Redis server for everything.",
                fault);
        }
    }

    private static IHost BuildPlain(ClusterSiloOptions options, SiloPlace place, ICensusStore store)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        ConfigureCluster(builder, options, place, store);
        return builder.Build();
    }

    private static WebApplication BuildWeb(ClusterSiloOptions options, SiloPlace place, ICensusStore store)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
        builder.WebHost.UseUrls($"http://{options.Http}");
        ConfigureCluster(builder, options, place, store);
        WebApplication app = builder.Build();
        SiloEndpoints.Map(app, options.Page, options.Http!.Address);
        return app;
    }

    private static void ConfigureCluster(IHostApplicationBuilder builder, ClusterSiloOptions options, SiloPlace place, ICensusStore store)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console => console.FormatterName = SiloLogFormatter.FormatterName);
        builder.Logging.AddConsoleFormatter<SiloLogFormatter, SiloLogOptions>(log => log.Whole = options.Verbose);
        if (!options.Verbose)
        {
            builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter(CensusTelemetry.Name, LogLevel.Information);
        }

        OrleansSection.SettleSilo(builder.Configuration, options.Access.Redis, options.Advertise, place.SiloPort, place.GatewayPort);
        builder.UseOrleans(silo =>
        {
            silo.UseRedisClustering(redis => redis.ConfigurationOptions = options.Access.Redis.ToOptions());
            silo.ConfigureEndpoints(options.Advertise, place.SiloPort, place.GatewayPort, listenOnAnyHostAddress: false);
            silo.UseCertificate(options.Access.Certificate);
            silo.UseSiloClock();
            silo.Services.PostConfigure<ClusterOptions>(cluster =>
            {
                cluster.ServiceId = ClusterIdentity.ServiceId;
                cluster.ClusterId = ClusterIdentity.ClusterId;
            });
            silo.Configure<ClusterMembershipOptions>(membership =>
            {
                membership.ProbeTimeout = ProbeTimeout;
                membership.MaxProbeTimeout = LongestProbeTimeout;
                membership.NumMissedProbesLimit = 3;
                membership.NumVotesForDeathDeclaration = 1;
                membership.TableRefreshTimeout = TableRefresh;
                membership.IAmAliveTablePublishTimeout = SignOfLife;

                // Two silos that cannot reach each other, though a third reaches both, would stay members and lose each other's calls.
                membership.EnableIndirectProbes = false;
            });
            silo.Configure<ConnectionOptions>(connection => connection.OpenConnectionTimeout = OpenTimeout);
            silo.AddActivityPropagation();
            silo.AddCensus(store, options.Threads);
        });
        bool collector = CollectorAddress.From(builder.Configuration) is { IsUrl: true };
        if (options.Trace || collector)
        {
            SiloTelemetry.AddTraces(builder.Services, options.Trace, collector);
        }

        if (options.Http is not null || collector)
        {
            SiloTelemetry.AddMeters(builder.Services, options.Http is not null, collector);
        }
    }

    [LoggerMessage(70, LogLevel.Information, "This silo listens at {Address}: port {SiloPort} for silos, {GatewayPort} for clients")]
    private static partial void LogPlace(ILogger logger, IPAddress address, int siloPort, int gatewayPort);

    [LoggerMessage(71, LogLevel.Warning, "{Trouble}")]
    private static partial void LogCollector(ILogger logger, string trouble);

    /// <summary>The ports of a silo.</summary>
    private sealed record SiloPlace(int SiloPort, int GatewayPort);
}
