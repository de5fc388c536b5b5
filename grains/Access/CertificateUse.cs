using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OrleansSymmetry.Access;

/// <summary>One of the ends of a connection that a certificate may be shown at (extended key usage, RFC 5280, 4.2.1.12).</summary>
internal sealed class CertificateUse
{
    private readonly Oid _oid;
    private readonly string _name;

    private CertificateUse(string oid, string name)
    {
        _oid = new Oid(oid);
        _name = name;
    }

    /// <summary>Who asks.</summary>
    public static CertificateUse Client { get; } = new("1.3.6.1.5.5.7.3.2", "clientAuth");

    /// <summary>Who answers.</summary>
    public static CertificateUse Server { get; } = new("1.3.6.1.5.5.7.3.1", "serverAuth");

    /// <summary>How a chain is built: up to the cluster's own authorities, from what is at hand, asking no network.</summary>
    public X509ChainPolicy Policy(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(authorities);
        policy.ApplicationPolicy.Add(_oid);
        return policy;
    }

    /// <summary>What keeps a certificate from this use, as the end of a sentence that begins with it; null: nothing.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="sent">What came with it.</param>
    /// <param name="authorities">Who may sign.</param>
    public string? Fault(X509Certificate2 certificate, X509Certificate2Collection sent, X509Certificate2Collection authorities)
    {
        // A chain takes a certificate that states no use for one that is good for all; here it must be stated.
        bool isStated = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>()
            .Any(usage => usage.EnhancedKeyUsages.Cast<Oid>().Any(stated => stated.Value == _oid.Value));
        if (!isStated)
        {
            return $"is not made for {_name} (extended key usage)";
        }

        if (certificate.Extensions.OfType<X509KeyUsageExtension>().Any(usage => !usage.KeyUsages.HasFlag(X509KeyUsageFlags.DigitalSignature)))
        {
            return "is not made for signing a handshake (key usage digitalSignature)";
        }

        using var chain = new X509Chain { ChainPolicy = Policy(authorities) };
        chain.ChainPolicy.ExtraStore.AddRange(sent);
        bool holds = chain.Build(certificate);
        foreach (X509ChainElement element in chain.ChainElements)
        {
            element.Certificate.Dispose();
        }

        return holds ? null : ReasonOf(certificate, chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status));
    }

    private static string ReasonOf(X509Certificate2 certificate, X509ChainStatusFlags faults) => faults switch
    {
        _ when faults.HasFlag(X509ChainStatusFlags.NotTimeValid) =>
            $"is not valid now, or its authority is not: it is valid from {Utc(certificate.NotBefore)} to {Utc(certificate.NotAfter)} UTC",
        _ when (faults & (X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.NotSignatureValid)) != 0 =>
            "is not signed by the authority",
        _ => $"is not valid ({faults})",
    };

    private static string Utc(DateTime moment) => moment.ToUniversalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
