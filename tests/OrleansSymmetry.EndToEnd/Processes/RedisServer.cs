using System.Globalization;
using System.Net.Sockets;

namespace OrleansSymmetry.EndToEnd.Processes;

/// <summary>A redis-server of the test's own, on loopback and at most one more address, keeping an append-only file.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _host;
    private readonly int _port;
    private Child _server;

    private RedisServer(string host, int port)
    {
        _host = host;
        _port = port;
        Address = string.Create(CultureInfo.InvariantCulture, $"{host}:{port}");
        _server = Start();
    }

    public string Address { get; }

    public static async Task<RedisServer> StartAsync(string host = "127.0.0.1")
    {
        var server = new RedisServer(host, FreePort.Next());
        try
        {
            await server.Ready();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the server as a crash does.</summary>
    public void Kill() => _server.Signal("KILL");

    /// <summary>Lets the server hang: it holds its connections and answers nothing.</summary>
    public void Stop() => _server.Signal("STOP");

    /// <summary>Lets a server that hangs go on.</summary>
    public void GoOn() => _server.Signal("CONT");

    /// <summary>A crash, and a new start at the same port on the same files.</summary>
    public async Task KillAndRestartAsync(TimeSpan down = default)
    {
        // The file is synchronised once a second; a killed process loses nothing that it has handed to the system.
        Kill();
        await _server.Ends();
        await _server.DisposeAsync();
        await Task.Delay(down);
        _server = Start();
        await Ready();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    private Child Start() => Child.Start(
        "redis-server",
        ["--bind", _host, "--protected-mode", "no", "--port", _port.ToString(CultureInfo.InvariantCulture), "--appendonly", "yes", "--save", "", "--dir",
            _folder]);

    private Task Ready() =>
        Eventually.Holds($"redis-server answers at {Address}", () => Answers(_host, _port), seconds: 20, () => _server.Output);

    private static async Task<bool> Answers(string host, int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(host, port, CancellationToken.None);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
