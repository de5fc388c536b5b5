namespace OrleansSymmetry.Access.Tests;

public sealed class ClusterCertificateTests : IDisposable
{
    private const string Secret = "correct-horse";

    private readonly string _folder = Directory.CreateTempSubdirectory("orleans-symmetry-").FullName;
    private readonly TestAuthority _ours;
    private readonly TestAuthority _theirs;

    public ClusterCertificateTests()
    {
        _ours = new TestAuthority(_folder, "ours");
        _theirs = new TestAuthority(_folder, "theirs");
        _ours.Sign("silo", Secret, -1, 10, TestAuthority.Server, TestAuthority.Client);
        _ours.Sign("client", Secret, -1, 10, TestAuthority.Client);
        _ours.Sign("any", Secret, -1, 10);
        _ours.Sign("expired", Secret, -10, -1, TestAuthority.Client);
        _ours.Sign("early", Secret, 1, 10, TestAuthority.Client);
        _theirs.Sign("foreign", Secret, -1, 10, TestAuthority.Client);
        File.WriteAllText(File_("broken.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        File.WriteAllText(File_("text.pem"), "nothing");
    }

    public static TheoryData<string, string?, string, string?, ClusterRole, string> Faults() => new()
    {
        { "none.pem", "client.key", "ours.pem", null, ClusterRole.Client, "--certificate is DIR/none.pem, and there is no such file" },
        { "client.pem", "none.key", "ours.pem", null, ClusterRole.Client, "--key is DIR/none.key, and there is no such file" },
        { "client.pem", "client.key", "none.pem", null, ClusterRole.Client, "--authority is DIR/none.pem, and there is no such file" },
        {
            "client.pem", "silo.key", "ours.pem", null, ClusterRole.Client,
            "--key is DIR/silo.key, whose private key does not fit the certificate DIR/client.pem"
        },
        { "client.pem", null, "ours.pem", null, ClusterRole.Client, "--certificate is DIR/client.pem, which holds no private key" },
        { "client.pem", "client.pem", "ours.pem", null, ClusterRole.Client, "--key is DIR/client.pem, which holds no private key" },
        {
            "client.pem", "client.enc.key", "ours.pem", null, ClusterRole.Client,
            "whose private key is encrypted. Give its password as Symmetry__Tls__Password"
        },
        { "client.pem", "client.enc.key", "ours.pem", "wrong-horse", ClusterRole.Client, "or is encrypted with another password" },
        { "client.pfx", null, "ours.pem", null, ClusterRole.Client, "opens with no password" },
        { "client.pfx", null, "ours.pem", "wrong-horse", ClusterRole.Client, "opens with the password of Symmetry__Tls__Password" },
        { "client.pfx", "client.key", "ours.pem", Secret, ClusterRole.Client, "a PKCS#12 file holds its key itself. Leave --key out" },
        { "broken.pem", "client.key", "ours.pem", null, ClusterRole.Client, "--certificate is DIR/broken.pem, whose certificate cannot be read" },
        { "text.pem", null, "ours.pem", null, ClusterRole.Client, "which is neither PEM nor a PKCS#12 file" },
        { "client.pem", "client.key", "text.pem", null, ClusterRole.Client, "--authority is DIR/text.pem, which holds no certificate" },
        {
            "client.pem", "client.key", "client.pem", null, ClusterRole.Client,
            "--authority is DIR/client.pem, which holds a certificate that is no authority's"
        },
        { "client.pem", "client.key", "ours.pem", null, ClusterRole.Silo, "it is not made for serverAuth" },
        { "any.pem", "any.key", "ours.pem", null, ClusterRole.Client, "it is not made for clientAuth" },
        { "expired.pem", "expired.key", "ours.pem", null, ClusterRole.Client, "it is not valid now" },
        { "early.pem", "early.key", "ours.pem", null, ClusterRole.Client, "it is not valid now" },
        { "foreign.pem", "foreign.key", "ours.pem", null, ClusterRole.Client, "it is not signed by the authority (authority: DIR/ours.pem)" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Files_that_cannot_be_used_are_named_with_what_to_do(
        string certificate, string? key, string authority, string? password, ClusterRole role, string said)
    {
        AccessException refused = Assert.Throws<AccessException>(
            () => ClusterCertificate.Load(File_(certificate), key is null ? null : File_(key), File_(authority), password, role));

        Assert.Contains(said, refused.Message.Replace(_folder, "DIR", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains(". ", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("horse", $"{refused}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("silo.pem", "silo.key", null, ClusterRole.Silo)]
    [InlineData("silo.pem", "silo.enc.key", Secret, ClusterRole.Silo)]
    [InlineData("silo.pfx", null, Secret, ClusterRole.Silo)]
    [InlineData("client.pfx", null, Secret, ClusterRole.Client)]
    public void Certificate_is_taken_in_PEM_and_in_PKCS12(string certificate, string? key, string? password, ClusterRole role)
    {
        using ClusterCertificate loaded = ClusterCertificate.Load(File_(certificate), key is null ? null : File_(key), _ours.Path, password, role);

        Assert.Null(loaded.LastRefusal);
    }

    public void Dispose()
    {
        _ours.Dispose();
        _theirs.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string File_(string name) => Path.Combine(_folder, name);
}
