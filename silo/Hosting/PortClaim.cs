using System.Net;
using System.Net.Sockets;

namespace OrleansSymmetry.Hosting;

/// <summary>
/// The right of one process to a TCP port. Orleans' listener shares its port with any process that asks for the same: a second silo would
/// take messages that are meant for the first, and the cluster would take it for the first one's next life. So a silo claims its ports
/// before it joins.
/// </summary>
internal sealed class PortClaim : IDisposable
{
    // SOL_SOCKET, SO_REUSEADDR and SO_REUSEPORT of Linux.
    private const int SocketLevel = 1;
    private const int ReuseAddress = 2;
    private const int ReusePort = 15;

    // Ports above a taken one that are tried in turn. More silos than this on one machine name their ports.
    private const int Tries = 100;

    private readonly Socket _socket;

    private PortClaim(Socket socket, int port)
    {
        _socket = socket;
        Port = port;
    }

    /// <summary>The port.</summary>
    public int Port { get; }

    /// <summary>Claims a port until the claim is disposed of or the process ends.</summary>
    /// <param name="address">Address where the port is wanted.</param>
    /// <param name="port">The port.</param>
    /// <param name="option">Option that asked for it.</param>
    /// <param name="otherwise">What else the user can do, after "Name a free one with --silo-port"; empty: nothing.</param>
    /// <exception cref="PortException">Another process has it, or it cannot be had; the message is for the user.</exception>
    public static PortClaim Take(IPAddress address, int port, string option, string otherwise = "")
    {
        try
        {
            return Bind(address, port);
        }
        catch (SocketException fault)
        {
            throw new PortException(Explain(address, port, option, otherwise, fault.SocketErrorCode), fault);
        }
    }

    /// <summary>Claims the first port that is free, from a usual one upwards: silos of one machine stand side by side, each time at the same ports.</summary>
    /// <param name="address">Address where the port is wanted.</param>
    /// <param name="usual">The port to begin with.</param>
    /// <param name="option">Option that names another one.</param>
    /// <exception cref="PortException">None of a hundred is free.</exception>
    public static PortClaim TakeFree(IPAddress address, int usual, string option)
    {
        for (int port = usual; ; port++)
        {
            try
            {
                return Bind(address, port);
            }
            catch (SocketException fault) when (fault.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                if (port == usual + Tries - 1)
                {
                    throw new PortException($"The ports {usual} to {port} of {address} are all taken. Name a free one with {option}.", fault);
                }
            }
            catch (SocketException fault)
            {
                throw new PortException(Explain(address, port, option, string.Empty, fault.SocketErrorCode), fault);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    /// <summary>
    /// A socket that is bound and does not listen. It is bound for itself, which the system refuses where anybody else has the port. Then it
    /// lets sockets of this user share the port that say they share, as Orleans' listener does. Another silo's claim is bound for itself and
    /// is refused. So there is no moment at which two silos could have one port.
    /// </summary>
    private static PortClaim Bind(IPAddress address, int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            if (OperatingSystem.IsLinux())
            {
                socket.SetRawSocketOption(SocketLevel, ReuseAddress, BitConverter.GetBytes(0));
                socket.SetRawSocketOption(SocketLevel, ReusePort, BitConverter.GetBytes(1));
            }
            else
            {
                // Elsewhere a bound port is not shared afterwards: it was free a moment ago, which is all that can be known.
                socket.Dispose();
            }

            return new PortClaim(socket, port);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string Explain(IPAddress address, int port, string option, string otherwise, SocketError error) => error switch
    {
        SocketError.AddressAlreadyInUse =>
            $"Port {port} of {address} is taken by another process. Name a free one with {option}{otherwise}.",
        SocketError.AddressNotAvailable => $"{address} is no address of this machine. Give one of its addresses with --advertise.",
        SocketError.AccessDenied => $"Port {port} of {address} may not be used by this user. Name one of 1024 or more with {option}.",
        _ => $"Port {port} of {address} cannot be used ({error}). Name another one with {option}.",
    };
}

/// <summary>A silo cannot have a port. The message says which one, why, and what to do: it is for the user.</summary>
/// <param name="message">For the user.</param>
/// <param name="cause">What the system said.</param>
public sealed class PortException(string message, Exception cause) : Exception(message, cause);
