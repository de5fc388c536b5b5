using System.Net;
using System.Net.Sockets;
using OrleansSymmetry.Hosting;

namespace OrleansSymmetry.Silo.Tests.Hosting;

public sealed class PortClaimTests
{
    private const string Option = "--silo-port";

    [Fact]
    public void Claimed_port_is_refused_to_the_next_one_with_what_to_do()
    {
        using PortClaim first = PortClaim.TakeFree(IPAddress.Loopback, FreePort(), Option);

        PortException refused = Assert.Throws<PortException>(() => PortClaim.Take(IPAddress.Loopback, first.Port, Option, ", or leave it out"));

        Assert.Equal($"Port {first.Port} of 127.0.0.1 is taken by another process. Name a free one with --silo-port, or leave it out.", refused.Message);
    }

    [Fact]
    public void Next_silo_takes_the_next_port()
    {
        int usual = FreePort();
        using PortClaim first = PortClaim.TakeFree(IPAddress.Loopback, usual, Option);
        using PortClaim second = PortClaim.TakeFree(IPAddress.Loopback, usual, Option);

        Assert.True(second.Port > first.Port);
    }

    [Fact]
    public void Port_is_free_again_when_its_claim_is_given_up()
    {
        int port = FreePort();
        PortClaim.Take(IPAddress.Loopback, port, Option).Dispose();

        using PortClaim again = PortClaim.Take(IPAddress.Loopback, port, Option);

        Assert.Equal(port, again.Port);
    }

    /// <summary>The listener of Orleans sets this option, which lets processes share a port.</summary>
    [Fact]
    public async Task Listener_that_shares_gets_the_claimed_port_and_every_connection()
    {
        using PortClaim claim = PortClaim.TakeFree(IPAddress.Loopback, FreePort(), Option);
        using Socket listener = Sharing(claim.Port);
        listener.Listen();

        for (int i = 0; i < 50; i++)
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, claim.Port).WaitAsync(TimeSpan.FromSeconds(5));
            using Socket accepted = await listener.AcceptAsync().WaitAsync(TimeSpan.FromSeconds(5));
        }
    }

    [Fact]
    public void Port_on_which_a_silo_without_a_claim_listens_is_refused_although_it_would_be_shared()
    {
        int port = FreePort();
        using Socket listener = Sharing(port);
        listener.Listen();

        Assert.Throws<PortException>(() => PortClaim.Take(IPAddress.Loopback, port, Option));
    }

    [Fact]
    public void Port_on_which_somebody_listens_at_every_address_is_refused()
    {
        using var listener = new TcpListener(IPAddress.Any, 0);
        listener.Start();

        Assert.Throws<PortException>(() => PortClaim.Take(IPAddress.Loopback, ((IPEndPoint)listener.LocalEndpoint).Port, Option));
    }

    /// <summary>From a block of addresses that is kept for documentation (RFC 5737).</summary>
    [Fact]
    public void Address_of_another_machine_is_refused_by_its_own_option()
    {
        PortException refused = Assert.Throws<PortException>(() => PortClaim.TakeFree(IPAddress.Parse("192.0.2.7"), 11111, Option));

        Assert.Equal("192.0.2.7 is no address of this machine. Give one of its addresses with --advertise.", refused.Message);
    }

    private static Socket Sharing(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        return socket;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
