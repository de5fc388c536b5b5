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
                "--advertise", "127.0.0.1", "--threads", "1", "--http", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_http}"),
            ]);
    }

    public Child Process => _child;

    public static async Task<SiloProcess> StartAsync(string redis)
    {
        var silo = new SiloProcess(redis);
        await Eventually.Holds("the silo says it is ready", silo.IsReady, seconds: 60, () => silo._child.Output + silo._child.Errors);
        return silo;
    }

    public async Task<string> Get(string path) =>
        await Http.GetStringAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_http}{path}")));

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
