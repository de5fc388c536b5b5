using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace OrleansSymmetry.Access.Tests;

/// <summary>Both ends of a connection in one process: who is let in, and what each end says of whom it is not.</summary>
public sealed class TlsConnectionsTests : IDisposable
{
    private const string Refusal = $"A connection from {Wire.Client} was refused (and 0 others since the last line): The other side";
    private const string NothingKnown = " shows no certificate, does not speak TLS 1.2 or 1.3, or takes too long.";
    private const string Late = $"{Wire.Silo} closed the connection after the handshake, as a silo does when it refuses this certificate";

    private readonly string _folder = Directory.CreateTempSubdirectory("orleans-symmetry-").FullName;
    private readonly TestAuthority _ours;
    private readonly TestAuthority _theirs;
    private readonly List<ClusterCertificate> _loaded = [];
    private readonly Wire _wire = new();

    public TlsConnectionsTests()
    {
        _ours = new TestAuthority(_folder, "ours");
        _theirs = new TestAuthority(_folder, "theirs");
        File.WriteAllText(PathOf("both.pem"), File.ReadAllText(_ours.Path) + "\n" + File.ReadAllText(_theirs.Path));
        foreach (TestAuthority authority in new[] { _ours, _theirs })
        {
            string name = Path.GetFileNameWithoutExtension(authority.Path);
            authority.Sign($"{name}-silo", "secret", -1, 10, TestAuthority.Server, TestAuthority.Client);
            authority.Sign($"{name}-client", "secret", -1, 10, TestAuthority.Client);
        }

        _ours.Sign("ours-expired", "secret", -10, -1, TestAuthority.Client);
        _ours.Sign("ours-any", "secret", -1, 10);
    }

    [Theory]
    [InlineData("ours-client", false)]
    [InlineData("ours-silo", false)]
    [InlineData("ours-silo", true)]
    public async Task Certificate_for_its_use_is_let_in_and_bytes_go_both_ways(string who, bool ofSilos)
    {
        ClusterCertificate own = Load(who, "ours.pem");

        Assert.Equal((null, null), await _wire.Meet(own, Load("ours-silo", "ours.pem"), ofSilos));

        Assert.Equal(["silo heard hello", "client heard hello hello"], _wire.Heard);
        Assert.Null(own.LastRefusal);
        Assert.Empty(_wire.Log);
    }

    [Theory]
    [InlineData("ours-client", true, "is not made for serverAuth (extended key usage)")]
    [InlineData("theirs-client", false, "is not signed by the authority")]
    [InlineData("theirs-silo", true, "is not signed by the authority")]
    public async Task Client_that_does_not_belong_is_refused_before_a_byte_of_it_is_read_and_learns_it_late(string who, bool ofSilos, string reason)
    {
        ClusterCertificate own = Load(who, "both.pem");

        (_, Exception? silo) = await _wire.Meet(own, Load("ours-silo", "ours.pem"), ofSilos);

        Assert.Equal($"The other side's certificate {reason}.", Assert.IsType<AuthenticationException>(silo).Message);
        Assert.Empty(_wire.Heard);
        Assert.Equal([$"{Refusal}'s certificate {reason}."], _wire.Log);
        Assert.Equal(Late, own.LastRefusal);
    }

    [Fact]
    public async Task Silo_of_another_authority_is_left_with_the_reason()
    {
        ClusterCertificate own = Load("ours-client", "ours.pem");

        (Exception? client, _) = await _wire.Meet(own, Load("theirs-silo", "both.pem"), ofSilos: false);

        Assert.Equal($"the certificate of {Wire.Silo} is not signed by the authority", own.LastRefusal);
        Assert.Equal($"No connection: {own.LastRefusal}.", Assert.IsType<AuthenticationException>(client).Message);
        Assert.Empty(_wire.Heard);
    }

    [Fact]
    public async Task Client_that_answers_as_if_it_were_a_silo_is_left_with_the_reason()
    {
        ClusterCertificate own = Load("ours-client", "ours.pem");
        using X509Certificate2 another = Own("ours-client");

        Exception? fault = await _wire.Ask(own, stream => stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificate = another,
            ClientCertificateRequired = false,
        }));

        Assert.Equal($"the certificate of {Wire.Silo} is not made for serverAuth (extended key usage)", own.LastRefusal);
        Assert.IsType<AuthenticationException>(fault);
        Assert.Empty(_wire.Heard);
    }

    [Fact]
    public async Task Who_was_refused_and_is_then_let_in_has_no_refusal_to_tell()
    {
        ClusterCertificate own = Load("ours-client", "both.pem");
        await _wire.Meet(own, Load("theirs-silo", "theirs.pem"), ofSilos: false);
        Assert.Equal(Late, own.LastRefusal);

        await _wire.Meet(own, Load("ours-silo", "ours.pem"), ofSilos: false);

        Assert.Null(own.LastRefusal);
    }

    [Theory]
    [InlineData(null, false, NothingKnown)]
    [InlineData("ours-expired", false, "'s certificate is not valid now")]
    [InlineData("ours-any", false, "'s certificate is not made for clientAuth")]
    [InlineData("theirs-client", false, "'s certificate is not signed by the authority.")]
    [InlineData("ours-client", true, "'s certificate is not made for serverAuth")]
    public async Task Client_that_does_not_check_itself_is_refused_all_the_same(string? who, bool ofSilos, string reason) =>
        await Refused(who, ofSilos, SslProtocols.None, reason);

    [Fact]
    public async Task Versions_before_TLS_1_2_are_not_spoken()
    {
#pragma warning disable CA5397, SYSLIB0039 // What must be refused.
        await Refused("ours-client", ofSilos: false, SslProtocols.Tls | SslProtocols.Tls11, NothingKnown);
#pragma warning restore CA5397, SYSLIB0039
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Both_newer_versions_are_spoken(SslProtocols version)
    {
        using X509Certificate2 own = Own("ours-client");

        Exception? fault = await _wire.Answer(Load("ours-silo", "ours.pem"), ofSilos: false, stream => Speak(stream, own, version));

        Assert.Null(fault);
        Assert.Equal(["silo heard hello"], _wire.Heard);
    }

    [Fact]
    public async Task Peer_that_speaks_no_TLS_is_refused_on_either_end()
    {
        ClusterCertificate own = Load("ours-client", "ours.pem");

        Exception? silo = await _wire.AnswerPlain(Load("ours-silo", "ours.pem"), "hello, in plain words\n"u8.ToArray());
        Exception? client = await _wire.AskPlain(own, "hello, in plain words\n"u8.ToArray());

        Assert.IsType<AuthenticationException>(silo);
        Assert.IsType<AuthenticationException>(client);
        Assert.Single(_wire.Log);
        Assert.Equal($"{Wire.Silo} does not answer, does not speak TLS, or refuses this certificate", own.LastRefusal);
        Assert.Empty(_wire.Heard);
    }

    [Theory]
    [InlineData("deep-client", "ours-silo", false)]
    [InlineData("ours-silo", "deep-silo", false)]
    [InlineData("deep-silo", "ours-silo", true)]
    public async Task Certificates_between_the_own_and_the_authority_are_sent_along(string who, string silo, bool ofSilos)
    {
        using var deep = new TestAuthority(_folder, "deep", _ours);
        deep.Sign("deep-silo", "secret", -1, 10, TestAuthority.Server, TestAuthority.Client);
        deep.Sign("deep-client", "secret", -1, 10, TestAuthority.Client);
        await File.AppendAllTextAsync(PathOf("deep-silo.pem"), "\n" + await File.ReadAllTextAsync(deep.Path, _wire.Stop), _wire.Stop);
        await File.AppendAllTextAsync(PathOf("deep-client.pem"), "\n" + await File.ReadAllTextAsync(deep.Path, _wire.Stop), _wire.Stop);

        Assert.Equal((null, null), await _wire.Meet(Load(who, "ours.pem"), Load(silo, "ours.pem"), ofSilos));
    }

    [Fact]
    public async Task Peer_that_says_nothing_is_given_up_on_either_end()
    {
        ClusterCertificate own = Load("ours-client", "ours.pem");
        ClusterCertificate ofSilo = Load("ours-silo", "ours.pem");
        own.HandshakePatience = ofSilo.HandshakePatience = TimeSpan.FromSeconds(0.2);

        Exception? silo = await _wire.AnswerPlain(ofSilo, []);
        Exception? client = await _wire.AskPlain(own, []);

        Assert.IsType<AuthenticationException>(silo);
        Assert.IsType<AuthenticationException>(client);
        Assert.Single(_wire.Log);
        Assert.StartsWith($"{Wire.Silo} does not answer", own.LastRefusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Megabytes_come_through_whole()
    {
        _wire.Greeting = string.Concat(Enumerable.Range(0, 500_000).Select(i => $"{i % 997},"));

        Assert.Equal((null, null), await _wire.Meet(Load("ours-client", "ours.pem"), Load("ours-silo", "ours.pem"), ofSilos: false));

        Assert.Equal([$"silo heard {_wire.Greeting}", $"client heard hello {_wire.Greeting}"], _wire.Heard);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _loaded.ForEach(certificate => certificate.Dispose());
        _ours.Dispose();
        _theirs.Dispose();
        _wire.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task Refused(string? who, bool ofSilos, SslProtocols versions, string reason)
    {
        using X509Certificate2? own = who is null ? null : Own(who);

        Exception? fault = await _wire.Answer(Load("ours-silo", "ours.pem"), ofSilos, stream => Speak(stream, own, versions));

        Assert.IsType<AuthenticationException>(fault);
        Assert.Empty(_wire.Heard);
        Assert.StartsWith(Refusal + reason, Assert.Single(_wire.Log), StringComparison.Ordinal);
    }

    private async Task Speak(SslStream stream, X509Certificate2? own, SslProtocols versions)
    {
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "any",
                EnabledSslProtocols = versions,
                LocalCertificateSelectionCallback = own is null ? null : (_, _, _, _, _) => own,
#pragma warning disable CA5359 // It is the other end's judgement that is tested here.
                RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
            },
            _wire.Stop);
        await stream.WriteAsync("hello\n"u8.ToArray(), _wire.Stop);
        await stream.ReadExactlyAsync(new byte[1], _wire.Stop);
    }

    private ClusterCertificate Load(string name, string authority)
    {
        ClusterRole role = name.EndsWith("silo", StringComparison.Ordinal) ? ClusterRole.Silo : ClusterRole.Client;
        _loaded.Add(ClusterCertificate.Load(PathOf($"{name}.pem"), PathOf($"{name}.key"), PathOf(authority), null, role));
        return _loaded[^1];
    }

    private X509Certificate2 Own(string name) => X509CertificateLoader.LoadPkcs12FromFile(PathOf($"{name}.pfx"), "secret");

    private string PathOf(string name) => Path.Combine(_folder, name);
}
