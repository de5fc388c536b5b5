using System.CommandLine;
using Microsoft.Extensions.Configuration;

namespace OrleansSymmetry.Access.CommandLine;

/// <summary>
/// The options of a command line that say how to get into a cluster with certificates. Each falls back on its key in the
/// configuration; passwords come from there alone, since a command line is seen by everybody on the machine.
/// </summary>
/// <param name="configuration">Where the keys are looked up.</param>
/// <param name="role">Who this program is in a cluster.</param>
public sealed class AccessOptions(IConfiguration configuration, ClusterRole role)
{
    private readonly Option<string?> _certificate = File("--certificate", "Certificate of this program, in a cluster with TLS: PEM, or PKCS#12 with its key.");
    private readonly Option<string?> _key = File("--key", "Private key of the certificate, if it is in another file.");
    private readonly Option<string?> _authority = File("--authority", "Authority (PEM) that must have signed the certificates of the others.");

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="recursive">Whether its subcommands take them too.</param>
    public void AddTo(Command command, bool recursive = false)
    {
        ArgumentNullException.ThrowIfNull(command);
        foreach (Option<string?> option in new[] { _certificate, _key, _authority })
        {
            option.Recursive = recursive;
            command.Options.Add(option);
        }
    }

    /// <summary>Reads everything that the way into a cluster takes.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="redis">The Redis address that was given.</param>
    /// <param name="option">The option that gave it.</param>
    /// <exception cref="AccessException">Something of it cannot be used.</exception>
    public ClusterAccess Read(ParseResult parse, string redis, string option)
    {
        ArgumentNullException.ThrowIfNull(parse);
        var address = RedisAddress.Parse(redis, Secret(AccessSettings.RedisPassword, AccessSettings.RedisPasswordFile), option);
        string? certificate = Value(parse, _certificate, AccessSettings.Certificate);
        string? key = Value(parse, _key, AccessSettings.PrivateKey);
        string? authority = Value(parse, _authority, AccessSettings.Authority);
        if (certificate is null && authority is null && key is null)
        {
            return new ClusterAccess(address, null);
        }

        string? secret = Secret(AccessSettings.KeyPassword, AccessSettings.KeyPasswordFile);
        return new ClusterAccess(
            address,
            ClusterCertificate.Load(
                Require(certificate, _certificate, AccessSettings.Certificate), key, Require(authority, _authority, AccessSettings.Authority), secret, role));
    }

    private static Option<string?> File(string name, string description) => new(name) { Description = description, HelpName = "FILE" };

    private static string Require(string? value, Option option, AccessKey setting) => value ?? throw new AccessException(
        $"{option.Name} is missing. TLS takes --certificate and --authority (and --key where the key is a file of its own); give it, or set {setting.Name}.");

    private string? Value(ParseResult parse, Option<string?> option, AccessKey setting) =>
        parse.GetValue(option) ?? (configuration[setting.Key] is { Length: > 0 } configured ? configured : null);

    private string? Secret(AccessKey value, AccessKey file)
    {
        string? path = configuration[file.Key] is { Length: > 0 } configured ? configured : null;
        if (configuration[value.Key] is not { Length: > 0 } secret)
        {
            return path is null ? null : AccessFile.FirstLine(path, file.Name);
        }

        return path is null
            ? secret
            : throw new AccessException($"{value.Name} and {file.Name} are both set. Unset one of them: there is one password.");
    }
}
