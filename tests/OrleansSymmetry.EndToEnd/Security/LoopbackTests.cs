using System.Globalization;
using System.Net;
using System.Net.Sockets;
using OrleansSymmetry.EndToEnd.Processes;

namespace OrleansSymmetry.EndToEnd.Security;

[Trait("Tier", "security")]
public sealed class LoopbackTests
{
    // What images of ASP.NET set, and what a shell may hold from another program.
    private static readonly Dictionary<string, string> OtherPrograms = new()
    {
        ["ASPNETCORE_URLS"] = "http://0.0.0.0:0",
        ["ASPNETCORE_HTTP_PORTS"] = "8080",
        ["DOTNET_URLS"] = "http://*:0",
    };

    [Fact]
    public async Task Nothing_listens_beyond_loopback_unless_it_is_told_to()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        using var data = new TemporaryFolder();
        await using Child silo = Child.Start(
            "dotnet",
            [Repository.SiloProgram, "--redis", redis.Address, "--silo-port", Port(), "--gateway-port", Port(), "--threads", "1", "--http", Port(), "--page"],
            environment: OtherPrograms);
        await using Child page = Child.Start(
            "dotnet", [Repository.DashboardProgram, "--redis", redis.Address, "--urls", $"http://127.0.0.1:{Port()}"], environment: OtherPrograms);
        await using Child run = Child.Start(
            "dotnet",
            [Repository.ClientProgram, "run", Repository.Sweep("xor.yaml"), "--seeds", "0..9999999", "--data", data, "--page", "--threads", "1"],
            environment: OtherPrograms);

        await Listens(silo, 3);
        await Listens(page, 1);
        IReadOnlyList<IPEndPoint> doors = await Listens(run, 2);

        // The page waits for a request; the silo, which serves its own process alone, waits for nothing.
        bool[] hungUp = await Task.WhenAll(doors.Select(HangsUp));
        Assert.Single(hungUp, hangsUp => hangsUp);
    }

    private static string Port() => FreePort.Next().ToString(CultureInfo.InvariantCulture);

    private static async Task<IReadOnlyList<IPEndPoint>> Listens(Child program, int sockets)
    {
        IReadOnlyList<IPEndPoint> found = [];
        await Eventually.Holds(
            $"{program.Command} listens on {sockets} sockets",
            () =>
            {
                Assert.False(program.HasExited, $"{program.Command} ended.\n{program.Output}\n{program.Errors}");
                found = ListeningSockets.Of(program.Id);
                return found.Count >= sockets;
            },
            seconds: 40,
            () => string.Join(", ", found));
        Assert.Equal(sockets, found.Count);
        Assert.All(found, socket => Assert.True(IPAddress.IsLoopback(socket.Address), $"{program.Command} listens on {socket}."));
        return found;
    }

    private static async Task<bool> HangsUp(IPEndPoint door)
    {
        using var stranger = new TcpClient();
        await stranger.ConnectAsync(door);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            return await stranger.GetStream().ReadAsync(new byte[1], patience.Token) == 0;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
