using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using OrleansSymmetry.EndToEnd.Processes;

namespace OrleansSymmetry.EndToEnd.Security;

/// <summary>
/// A cluster as docs/SECURITY.md sets it up: certificates by its commands, word for word; Redis with TLS and a password; two silos and
/// the page with certificates whose keys are encrypted, logging everything.
/// </summary>
public sealed class SecureCluster : IAsyncLifetime
{
    public const string RedisPassword = "correct-horse-battery";
    public const string KeyPassword = "staple-of-the-keys";

    private readonly TemporaryFolder _folder = new();
    private readonly List<Child> _programs = [];
    private readonly int _redis = FreePort.Next();
    private readonly int _plainRedis = FreePort.Next();
    private readonly int _page = FreePort.Next();

    /// <summary>As --redis and --cluster take it.</summary>
    public string Redis => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_redis},ssl=true");

    /// <summary>The same server for this process, which does not know its authority.</summary>
    public string PlainRedis => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_plainRedis}");

    public int Gateway { get; } = FreePort.Next();

    public int SiloPort { get; } = FreePort.Next();

    public Uri Page => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_page}"));

    /// <summary>Everything that any program here has written.</summary>
    internal string Written => string.Join('\n', _programs.Select(program => program.Output + program.Errors));

    public string File(string name) => _folder.File(name);

    public async ValueTask InitializeAsync()
    {
        string commands = Regex.Match(await System.IO.File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "SECURITY.md")), "```sh\n(.*?)```",
            RegexOptions.Singleline).Groups[1].Value;
        await Run("bash", "-euc", commands + Encrypted("silo") + Encrypted("client"));
        await Run("bash", "-euc", Pkcs12("client"));
        await System.IO.File.WriteAllTextAsync(File("redis.password"), RedisPassword + "\n");
        await System.IO.File.WriteAllTextAsync(
            File("redis.conf"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"bind 127.0.0.1\nport {_plainRedis}\ntls-port {_redis}\ntls-cert-file redis.pem\ntls-key-file "
                + $"redis.key\ntls-ca-cert-file ca.pem\ntls-auth-clients no\nrequirepass {RedisPassword}\nsave \"\"\n"));
        Start("redis-server", ["redis.conf"]);
        await Eventually.Holds("redis-server listens", () => Listens(_redis), seconds: 20, () => Written);

        // One silo is told by options, the other by its environment.
        Child first = Start(
            "dotnet",
            [Repository.SiloProgram, "--redis", Redis, "--silo-port", Text(SiloPort), "--gateway-port", Text(Gateway), "--threads", "1", "--verbose",
                "--certificate", "silo.pem", "--key", "silo.enc.key", "--authority", "ca.pem"]);
        Child second = Start(
            "dotnet",
            [Repository.SiloProgram, "--silo-port", Text(FreePort.Next()), "--gateway-port", Text(FreePort.Next()), "--threads", "1", "--verbose", "--trace"],
            new()
            {
                ["Orleans__Clustering__ConnectionString"] = Redis,
                ["Symmetry__Tls__Certificate"] = "silo.pem",
                ["Symmetry__Tls__Key"] = "silo.enc.key",
                ["Symmetry__Tls__Authority"] = "ca.pem",
            });
        Start(
            "dotnet",
            [Repository.DashboardProgram, "--redis", Redis, "--urls", Page.ToString(), "--certificate", "client.pem", "--key", "client.enc.key", "--authority",
                "ca.pem"]);
        await Eventually.Holds("both silos serve", () => Started(first) && Started(second), seconds: 60, () => Written);
    }

    /// <summary>Runs `symmetry` against the cluster with further arguments.</summary>
    internal async Task<Child> Symmetry(int exitCode, Dictionary<string, string>? environment, params string[] arguments)
    {
        Child client = Start("dotnet", [Repository.ClientProgram, .. arguments, "--cluster", Redis, "--verbose"], environment);
        await client.EndsWith(exitCode, seconds: 60);
        return client;
    }

    /// <summary>Starts a program in the cluster's folder, with the passwords in its environment as the documentation says.</summary>
    internal Child Start(string program, IEnumerable<string> arguments, Dictionary<string, string>? environment = null)
    {
        Dictionary<string, string> all = new()
        {
            ["SSL_CERT_FILE"] = File("ca.pem"),
            ["Symmetry__Redis__PasswordFile"] = File("redis.password"),
            ["Symmetry__Tls__Password"] = KeyPassword,
        };
        foreach ((string key, string value) in environment ?? [])
        {
            all[key] = value;
        }

        Child child = Child.Start(program, arguments, _folder, all);
        _programs.Add(child);
        return child;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Child program in _programs)
        {
            await program.DisposeAsync();
        }

        _folder.Dispose();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Encrypted(string name) => $"openssl pkcs8 -topk8 -in {name}.key -out {name}.enc.key -passout pass:{KeyPassword}\n";

    private static string Pkcs12(string name) => $"openssl pkcs12 -export -in {name}.pem -inkey {name}.key -out {name}.pfx -passout pass:{KeyPassword}\n";

    private static bool Started(Child silo)
    {
        Assert.False(silo.HasExited, $"The silo ended.\n{silo.Output}\n{silo.Errors}");
        return silo.Output.Contains("Application started", StringComparison.Ordinal);
    }

    private static async Task<bool> Listens(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task Run(string program, params string[] arguments)
    {
        await using Child child = Child.Start(program, arguments, _folder);
        await child.EndsWith(0, seconds: 30);
    }
}
