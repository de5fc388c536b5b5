using System.Globalization;
using System.Net.Sockets;

namespace OrleansSymmetry.EndToEnd.Processes;

/// <summary>A redis-server of the test's own, on loopback, keeping an append-only file.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Child _server;

    private RedisServer(int port)
    {
        Address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
        _server = Child.Start(
            "redis-server",
            ["--bind", "127.0.0.1", "--port", port.ToString(CultureInfo.InvariantCulture), "--appendonly", "yes", "--save", "", "--dir", _folder]);
    }

    public string Address { get; }

    public static async Task<RedisServer> StartAsync()
    {
        int port = FreePort.Next();
        var server = new RedisServer(port);
        await Eventually.Holds($"redis-server answers at {server.Address}", () => Answers(port), seconds: 20, () => server._server.Output);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task<bool> Answers(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port, TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
