using System.Diagnostics;
using System.Globalization;
using OrleansSymmetry.EndToEnd.Processes;

namespace OrleansSymmetry.EndToEnd.Kills;

/// <summary>
/// A network namespace for each silo, with a wire of its own to every other one and to this machine, so that a packet filter inside
/// a namespace cuts exactly one wire. Nothing outside of the namespaces is changed but the wires' ends, which go with them.
/// </summary>
internal sealed class Namespaces : IDisposable
{
    private const int SiloPort = 11111;
    private const int GatewayPort = 30000;
    private const int HttpPort = 8080;
    private const string ToHost = "host";

    private readonly string _name = string.Create(CultureInfo.InvariantCulture, $"kill{Environment.ProcessId}");
    private readonly string _net = string.Create(CultureInfo.InvariantCulture, $"10.213.{Environment.ProcessId % 250}");
    private readonly int _count;

    public Namespaces(int count)
    {
        _count = count;
        try
        {
            Build();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Where this machine is found from inside.</summary>
    public string Host => $"{_net}.1";

    public SiloPlace Place(int silo) => new(Address(silo), SiloPort, GatewayPort, HttpPort, "ip", "netns", "exec", Name(silo));

    /// <summary>Drops every packet on all wires of a silo.</summary>
    public void CutOff(int silo)
    {
        Cut(silo, ToHost);
        for (int other = 0; other < _count; other++)
        {
            if (other != silo)
            {
                Cut(silo, Wire(other));
            }
        }
    }

    /// <summary>Drops every packet between two silos.</summary>
    public void Part(int one, int other) => Cut(one, Wire(other));

    /// <summary>Mends all wires of a silo.</summary>
    public void Heal(int silo) => Inside(silo, "iptables", "-F");

    public void Dispose()
    {
        for (int silo = 0; silo < _count; silo++)
        {
            // The wire first: a namespace goes when the last process in it has gone, and the next one may want the names before.
            Try("ip", "link", "del", Name(silo));
            Try("ip", "netns", "del", Name(silo));
        }
    }

    private static string Wire(int silo) => string.Create(CultureInfo.InvariantCulture, $"silo{silo}");

    private string Name(int silo) => string.Create(CultureInfo.InvariantCulture, $"{_name}-{silo}");

    private string Address(int silo) => string.Create(CultureInfo.InvariantCulture, $"{_net}.{silo + 10}");

    private void Build()
    {
        for (int silo = 0; silo < _count; silo++)
        {
            Run("ip", "netns", "add", Name(silo));
            Run("ip", "-n", Name(silo), "link", "set", "lo", "up");
            Run("ip", "-n", Name(silo), "address", "add", $"{Address(silo)}/32", "dev", "lo");
            Run("ip", "link", "add", Name(silo), "type", "veth", "peer", "name", ToHost, "netns", Name(silo));
            Run("ip", "address", "add", $"{Host}/32", "dev", Name(silo));
            Run("ip", "link", "set", Name(silo), "up");
            Run("ip", "-n", Name(silo), "link", "set", ToHost, "up");
            Run("ip", "route", "add", Address(silo), "dev", Name(silo), "src", Host);
            Run("ip", "-n", Name(silo), "route", "add", Host, "dev", ToHost, "src", Address(silo));
        }

        for (int one = 0; one < _count; one++)
        {
            for (int other = one + 1; other < _count; other++)
            {
                Run("ip", "-n", Name(one), "link", "add", Wire(other), "type", "veth", "peer", "name", Wire(one), "netns", Name(other));
                Connect(one, other);
                Connect(other, one);
            }
        }
    }

    private void Connect(int from, int to)
    {
        Run("ip", "-n", Name(from), "link", "set", Wire(to), "up");
        Run("ip", "-n", Name(from), "route", "add", Address(to), "dev", Wire(to), "src", Address(from));
    }

    private void Cut(int silo, string wire)
    {
        Inside(silo, "iptables", "-A", "INPUT", "-i", wire, "-j", "DROP");
        Inside(silo, "iptables", "-A", "OUTPUT", "-o", wire, "-j", "DROP");
    }

    private void Inside(int silo, params string[] command) => Run("ip", ["netns", "exec", Name(silo), .. command]);

    private static void Run(string program, params string[] arguments)
    {
        if (Try(program, arguments) is { } error)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {error}. Cuts need root, iproute2 and iptables.");
        }
    }

    private static string? Try(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : error.Trim();
    }
}
