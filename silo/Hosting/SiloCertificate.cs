using Orleans.Configuration;
using OrleansSymmetry.Access;

namespace OrleansSymmetry.Hosting;

/// <summary>Mutual TLS on all of a silo's connections.</summary>
internal static class SiloCertificate
{
    /// <summary>Clients must show a client's certificate, silos a silo's; without a certificate connections are plain.</summary>
    public static ISiloBuilder UseCertificate(this ISiloBuilder silo, ClusterCertificate? certificate) => certificate is null
        ? silo
        : silo.Configure<SiloConnectionOptions>(options =>
        {
            options.ConfigureGatewayInboundConnection(connection => connection.AnswerClient(certificate));
            options.ConfigureSiloInboundConnection(connection => connection.AnswerSilo(certificate));
            options.ConfigureSiloOutboundConnection(connection => connection.AskSilo(certificate));
        });
}
