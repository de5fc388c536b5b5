using System.Globalization;

namespace OrleansSymmetry.EndToEnd.Processes;

/// <summary>A silo as a process of its own, on loopback ports that are free.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(2) };

    private readonly Child _child;
    private readonly int _http;

    private SiloProcess(string redis)
    {
        _http = FreePort.Next();
        _child = Child.Start(
            "dotnet",
            [
                Repository.SiloProgram, "--redis", redis, "--silo-port", Text(FreePort.Next()), "--gateway-port", Text(FreePort.Next()),
                "--advertise", "127.0.0.1", "--threads", "1", "--http", Text(_http),
            ]);
    }

    public Child Process => _child;

    public static async Task<SiloProcess> StartAsync(string redis)
    {
        var silo = new SiloProcess(redis);
        try
        {
            await Eventually.Holds("the silo says it is ready", silo.IsReady, seconds: 60, () => silo._child.Output + silo._child.Errors);
            return silo;
        }
        catch
        {
            await silo.DisposeAsync();
            throw;
        }
    }

    public async Task<string> Get(string path) =>
        await Http.GetStringAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_http}{path}")));

    /// <summary>The sum of a counter over its tags, as /metrics tells it; 0 before it was first raised.</summary>
    public async Task<double> Counter(string name) =>
        (await Get("/metrics")).Split('\n')
            .Where(line => line.StartsWith(name + "{", StringComparison.Ordinal))
            .Sum(line => double.Parse(line[(line.IndexOf('}', StringComparison.Ordinal) + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture));

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
