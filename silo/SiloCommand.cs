using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using OrleansSymmetry.Contracts.Access;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Grains.Work;

namespace OrleansSymmetry.Silo;

/// <summary>
/// The command line of a silo. Each option falls back on the configuration that Orleans itself knows (Orleans__Clustering__ConnectionString,
/// Orleans__Endpoints__SiloPort and so on), and then on a default.
/// </summary>
internal sealed class SiloCommand
{
    private const int Failed = 1;
    private const int WrongInput = 2;

    private readonly ICensusWork _work;
    private readonly AccessOptions _access;
    private readonly Option<string?> _redis = new("--redis") { Description = "The Redis server where silos meet and results lie.", HelpName = "HOST:PORT" };
    private readonly Option<int> _siloPort = new("--silo-port") { Description = "Port for the other silos." };
    private readonly Option<int> _gatewayPort = new("--gateway-port") { Description = "Port for clients." };
    private readonly Option<string> _advertise = new("--advertise")
    {
        Description = $"Address at which this silo listens and is found; {AdvertisedAddress.Automatic}: this machine's first one beside loopback.",
        HelpName = "ADDRESS",
    };

    private readonly Option<int?> _threads = new("--threads") { Description = "Compute threads; by default as many as cores.", HelpName = "N" };
    private readonly Option<string?> _http = new("--http")
    {
        Description = $"Serve {SiloEndpoints.Live}, {SiloEndpoints.Ready} and /metrics; a port alone means 127.0.0.1.",
        HelpName = "[ADDRESS:]PORT",
    };

    private readonly Option<bool> _page = new("--page") { Description = "Serve the landscape explorer there as well." };
    private readonly Option<bool> _trace = new("--trace") { Description = "Print the spans of sweeps and blocks." };
    private readonly Option<bool> _verbose = new("--verbose") { Description = "Log everything." };
    private readonly Option<bool> _health = new("--health") { Description = "Ask the silo that serves --http on this machine whether it is ready, and exit with 0 or 1." };

    public SiloCommand(ICensusWork work, IConfiguration configuration)
    {
        _work = work;
        _access = new AccessOptions(configuration, ClusterRole.Silo);
        IConfigurationSection orleans = configuration.GetSection("Orleans");
        _redis.DefaultValueFactory = _ => configuration[AccessSettings.Redis.Key];
        _siloPort.DefaultValueFactory = result => ConfiguredPort(result, orleans["Endpoints:SiloPort"], ClusterSiloOptions.DefaultSiloPort);
        _gatewayPort.DefaultValueFactory = result => ConfiguredPort(result, orleans["Endpoints:GatewayPort"], ClusterSiloOptions.DefaultGatewayPort);
        _advertise.DefaultValueFactory = _ => orleans["Endpoints:AdvertisedIPAddress"] ?? "127.0.0.1";
        foreach (Option<int> port in new[] { _siloPort, _gatewayPort })
        {
            port.HelpName = "PORT";
            port.Validators.Add(result => RefuseUnless(result, result.GetValue(port) is >= 1 and <= IPEndPoint.MaxPort, $"between 1 and {IPEndPoint.MaxPort}"));
        }

        _threads.Validators.Add(result => RefuseUnless(result, result.GetValue(_threads) is null or >= 1, "1 or more"));
        Root = new RootCommand(
            "A silo of an OrleansSymmetry cluster. Silos that name the same Redis server are one cluster.\n\n"
            + "Example: dotnet run -c Release --project silo -- --redis 127.0.0.1:6379 --http 8081")
        {
            _redis, _siloPort, _gatewayPort, _advertise, _threads, _http, _page, _trace, _verbose, _health,
        };
        _access.AddTo(Root);
        Root.SetAction((parsed, cancellation) => RunAsync(parsed, cancellation));
    }

    public RootCommand Root { get; }

    /// <summary>Runs the command line; the result is the exit code.</summary>
    public async Task<int> InvokeAsync(string[] args)
    {
        ParseResult parsed = Root.Parse(args);
        if (parsed.Errors.Count == 0)
        {
            return await parsed.InvokeAsync();
        }

        foreach (ParseError error in parsed.Errors)
        {
            await Console.Error.WriteLineAsync(error.Message);
        }

        return WrongInput;
    }

    private static int ConfiguredPort(ArgumentResult result, string? text, int otherwise)
    {
        if (text is null)
        {
            return otherwise;
        }

        if (int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out int port))
        {
            return port;
        }

        result.AddError($"The configured port is '{text}'. It must be a number between 1 and {IPEndPoint.MaxPort}.");
        return otherwise;
    }

    private static void RefuseUnless(OptionResult result, bool isAllowed, string allowed)
    {
        if (!isAllowed)
        {
            result.AddError($"{result.Option.Name} is {string.Join(' ', result.Tokens.Select(token => token.Value))}. It must be {allowed}.");
        }
    }

    private static IPEndPoint ParseHttp(string text)
    {
        string full = text.Contains(':', StringComparison.Ordinal) ? text : $"127.0.0.1:{text}";
        return IPEndPoint.TryParse(full, out IPEndPoint? endpoint) && endpoint.Port > 0
            ? endpoint
            : throw new FormatException($"--http is '{text}'. It must be a port or ADDRESS:PORT, such as 8081 or 0.0.0.0:8080.");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        try
        {
            IPEndPoint? http = parsed.GetValue(_http) is { } text ? ParseHttp(text) : null;
            if (parsed.GetValue(_health))
            {
                return await HealthProbe.RunAsync(http ?? throw new FormatException("--health asks the silo at --http. Name its port."));
            }

            await SiloHost.RunClusterAsync(
                new ClusterSiloOptions
                {
                    Access = _access.Read(
                        parsed,
                        parsed.GetValue(_redis) ?? throw new FormatException("A silo of a cluster needs a Redis server. Name it with --redis HOST:PORT."),
                        _redis.Name),
                    SiloPort = parsed.GetValue(_siloPort),
                    GatewayPort = parsed.GetValue(_gatewayPort),
                    Advertise = AdvertisedAddress.Parse(parsed.GetValue(_advertise)!),
                    Threads = parsed.GetValue(_threads),
                    Http = http,
                    Page = parsed.GetValue(_page),
                    Trace = parsed.GetValue(_trace),
                    Verbose = parsed.GetValue(_verbose),
                },
                _work,
                cancellation);
            return 0;
        }
        catch (Exception fault) when (fault is FormatException or AccessException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return WrongInput;
        }
        catch (StoreException fault)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return Failed;
        }
    }
}
