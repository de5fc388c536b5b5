using System.Security.Authentication;

namespace OrleansSymmetry.Access;

/// <summary>The protocol's versions.</summary>
internal static class TlsVersions
{
#pragma warning disable CA5398 // Whatever the system would still allow, nothing before 1.2 is spoken here.
    internal const SslProtocols Allowed = SslProtocols.Tls12 | SslProtocols.Tls13;
#pragma warning restore CA5398
}
