using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OrleansSymmetry.Access.Tests;

/// <summary>An authority of the test's own, whose certificates lie as files in a folder.</summary>
internal sealed class TestAuthority : IDisposable
{
    public const string Server = "1.3.6.1.5.5.7.3.1";
    public const string Client = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2 _certificate;
    private readonly string _folder;

    public TestAuthority(string folder, string name, TestAuthority? issuer = null)
    {
        _folder = folder;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        if (issuer is null)
        {
            _certificate = request.CreateSelfSigned(Now.AddDays(-30), Now.AddDays(30));
        }
        else
        {
            using X509Certificate2 signed = request.Create(issuer._certificate, Now.AddDays(-20), Now.AddDays(20), RandomNumberGenerator.GetBytes(8));
            _certificate = signed.CopyWithPrivateKey(key);
        }

        Path = Write($"{name}.pem", _certificate.ExportCertificatePem());
    }

    public string Path { get; }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>Signs a certificate for these uses; writes NAME.pem, NAME.key, NAME.enc.key and NAME.pfx (both with the password).</summary>
    public void Sign(string name, string password, int fromDay, int toDay, params string[] uses)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        if (uses.Length > 0)
        {
            var oids = new OidCollection();
            foreach (string use in uses)
            {
                oids.Add(new Oid(use));
            }

            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(oids, false));
        }

        using X509Certificate2 signed = request.Create(_certificate, Now.AddDays(fromDay), Now.AddDays(toDay), RandomNumberGenerator.GetBytes(8));
        using X509Certificate2 whole = signed.CopyWithPrivateKey(key);
        Write($"{name}.pem", signed.ExportCertificatePem());
        Write($"{name}.key", key.ExportPkcs8PrivateKeyPem());
        var encryption = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        Write($"{name}.enc.key", key.ExportEncryptedPkcs8PrivateKeyPem(password, encryption));
        File.WriteAllBytes(System.IO.Path.Combine(_folder, $"{name}.pfx"), whole.Export(X509ContentType.Pkcs12, password));
    }

    public void Dispose() => _certificate.Dispose();

    private string Write(string name, string text)
    {
        string path = System.IO.Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
