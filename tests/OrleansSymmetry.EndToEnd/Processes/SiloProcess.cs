using System.Globalization;

namespace OrleansSymmetry.EndToEnd.Processes;

/// <summary>A silo as a process of its own.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(2) };

    private readonly Child _child;
    private readonly SiloPlace _place;

    private SiloProcess(string redis, SiloPlace place, IReadOnlyDictionary<string, string>? environment)
    {
        _place = place;
        string[] command =
        [
            .. place.Inside, "dotnet",
            Repository.SiloProgram, "--redis", redis, "--silo-port", Text(place.SiloPort), "--gateway-port", Text(place.GatewayPort),
            "--advertise", place.Address, "--threads", "1", "--http", $"{place.Address}:{Text(place.HttpPort)}",
        ];
        _child = Child.Start(command[0], command[1..], environment: environment);
    }

    public Child Process => _child;

    /// <summary>A silo on loopback ports that are free, once it is ready.</summary>
    public static async Task<SiloProcess> StartAsync(string redis, IReadOnlyDictionary<string, string>? environment = null)
    {
        SiloProcess silo = Start(redis, SiloPlace.OnLoopback(), environment);
        try
        {
            await silo.Ready();
            return silo;
        }
        catch
        {
            await silo.DisposeAsync();
            throw;
        }
    }

    /// <summary>A silo that may not be ready yet.</summary>
    public static SiloProcess Start(string redis, SiloPlace place, IReadOnlyDictionary<string, string>? environment = null) =>
        new(redis, place, environment);

    public Task Ready() => Eventually.Holds("the silo says it is ready", IsReady, seconds: 60, () => _child.Output + _child.Errors);

    public async Task<string> Get(string path) =>
        await Http.GetStringAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://{_place.Address}:{_place.HttpPort}{path}")));

    /// <summary>The sum of a counter over its tags, as /metrics tells it.</summary>
    public async Task<double> Counter(string name) =>
        (await Get("/metrics")).Split('\n')
            .Where(line => line.StartsWith(name + "{", StringComparison.Ordinal))
            .Sum(line => double.Parse(
                line[(line.IndexOf('}', StringComparison.Ordinal) + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture));

    public ValueTask DisposeAsync() => _child.DisposeAsync();

    private async Task<bool> IsReady()
    {
        Assert.False(_child.HasExited, $"The silo ended.\n{_child.Output}\n{_child.Errors}");
        try
        {
            await Get("/health/ready");
            return true;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
