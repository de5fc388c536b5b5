using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using OrleansSymmetry.Access;
using OrleansSymmetry.Access.CommandLine;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Hosting;

namespace OrleansSymmetry.Silo;

/// <summary>
/// The command line of a silo. Each option falls back on the environment, under the name that Orleans itself gives it
/// (Orleans__Clustering__ConnectionString, Orleans__Endpoints__SiloPort and so on) or, where Orleans knows no such thing, under
/// Symmetry__ (Symmetry__Threads, Symmetry__Http), and then on a default. docs/OPERATIONS.md has the list.
/// </summary>
internal sealed class SiloCommand
{
    private const int Failed = 1;
    private const int WrongInput = 2;

    private readonly AccessOptions _access;
    private readonly Option<string?> _redis = new("--redis") { Description = "The Redis server of the cluster. It holds the results.", HelpName = "HOST:PORT" };
    private readonly Option<int?> _siloPort;
    private readonly Option<int?> _gatewayPort;
    private readonly Option<int?> _threads;
    private readonly Option<string> _advertise = new("--advertise")
    {
        Description = $"Address where this silo listens and others find it; {AdvertisedAddress.Automatic}: this machine's first address that is not loopback.",
        HelpName = "ADDRESS",
    };

    private readonly Option<string?> _http = new("--http")
    {
        Description = $"Serve {HealthProbe.Live}, {HealthProbe.Ready} and /metrics; a port alone means 127.0.0.1.",
        HelpName = "[ADDRESS:]PORT",
    };

    private readonly Option<bool> _page = new("--page") { Description = "Serve the landscape explorer there as well." };
    private readonly Option<bool> _trace = new("--trace") { Description = "Print the spans of sweeps and blocks." };
    private readonly Option<bool> _verbose = new("--verbose") { Description = "Log everything." };
    private readonly Option<bool> _health = new("--health")
    {
        Description = "Ask the silo that serves --http on this machine whether it is ready, and exit with 0 or 1.",
    };


    public SiloCommand(IConfiguration configuration)
    {
        _access = new AccessOptions(configuration, ClusterRole.Silo);
        IConfigurationSection orleans = configuration.GetSection("Orleans");
        _redis.DefaultValueFactory = _ => configuration[AccessSettings.Redis.Key];
        IConfigurationSection symmetry = configuration.GetSection("Symmetry");
        _siloPort = Number(
            "--silo-port", $"Port for the other silos; by default the first free one from {ClusterSiloOptions.UsualSiloPort} on.", "PORT",
            IPEndPoint.MaxPort, orleans, "Endpoints:SiloPort");
        _gatewayPort = Number(
            "--gateway-port", $"Port for clients; by default the first free one from {ClusterSiloOptions.UsualGatewayPort} on.", "PORT",
            IPEndPoint.MaxPort, orleans, "Endpoints:GatewayPort");
        _threads = Number("--threads", "Compute threads; by default as many as cores.", "N", int.MaxValue, symmetry, "Threads");
        _http.DefaultValueFactory = _ => symmetry["Http"] is { Length: > 0 } http ? http : null;
        _advertise.DefaultValueFactory = _ => orleans["Endpoints:AdvertisedIPAddress"] ?? "127.0.0.1";
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
            await Console.Error.WriteLineAsync(Hidden.Passwords(error.Message));
        }

        return WrongInput;
    }

    /// <summary>An option that is a whole number, from the command line or else from the environment.</summary>
    private static Option<int?> Number(string name, string description, string helpName, int most, IConfigurationSection section, string key)
    {
        string allowed = most == int.MaxValue ? "a whole number, 1 or more" : $"a whole number from 1 to {most}";
        string variable = $"{section.Key}__{key.Replace(":", "__", StringComparison.Ordinal)}";
        return new Option<int?>(name)
        {
            Description = description,
            HelpName = helpName,
            CustomParser = result => Read(result, name, result.Tokens[0].Value),

            // An empty variable is none: so a compose file passes on what is not set.
            DefaultValueFactory = result => section[key] is { Length: > 0 } text ? Read(result, variable, text) : null,
        };

        int? Read(ArgumentResult result, string source, string text)
        {
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= most)
            {
                return number;
            }

            result.AddError($"{source} is '{text}'. It must be {allowed}.");
            return null;
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
                return await HealthProbe.RunAsync(http ?? throw new FormatException("--health asks the silo at --http. Name its port."), HealthProbe.Ready);
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
                cancellation);
            return 0;
        }
        catch (Exception fault) when (fault is FormatException or AccessException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return WrongInput;
        }
        catch (Exception fault) when (fault is StoreException or PortException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return Failed;
        }
    }
}
