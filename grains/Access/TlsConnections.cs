using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace OrleansSymmetry.Access;

/// <summary>Mutual TLS on all of a cluster's connections.</summary>
public static class TlsConnections
{
    // Two round trips and two signatures; who takes longer holds a connection open and no more.
    private static readonly TimeSpan HandshakePatience = TimeSpan.FromSeconds(5);

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
    public static void AnswerClient(this IConnectionBuilder connection, ClusterCertificate certificate) => connection.Answer(certificate, CertificateUse.Client);

    /// <summary>Answers silos alone: the peer's certificate must be good for serving too, which a client's is not.</summary>
    public static void AnswerSilo(this IConnectionBuilder connection, ClusterCertificate certificate) =>
        connection.Answer(certificate, CertificateUse.Client, CertificateUse.Server);

    /// <summary>Asks a silo, as a client or as another silo.</summary>
    public static void AskSilo(this IConnectionBuilder connection, ClusterCertificate certificate) => connection.Use(next => async context =>
    {
        string place = $"{context.RemoteEndPoint}";
        await using var tls = new TlsTransport(context.Transport);
        using (CancellationTokenSource deadline = Deadline(context))
        {
            await certificate.AskAsync(tls.Stream, place, deadline.Token);
        }

        try
        {
            await tls.RunAsync(context, next);
        }
        finally
        {
            if (!tls.HasReceived)
            {
                certificate.WasHungUpOn(place);
            }
        }
    });

    private static void Answer(this IConnectionBuilder builder, ClusterCertificate certificate, params CertificateUse[] uses)
    {
        var refusals = new RefusalLog("connection", builder.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger<RefusalLog>(), TimeProvider.System);
        builder.Use(next => async connection =>
        {
            await using var tls = new TlsTransport(connection.Transport);
            try
            {
                using CancellationTokenSource deadline = Deadline(connection);
                await certificate.AnswerAsync(tls.Stream, deadline.Token, uses);
            }
            catch (Exception fault)
            {
                refusals.Add($"{connection.RemoteEndPoint}", fault.Message);
                throw;
            }

            await tls.RunAsync(connection, next);
        });
    }

    private static CancellationTokenSource Deadline(ConnectionContext connection)
    {
        var deadline = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed);
        deadline.CancelAfter(HandshakePatience);
        return deadline;
    }
}
