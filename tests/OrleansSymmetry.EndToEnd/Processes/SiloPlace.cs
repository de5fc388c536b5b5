namespace OrleansSymmetry.EndToEnd.Processes;

/// <summary>Where a silo listens.</summary>
/// <param name="Address">Its IP address.</param>
/// <param name="SiloPort">For other silos.</param>
/// <param name="GatewayPort">For clients.</param>
/// <param name="HttpPort">For health and metrics.</param>
/// <param name="Inside">The command that starts a program there; empty: nothing is needed.</param>
internal sealed record SiloPlace(string Address, int SiloPort, int GatewayPort, int HttpPort, params string[] Inside)
{
    /// <summary>Ports of loopback that are free.</summary>
    public static SiloPlace OnLoopback() => new("127.0.0.1", FreePort.Next(), FreePort.Next(), FreePort.Next());

    /// <summary>The same machine, other ports.</summary>
    public SiloPlace Moved() => this with { SiloPort = FreePort.Next(), GatewayPort = FreePort.Next(), HttpPort = FreePort.Next() };
}
