using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace OrleansSymmetry.Access;

/// <summary>
/// Mutual TLS on all of a cluster's connections. Orleans' middleware speaks it. Each connection gets a middleware of its own, so that what it
/// found wrong with the peer is told with the peer's address.
/// </summary>
public static class TlsConnections
{
    // The middleware would log every connection that it refuses, however many knock; they are told here.
    private static readonly IServiceProvider NoLog = new ServiceCollection().BuildServiceProvider();

    /// <summary>A client.</summary>
    public static IClientBuilder UseCertificate(this IClientBuilder client, ClusterCertificate? certificate)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (certificate is not null)
        {
            client.Configure<ClientConnectionOptions>(options => options.ConfigureConnection(connection => connection.AskSilo(certificate)));
        }

        return client;
    }

    /// <summary>Answers clients, and silos, which may ask as clients do.</summary>
    public static void AnswerClient(this IConnectionBuilder connection, ClusterCertificate certificate) =>
        connection.Answer(certificate, CertificateUse.Client);

    /// <summary>Answers silos alone: the peer's certificate must be good for serving too, which a client's is not.</summary>
    public static void AnswerSilo(this IConnectionBuilder connection, ClusterCertificate certificate) =>
        connection.Answer(certificate, CertificateUse.Client, CertificateUse.Server);

    /// <summary>Asks a silo, as a client or as another silo.</summary>
    public static void AskSilo(this IConnectionBuilder connection, ClusterCertificate certificate) => connection.Use(next => async context =>
    {
        string place = $"{context.RemoteEndPoint}";
        string? fault = null;
        WatchedTransport? clear = null;
        var tls = new ConnectionBuilder(NoLog);
        tls.UseClientTls(certificate.ToOptions(found => fault = found, CertificateUse.Server));
        tls.Run(through =>
        {
            through.Transport = clear = new WatchedTransport(through.Transport, certificate.WasLetIn);
            return next(through);
        });
        try
        {
            await tls.Build()(context);
        }
        finally
        {
            if (clear is { HasReceived: false })
            {
                certificate.WasHungUpOn(place);
            }
        }

        if (clear is null)
        {
            throw new AuthenticationException($"No connection: {certificate.WasRefused(place, fault)}.");
        }
    });

    private static void Answer(this IConnectionBuilder connection, ClusterCertificate certificate, params CertificateUse[] uses)
    {
        ILogger logger = connection.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger<RefusalLog>();
        var refusals = new RefusalLog("connection", logger, TimeProvider.System);
        connection.Use(next => async context =>
        {
            string? fault = null;
            bool isThrough = false;
            var tls = new ConnectionBuilder(NoLog);
            tls.UseServerTls(certificate.ToOptions(found => fault = found, uses));
            tls.Run(through =>
            {
                isThrough = true;
                return next(through);
            });
            await tls.Build()(context);
            if (!isThrough)
            {
                string reason = fault is null
                    ? "The other side shows no certificate, does not speak TLS 1.2 or 1.3, or takes too long."
                    : $"The other side's certificate {fault}.";
                refusals.Add($"{context.RemoteEndPoint}", reason);
                throw new AuthenticationException(reason);
            }
        });
    }
}
