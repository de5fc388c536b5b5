using System.CommandLine;
using System.Net;
using OrleansSymmetry.Access;
using OrleansSymmetry.Access.CommandLine;

namespace OrleansSymmetry.Dashboard;

/// <summary>The command line of the landscape explorer.</summary>
internal sealed class DashboardCommand
{
    private const int WrongInput = 2;
    private const int Failed = 1;

    private readonly Option<string?> _redis = new("--redis") { Description = "The Redis server of the cluster.", HelpName = "HOST:PORT" };

    private readonly Option<string[]> _urls = new("--urls")
    {
        Description = "Where to serve the page, as http://ADDRESS:PORT; semicolons separate several.",
        HelpName = "URLS",
        DefaultValueFactory = _ => ["http://127.0.0.1:8080"],
        CustomParser = result => result.Tokens[0].Value.Split(';', StringSplitOptions.RemoveEmptyEntries),
    };

    private readonly Option<bool> _health = new("--health") { Description = "Ask the page at --urls whether it is healthy, and exit with 0 or 1." };
    private readonly AccessOptions _access;

    internal DashboardCommand(IConfiguration configuration)
    {
        _access = new AccessOptions(configuration, ClusterRole.Client);

        // The key under which Orleans itself looks, so that silo and page share one setting.
        _redis.DefaultValueFactory = _ => configuration[AccessSettings.Redis.Key];
        _urls.Validators.Add(result =>
        {
            foreach (string url in result.GetValue(_urls) ?? [])
            {
                if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) || parsed.Scheme != Uri.UriSchemeHttp)
                {
                    result.AddError($"--urls has '{url}'. It must be http://ADDRESS:PORT, such as http://127.0.0.1:8080.");
                }
            }
        });
        Root = new RootCommand(
            "The landscape explorer of an OrleansSymmetry cluster: one page, read-only.\n\n"
            + "Example: dotnet run -c Release --project dashboards -- --redis 127.0.0.1:6379 --urls http://127.0.0.1:8080")
        {
            _redis, _urls, _health,
        };
        _access.AddTo(Root);
        Root.SetAction((parse, cancellation) => RunAsync(parse, cancellation));
    }

    internal RootCommand Root { get; }

    /// <summary>Runs the command line; the result is the exit code.</summary>
    internal async Task<int> InvokeAsync(string[] args)
    {
        ParseResult parse = Root.Parse(args);
        if (parse.Errors.Count == 0)
        {
            return await parse.InvokeAsync();
        }

        foreach (string message in parse.Errors.Select(error => error.Message))
        {
            await Console.Error.WriteLineAsync($"error: {Hidden.Passwords(message)}");
        }

        return WrongInput;
    }

    private async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        Uri[] urls = [.. parse.GetValue(_urls)!.Select(url => new Uri(url))];
        if (parse.GetValue(_health))
        {
            IPAddress address = IPAddress.TryParse(urls[0].Host, out IPAddress? given) ? given : IPAddress.Loopback;
            return await HealthProbe.RunAsync(new IPEndPoint(address, urls[0].Port), HealthProbe.Live);
        }

        if (parse.GetValue(_redis) is not { Length: > 0 } redis)
        {
            await Console.Error.WriteLineAsync("error: The page asks a cluster. Name its Redis server with --redis HOST:PORT.");
            return WrongInput;
        }

        try
        {
            await DashboardHost.RunAsync(_access.Read(parse, redis, _redis.Name), urls, cancellation);
            return 0;
        }
        catch (AccessException fault)
        {
            await Console.Error.WriteLineAsync($"error: {fault.Message}");
            return WrongInput;
        }
        catch (IOException fault)
        {
            await Console.Error.WriteLineAsync($"error: The page cannot be served: {fault.Message} Choose another place with --urls.");
            return Failed;
        }
    }
}
