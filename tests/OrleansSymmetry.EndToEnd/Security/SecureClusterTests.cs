using System.Diagnostics;
using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using OrleansSymmetry.Access;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.EndToEnd.Processes;

namespace OrleansSymmetry.EndToEnd.Security;

[Trait("Tier", "security")]
public sealed class SecureClusterTests(SecureCluster cluster) : IClassFixture<SecureCluster>
{
    // A silo is looked for for ten seconds; the rest is for three programs that start at once.
    private const int Seconds = 20;

    private static readonly string[] Client = ["--certificate", "client.pem", "--key", "client.enc.key", "--authority", "ca.pem"];
    private static readonly string[] Sweep = [Repository.Sweep("xor.yaml"), "--set", "network.hidden=[2]", "--seeds", "0..511"];

    [Fact]
    public async Task Sweep_runs_on_two_silos_with_certificates_and_the_page_shows_it()
    {
        Child submit = await cluster.Symmetry(0, null, ["submit", .. Sweep, .. Client]);
        string id = submit.Output.Trim();
        await cluster.Symmetry(0, null, ["watch", id, .. Client]);
        Child status = await cluster.Symmetry(0, null, ["status", id, "--json", "-", "--certificate", "client.pfx", "--authority", "ca.pem"]);
        var done = JsonNode.Parse(status.OutputBytes)!;
        Assert.Equal("done", (string?)done["state"]);
        Assert.Equal(2, (int)done["silos"]!);

        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        string listed = await http.GetStringAsync(new Uri(cluster.Page, "/api/sweeps"));
        Assert.Contains(id, listed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_without_a_certificate_or_with_another_authoritys_is_told_so_in_one_sentence_and_soon()
    {
        await Foreign("other", "another authority");
        await File.WriteAllTextAsync(
            cluster.File("both.pem"), await File.ReadAllTextAsync(cluster.File("ca.pem")) + await File.ReadAllTextAsync(cluster.File("other-ca.pem")));
        long began = Stopwatch.GetTimestamp();

        Child[] refused = await Task.WhenAll(
            cluster.Symmetry(3, null, "list"),
            cluster.Symmetry(3, null, "list", "--certificate", "other.pem", "--key", "other.key", "--authority", "other-ca.pem"),
            cluster.Symmetry(3, null, "list", "--certificate", "other.pem", "--key", "other.key", "--authority", "both.pem"));

        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 0, Seconds);
        Assert.Contains("whether they ask for a certificate (--certificate, --key, --authority)", Said(refused[0]), StringComparison.Ordinal);
        Assert.Contains("is not signed by the authority", Said(refused[1]), StringComparison.Ordinal);
        Assert.Contains(
            "closed the connection after the handshake, as a silo does when it refuses this certificate", Said(refused[2]), StringComparison.Ordinal);
        Assert.All(refused, client => Assert.StartsWith("error: No silo of the cluster at 127.0.0.1:", Said(client), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nobody", true)]
    [InlineData("expired", true)]
    [InlineData("foreign", true)]
    [InlineData("client", false)]
    [InlineData("nobody", false)]
    public async Task Connection_is_refused_to_whoever_has_no_certificate_for_it(string who, bool gateway) =>
        Assert.False(await IsLetIn(gateway ? cluster.Gateway : cluster.SiloPort, await Certificate(who), SslProtocols.None), $"{who} was let in.");

    [Theory]
    [InlineData("client", true)]
    [InlineData("silo", true)]
    [InlineData("silo", false)]
    public async Task Connection_is_open_to_whoever_has_a_certificate_for_it(string who, bool gateway) =>
        Assert.True(await IsLetIn(gateway ? cluster.Gateway : cluster.SiloPort, await Certificate(who), SslProtocols.None), $"{who} was refused.");

    [Fact]
    public async Task Old_versions_of_TLS_are_not_spoken()
    {
#pragma warning disable CA5397, SYSLIB0039 // What must be refused.
        Assert.False(await IsLetIn(cluster.Gateway, await Certificate("client"), SslProtocols.Tls | SslProtocols.Tls11));
#pragma warning restore CA5397, SYSLIB0039
        Assert.True(await IsLetIn(cluster.Gateway, await Certificate("client"), SslProtocols.Tls12));
        Assert.True(await IsLetIn(cluster.Gateway, await Certificate("client"), SslProtocols.Tls13));
    }

    [Fact]
    public async Task Silo_without_a_certificate_does_not_become_a_member()
    {
        int before = Refusals();
        Child plain = cluster.Start(
            "dotnet",
            [Repository.SiloProgram, "--redis", cluster.Redis, "--silo-port", Text(FreePort.Next()), "--gateway-port", Text(FreePort.Next()), "--threads",
                "1"]);

        await Eventually.Holds(
            "the silos refuse the connections of the one without a certificate", () => Refusals() > before, seconds: 40, () => plain.Output + plain.Errors);

        Assert.DoesNotContain("Application started", plain.Output, StringComparison.Ordinal);
        Child list = await cluster.Symmetry(0, null, ["list", .. Client]);
        Assert.DoesNotContain("error", list.Errors, StringComparison.OrdinalIgnoreCase);
        plain.Signal("KILL");

        int Refusals() => cluster.Written.Split("A connection from 127.0.0.1").Length - 1;
    }

    [Fact]
    public async Task Client_with_a_certificate_is_no_operator()
    {
        using ClusterCertificate certificate = ClusterCertificate.Load(
            cluster.File("client.pem"), cluster.File("client.key"), cluster.File("ca.pem"), null, ClusterRole.Client);
        await using ClusterConnection connection = await ClusterConnection.ConnectAsync(
            new ClusterAccess(RedisAddress.Parse(cluster.PlainRedis, SecureCluster.RedisPassword), certificate), TimeSpan.FromSeconds(20));
        IManagementGrain management = connection.Client.GetGrain<IManagementGrain>(0);

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => management.GetHosts());
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => management.ForceActivationCollection(TimeSpan.Zero));
        Assert.NotNull(await connection.Client.GetGrain<ISweepListGrain>(0).List());
    }

    [Fact]
    public async Task No_password_is_ever_written()
    {
        await cluster.Symmetry(0, null, ["list", .. Client]);
        Child wrong =
            await cluster.Symmetry(3, new() { ["Symmetry__Redis__PasswordFile"] = "", ["Symmetry__Redis__Password"] = "wrong-horse" }, ["list", .. Client]);
        Child badKey = await cluster.Symmetry(2, new() { ["Symmetry__Tls__Password"] = "wrong-staple" }, ["list", .. Client]);
        Child twice = await cluster.Symmetry(2, new() { ["Symmetry__Redis__Password"] = "wrong-horse" }, ["list", .. Client]);
        Child badSilo = cluster.Start("dotnet", [Repository.SiloProgram, "--redis", cluster.Redis, "--verbose"],
            new() { ["Symmetry__Redis__PasswordFile"] = "", ["Symmetry__Redis__Password"] = "wrong-horse" });
        await badSilo.EndsWith(1, seconds: 30);
        await using Child inText = Child.Start(
            "dotnet", [Repository.ClientProgram, "list", "--verbose", "--cluster", $"127.0.0.1:{FreePort.Next()},password=wrong-horse,connectTimeout=500"]);
        await inText.EndsWith(3, seconds: 30);

        Assert.Contains("refuses the password", wrong.Errors, StringComparison.Ordinal);
        Assert.Contains("encrypted with another password", badKey.Errors, StringComparison.Ordinal);
        Assert.Contains("are both set", twice.Errors, StringComparison.Ordinal);
        Assert.Contains("refuses the password", badSilo.Errors, StringComparison.Ordinal);
        string written = cluster.Written + inText.Output + inText.Errors;
        Assert.True(written.Length > 10_000, "The silos were to log everything.");
        foreach (string secret in new[] { SecureCluster.RedisPassword, SecureCluster.KeyPassword, "wrong-horse", "wrong-staple" })
        {
            Assert.DoesNotContain(secret, written, StringComparison.Ordinal);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Said(Child client) => client.Errors.Split('\n')[0];

    /// <summary>Whether a gateway or a silo keeps a connection: it closes that of whoever it refuses, and waits for the first word of the others.</summary>
    private static async Task<bool> IsLetIn(int port, X509Certificate2? certificate, SslProtocols protocols)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync("127.0.0.1", port);
        await using var stream = new SslStream(tcp.GetStream());
        try
        {
            await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "any",
                EnabledSslProtocols = protocols,
                ClientCertificates = certificate is null ? null : [certificate],
                LocalCertificateSelectionCallback = certificate is null ? null : (_, _, _, _, _) => certificate,
#pragma warning disable CA5359 // It is the silo's judgement that is tested here.
                RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
            });
            using var silence = new CancellationTokenSource(TimeSpan.FromSeconds(1.5));
            return await stream.ReadAsync(new byte[1], silence.Token) > 0;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
        catch (Exception fault) when (fault is IOException or AuthenticationException)
        {
            return false;
        }
    }

    private async Task<X509Certificate2?> Certificate(string who)
    {
        switch (who)
        {
            case "nobody":
                return null;
            case "expired":
                using (var authority = X509Certificate2.CreateFromPemFile(cluster.File("ca.pem"), cluster.File("ca.key")))
                {
                    return Sign(authority, TimeSpan.FromDays(-2), TimeSpan.FromDays(-1));
                }

            case "foreign":
                await Foreign("foreign", "census authority");
                return X509Certificate2.CreateFromPemFile(cluster.File("foreign.pem"), cluster.File("foreign.key"));
            default:
                return X509Certificate2.CreateFromPemFile(cluster.File($"{who}.pem"), cluster.File($"{who}.key"));
        }
    }

    /// <summary>Writes NAME-ca.pem, an authority of that name, and NAME.pem and NAME.key signed by it.</summary>
    private async Task Foreign(string name, string issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={issuer}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 authority = request.CreateSelfSigned(now.AddDays(-2), now.AddDays(2));
        using X509Certificate2 signed = Sign(authority, TimeSpan.FromDays(-1), TimeSpan.FromDays(1));
        await File.WriteAllTextAsync(cluster.File($"{name}-ca.pem"), authority.ExportCertificatePem() + "\n");
        await File.WriteAllTextAsync(cluster.File($"{name}.pem"), signed.ExportCertificatePem());
        await File.WriteAllTextAsync(cluster.File($"{name}.key"), signed.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
    }

    private static X509Certificate2 Sign(X509Certificate2 authority, TimeSpan from, TimeSpan to)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=client", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.2")], false));
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        var signature = X509SignatureGenerator.CreateForECDsa(authority.GetECDsaPrivateKey()!);
        using X509Certificate2 signed = request.Create(authority.SubjectName, signature, now + from, now + to, RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }
}
