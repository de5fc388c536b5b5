using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace OrleansSymmetry.Silo;

/// <summary>The address under which a silo is known.</summary>
internal static class AdvertisedAddress
{
    /// <summary>What stands for the machine's own address, where it is given by others (a container's).</summary>
    public const string Automatic = "auto";

    /// <summary>Reads an address, or finds the machine's first IPv4 address that is not loopback.</summary>
    /// <exception cref="FormatException">It is none; the message is for the user.</exception>
    public static IPAddress Parse(string text)
    {
        if (text != Automatic)
        {
            return IPAddress.TryParse(text, out IPAddress? address)
                ? address
                : throw new FormatException($"--advertise is '{text}'. It must be an IP address of this machine, or {Automatic}.");
        }

        return NetworkInterface.GetAllNetworkInterfaces()
            .Where(network => network.OperationalStatus == OperationalStatus.Up && network.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .OrderBy(network => network.Name, StringComparer.Ordinal)
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address)
            .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork)
            ?? throw new FormatException($"--advertise is {Automatic}, but this machine has no IPv4 address besides loopback. Name one.");
    }
}
