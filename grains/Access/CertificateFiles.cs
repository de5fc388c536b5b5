using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace OrleansSymmetry.Access;

/// <summary>What the files of a certificate hold.</summary>
/// <param name="Own">The certificate with its private key.</param>
/// <param name="Intermediates">What stands beside it in its file.</param>
/// <param name="Authorities">Who may sign.</param>
internal sealed record CertificateFiles(X509Certificate2 Own, X509Certificate2Collection Intermediates, X509Certificate2Collection Authorities)
{
    private const string CertificateOption = "--certificate";
    private const string KeyOption = "--key";
    private const string AuthorityOption = "--authority";

    /// <summary>Reads the files; see <see cref="ClusterCertificate.Load"/>.</summary>
    /// <exception cref="AccessException">One cannot be used; the message says which.</exception>
    public static CertificateFiles Read(string certificate, string? key, string authority, string? password)
    {
        X509Certificate2Collection authorities = ReadAuthorities(authority);
        byte[] bytes = AccessFile.Bytes(certificate, CertificateOption);
        X509Certificate2Collection all = Pem(bytes) is { } pem ? ReadPem(pem, certificate, key, password) : ReadPkcs12(bytes, certificate, key, password);
        X509Certificate2 own = all.FirstOrDefault(one => one.HasPrivateKey) ?? throw new AccessException(
            $"{CertificateOption} is {certificate}, which holds no private key. Give the file of the key with {KeyOption}, or a PKCS#12 file that holds both.");
        all.Remove(own);
        return new CertificateFiles(own, all, authorities);
    }

    private static string? Pem(byte[] bytes)
    {
        string text = Encoding.UTF8.GetString(bytes);
        return text.Contains("-----BEGIN ", StringComparison.Ordinal) ? text : null;
    }

    private static X509Certificate2Collection ReadAuthorities(string path)
    {
        byte[] bytes = AccessFile.Bytes(path, AuthorityOption);
        var authorities = new X509Certificate2Collection();
        try
        {
            if (Pem(bytes) is { } pem)
            {
                authorities.ImportFromPem(pem);
            }
            else
            {
                authorities.Add(X509CertificateLoader.LoadCertificate(bytes));
            }
        }
        catch (CryptographicException fault)
        {
            throw new AccessException(
                $"{AuthorityOption} is {path}, which holds no certificate ({FirstLine(fault)}). Give the authority's certificate, in PEM.", fault);
        }

        return authorities.Count > 0 && authorities.All(IsAuthority)
            ? authorities
            : throw new AccessException(
                $"{AuthorityOption} is {path}, which holds {(authorities.Count == 0 ? "no certificate" : "a certificate that is no authority's")}. "
                + "Give the certificate of the authority that signed those of the cluster (basicConstraints CA:TRUE).");
    }

    private static bool IsAuthority(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(constraints => constraints.CertificateAuthority);

    private static X509Certificate2Collection ReadPem(string pem, string path, string? keyPath, string? password)
    {
        var all = new X509Certificate2Collection();
        try
        {
            all.ImportFromPem(pem);
        }
        catch (CryptographicException fault)
        {
            throw new AccessException($"{CertificateOption} is {path}, whose certificate cannot be read ({FirstLine(fault)}). "
                + "Give one in PEM or PKCS#12.", fault);
        }

        if (all.Count == 0)
        {
            throw new AccessException($"{CertificateOption} is {path}, which holds no certificate. Give one in PEM or PKCS#12.");
        }

        string option = keyPath is null ? CertificateOption : KeyOption;
        string place = keyPath ?? path;
        string key = keyPath is null ? pem : Pem(AccessFile.Bytes(keyPath, KeyOption)) ?? "";
        if (!key.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            throw new AccessException(
                $"{option} is {place}, which holds no private key in PEM. Give its file with {KeyOption}, or a PKCS#12 file as {CertificateOption}.");
        }

        bool isEncrypted = key.Contains("ENCRYPTED", StringComparison.Ordinal);
        if (isEncrypted && password is null)
        {
            throw new AccessException(
                $"{option} is {place}, whose private key is encrypted. "
                + $"Give its password as {AccessSettings.KeyPassword.Name} or {AccessSettings.KeyPasswordFile.Name}.");
        }

        try
        {
            using X509Certificate2 own = isEncrypted
                ? X509Certificate2.CreateFromEncryptedPem(all[0].ExportCertificatePem(), key, password)
                : X509Certificate2.CreateFromPem(all[0].ExportCertificatePem(), key);

            // A key that lives in memory alone cannot be shown on every system; one that came in PKCS#12 can.
            all[0] = X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pkcs12), null);
            return all;
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            throw new AccessException(
                $"{option} is {place}, whose private key does not fit the certificate {path}"
                + $"{(isEncrypted ? ", or is encrypted with another password" : "")} ({FirstLine(fault)}). Give the key that the certificate was made with.",
                fault);
        }
    }

    private static X509Certificate2Collection ReadPkcs12(byte[] bytes, string path, string? keyPath, string? password)
    {
        if (keyPath is not null)
        {
            throw new AccessException($"{KeyOption} is {keyPath}, but {path} is no PEM file: a PKCS#12 file holds its key itself. Leave {KeyOption} out.");
        }

        try
        {
            return X509CertificateLoader.LoadPkcs12Collection(bytes, password);
        }
        catch (CryptographicException fault)
        {
            throw new AccessException(
                $"{CertificateOption} is {path}, which is neither PEM nor a PKCS#12 file that opens with "
                + $"{(password is null ? "no password" : $"the password of {AccessSettings.KeyPassword.Name}")} ({FirstLine(fault)}). Give such a file.",
                fault);
        }
    }

    private static string FirstLine(Exception fault) => fault.Message.Split('\n')[0].TrimEnd('.', '\r');
}
