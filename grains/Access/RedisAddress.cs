using StackExchange.Redis;

namespace OrleansSymmetry.Access;

/// <summary>
/// Where a cluster's Redis server is, with what it takes to be let in. It is shown by its endpoints alone, so that no message, log
/// or file can hold the password.
/// </summary>
public sealed class RedisAddress
{
    // A server that is restarted or was out of reach is looked for every second; one that does not answer is given up before the caller
    // of whoever asks it gives up. What the user sets comes later in the text and wins.
    private const string Patience = "connectTimeout=4000,syncTimeout=4000,asyncTimeout=4000,keepAlive=5";

    private static readonly LinearRetry Reconnecting = new(1000);

    private readonly ConfigurationOptions _options;

    private RedisAddress(ConfigurationOptions options) => _options = options;

    /// <summary>Reads an address.</summary>
    /// <param name="text">HOST:PORT, or a StackExchange.Redis configuration string: addresses first, then settings such as ssl=true.</param>
    /// <param name="password">The password where it is not in the text; null: none.</param>
    /// <param name="option">The option that gave the text, for messages.</param>
    /// <exception cref="AccessException">The text is no address. The message does not quote it: it may hold a password.</exception>
    public static RedisAddress Parse(string text, string? password = null, string option = "--redis")
    {
        ArgumentNullException.ThrowIfNull(text);
        string allowed = $"{option} must be HOST:PORT, or addresses followed by settings of StackExchange.Redis, such as redis:6380,ssl=true. "
            + $"Give a password as {AccessSettings.RedisPassword.Name} in the environment. (What was given is not shown: it may hold one.)";
        string[] parts = [.. text.Split(',').Select(part => part.Trim())];
        int addresses = parts.TakeWhile(part => !part.Contains('=', StringComparison.Ordinal)).Count();
        if (addresses == 0 || parts[..addresses].Any(address => !IsEndpoint(address)))
        {
            throw new AccessException($"{option} does not begin with an address. {allowed}");
        }

        // A password with a comma in it would go on as an address, and addresses are shown.
        if (parts[addresses..].Any(part => part.Length > 0 && !part.Contains('=', StringComparison.Ordinal)))
        {
            throw new AccessException($"{option} has an address after a setting. {allowed}");
        }

        try
        {
            ConfigurationOptions options = ConfigurationOptions.Parse($"{Patience},{text}");
            options.ReconnectRetryPolicy = Reconnecting;
            options.Password = password ?? options.Password;
            return new RedisAddress(options);
        }
        catch (ArgumentException fault)
        {
            string setting = fault.ParamName is { Length: > 0 } name && parts.Any(part => part.StartsWith(name + "=", StringComparison.OrdinalIgnoreCase))
                ? $"the setting {name}, which is unknown or has a value that it cannot have"
                : "a setting that is unknown or has a value that it cannot have";
            throw new AccessException($"{option} has {setting}. {allowed}");
        }
    }

    /// <summary>What StackExchange.Redis connects with; a copy of its own for every caller.</summary>
    public ConfigurationOptions ToOptions() => _options.Clone();

    /// <summary>Why a connection to it could not be made, and what to do: a sentence for the user.</summary>
    public string Unreached(Exception fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        string reason = fault.Message.Split('\n')[0];
        return fault.Message.Contains("NOAUTH", StringComparison.Ordinal) || fault.Message.Contains("WRONGPASS", StringComparison.Ordinal)
                || fault.Message.Contains("authentication failure", StringComparison.OrdinalIgnoreCase)
            ? $"The Redis server at {this} refuses the password, or asks for one. "
                + $"Set {AccessSettings.RedisPassword.Name} or {AccessSettings.RedisPasswordFile.Name}."
            : $"The Redis server at {this} does not answer ({reason.Split(". To allow this multiplexer", 2)[0].TrimEnd('.')}). "
                + "Check the address (HOST:PORT), that the server runs, and whether it takes TLS (ssl=true).";
    }

    /// <summary>The endpoints, without user, password and settings.</summary>
    public override string ToString() => string.Join(',', _options.EndPoints.Select(AddressOf));

    // A host name, an IPv4 or a bracketed IPv6 address, and perhaps a port; a URL with a password in it is none.
    private static bool IsEndpoint(string text)
    {
        int colon = text.LastIndexOf(':');
        bool bracketed = text.StartsWith('[');
        string host = colon > text.LastIndexOf(']') ? text[..colon] : text;
        string port = host.Length < text.Length ? text[(host.Length + 1)..] : "0";
        return ushort.TryParse(port, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out _)
            && Uri.CheckHostName(bracketed ? host.Trim('[', ']') : host) is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6;
    }

    private static string AddressOf(System.Net.EndPoint endpoint) => endpoint switch
    {
        System.Net.DnsEndPoint { Port: 0 } host => host.Host,
        System.Net.DnsEndPoint host => FormattableString.Invariant($"{host.Host}:{host.Port}"),
        System.Net.IPEndPoint { Port: 0 } address => address.Address.ToString(),
        _ => endpoint.ToString()!,
    };
}
