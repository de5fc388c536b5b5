using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace OrleansSymmetry.Access;

/// <summary>
/// A program's own certificate, and the authority that alone decides whom it talks to. Names in certificates are not compared with
/// hosts: silos have no lasting names, and whatever the cluster's own authority signed belongs to the cluster. What a certificate
/// is for (extended key usage) is: a client's cannot pass for a silo's.
/// </summary>
public sealed class ClusterCertificate : IDisposable
{
    // There is no server to be named: the authority says who belongs here.
    private const string NoName = "orleans-symmetry";

    private readonly X509Certificate2 _own;
    private readonly SslStreamCertificateContext _chain;
    private readonly X509Certificate2Collection _authorities;

    private ClusterCertificate(CertificateFiles files)
    {
        _own = files.Own;
        _authorities = files.Authorities;
        _chain = SslStreamCertificateContext.Create(files.Own, files.Intermediates, offline: true);
    }

    /// <summary>Loads and checks everything, without asking any network.</summary>
    /// <param name="certificate">File of the certificate: PEM (with what lies between it and the authority), or PKCS#12.</param>
    /// <param name="key">PEM file of its private key; null: in the certificate's file.</param>
    /// <param name="authority">PEM file of the authority, or of several while one takes over from another.</param>
    /// <param name="password">The password of the private key; null: none.</param>
    /// <param name="role">Whom it is to be shown as.</param>
    /// <exception cref="AccessException">A file cannot be read, the key does not fit, or others would refuse the certificate.</exception>
    public static ClusterCertificate Load(string certificate, string? key, string authority, string? password, ClusterRole role)
    {
        CertificateFiles files = CertificateFiles.Read(certificate, key, authority, password);
        CertificateUse[] uses = role == ClusterRole.Silo ? [CertificateUse.Client, CertificateUse.Server] : [CertificateUse.Client];
        foreach (CertificateUse use in uses)
        {
            if (use.Fault(files.Own, files.Intermediates, files.Authorities) is { } fault)
            {
                throw new AccessException(
                    $"--certificate is {certificate}, which the others would refuse: it {fault} (authority: {authority}). "
                    + "Make one as docs/SECURITY.md shows, or give the authority that signed it.");
            }
        }

        return new ClusterCertificate(files);
    }

    /// <summary>Why the last connection that this program made was not let through: a sentence's end, for messages; null: it was.</summary>
    public string? LastRefusal { get; private set; }

    /// <inheritdoc/>
    public void Dispose() => _own.Dispose();

    /// <summary>Answers a handshake. The peer must show a certificate for these uses.</summary>
    /// <exception cref="AuthenticationException">It does not; the message says why.</exception>
    internal async Task AnswerAsync(SslStream stream, CancellationToken cancellation, params CertificateUse[] uses)
    {
        string? fault = null;
        try
        {
            await stream.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions
                {
                    ServerCertificateContext = _chain,
                    ClientCertificateRequired = true,
                    EnabledSslProtocols = TlsVersions.Allowed,
                    CertificateChainPolicy = CertificateUse.Client.Policy(_authorities),
                    RemoteCertificateValidationCallback = (_, peer, chain, _) => (fault = Fault(peer, chain, uses)) is null,
                    AllowRenegotiation = false,
                },
                cancellation);
        }
        catch (Exception refused) when (fault is not null && refused is AuthenticationException or IOException)
        {
            throw new AuthenticationException($"The other side's certificate {fault}.", refused);
        }
    }

    /// <summary>Opens a handshake. The silo must show a certificate for servers.</summary>
    /// <exception cref="AuthenticationException">It does not, or refuses this one; the message says why.</exception>
    internal async Task AskAsync(SslStream stream, string place, CancellationToken cancellation)
    {
        string? fault = null;
        try
        {
            await stream.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = NoName,
                    ClientCertificateContext = _chain,
                    EnabledSslProtocols = TlsVersions.Allowed,
                    CertificateChainPolicy = CertificateUse.Server.Policy(_authorities),
                    RemoteCertificateValidationCallback = (_, peer, chain, _) => (fault = Fault(peer, chain, CertificateUse.Server)) is null,
                    AllowRenegotiation = false,
                },
                cancellation);
            LastRefusal = null;
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException)
        {
            LastRefusal = fault is null
                ? $"{place} does not speak TLS, or refuses this certificate"
                : $"the certificate of {place} {fault}";
            throw new AuthenticationException($"No connection: {LastRefusal}.", refused);
        }
    }

    /// <summary>A connection ended before the silo had said anything: in TLS 1.3 a refusal arrives after the handshake.</summary>
    internal void WasHungUpOn(string place) => LastRefusal = $"{place} hung up after the handshake, as a silo does that refuses this certificate";

    private string? Fault(X509Certificate? peer, X509Chain? chain, params CertificateUse[] uses)
    {
        if (peer is not X509Certificate2 shown)
        {
            return "is missing";
        }

        X509Certificate2Collection sent = chain?.ChainPolicy.ExtraStore ?? [];
        return uses.Select(use => use.Fault(shown, sent, _authorities)).FirstOrDefault(fault => fault is not null);
    }
}
