using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Orleans.Connections.Security;

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

    /// <summary>How long a handshake may take: two round trips and two signatures. Who takes longer holds a connection open and no more.</summary>
    internal TimeSpan HandshakePatience { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How one handshake is made, at either end.</summary>
    /// <param name="found">Told what keeps the peer's certificate from its use, as the end of a sentence that begins with it.</param>
    /// <param name="uses">What the peer's certificate must be for.</param>
    internal TlsOptions ToOptions(Action<string> found, params CertificateUse[] uses) => new()
    {
        LocalCertificate = _own,
        RemoteCertificateMode = RemoteCertificateMode.RequireCertificate,
        ClientCertificateMode = RemoteCertificateMode.RequireCertificate,
        RemoteCertificateValidation = (peer, chain, _) =>
        {
            string? fault = Fault(peer, chain, uses);
            if (fault is not null)
            {
                found(fault);
            }

            return fault is null;
        },
        SslProtocols = TlsVersions.Allowed,
        HandshakeTimeout = HandshakePatience,
        OnAuthenticateAsServer = (_, options) =>
        {
            var answer = (SslServerAuthenticationOptions)options.SslServerAuthenticationOptions;
            answer.ServerCertificate = null;
            answer.ServerCertificateSelectionCallback = null;
            answer.ServerCertificateContext = _chain;
            answer.CertificateChainPolicy = CertificateUse.Client.Policy(_authorities);
            answer.AllowRenegotiation = false;
        },
        OnAuthenticateAsClient = (_, options) =>
        {
            var ask = (SslClientAuthenticationOptions)options.SslClientAuthenticationOptions;
            ask.TargetHost = NoName;
            ask.ClientCertificates = null;
            ask.LocalCertificateSelectionCallback = null;
            ask.ClientCertificateContext = _chain;
            ask.CertificateChainPolicy = CertificateUse.Server.Policy(_authorities);
            ask.AllowRenegotiation = false;
        },
    };

    /// <summary>A silo has said something, so it let this program in. The end of a handshake does not tell: in TLS 1.3 a refusal comes after it.</summary>
    internal void WasLetIn() => LastRefusal = null;

    /// <summary>A silo was not taken for one, or did not take this program for one of the cluster.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="fault">What is wrong with its certificate, as the end of a sentence; null: nothing that is known.</param>
    /// <returns>The end of a sentence that says so.</returns>
    internal string WasRefused(string place, string? fault) => LastRefusal = fault is null
        ? $"{place} does not answer, does not speak TLS, or refuses this certificate"
        : $"the certificate of {place} {fault}";

    /// <summary>A connection ended before the silo had said anything: in TLS 1.3 a refusal arrives after the handshake.</summary>
    internal void WasHungUpOn(string place) =>
        LastRefusal = $"{place} closed the connection after the handshake, as a silo does when it refuses this certificate";

    private string? Fault(X509Certificate2 peer, X509Chain? chain, CertificateUse[] uses)
    {
        X509Certificate2Collection sent = chain?.ChainPolicy.ExtraStore ?? [];
        return uses.Select(use => use.Fault(peer, sent, _authorities)).FirstOrDefault(fault => fault is not null);
    }
}
