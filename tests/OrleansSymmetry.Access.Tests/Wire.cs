using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OrleansSymmetry.Access.Tests;

/// <summary>
/// Connections over loopback, one after the other: a client that says hello, a silo that says it back, and peers that stand in for either.
/// </summary>
internal sealed class Wire : IDisposable
{
    /// <summary>Where the silo says that the client is.</summary>
    public const string Client = "client:1";

    /// <summary>Where the client says that the silo is.</summary>
    public const string Silo = "silo:2";

    // Handshakes take milliseconds; a machine that is busy with other tests takes longer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stopping = new(Patience);
    private readonly ConcurrentQueue<string> _log = [];
    private readonly ConcurrentQueue<string> _heard = [];
    private readonly ServiceProvider _services;

    public Wire() => _services = new ServiceCollection().AddLogging(logging => logging.AddProvider(new QueuedLog(_log))).BuildServiceProvider();

    /// <summary>What the client says.</summary>
    public string Greeting { get; set; } = "hello";

    /// <summary>What came through to either end.</summary>
    public IReadOnlyList<string> Heard => [.. _heard];

    /// <summary>What either end logged.</summary>
    public IReadOnlyList<string> Log => [.. _log];

    /// <summary>Ends whatever takes too long.</summary>
    public CancellationToken Stop => _stopping.Token;

    /// <summary>A client asks a silo; how each ended, null: well.</summary>
    public async Task<(Exception? Client, Exception? Silo)> Meet(ClusterCertificate client, ClusterCertificate silo, bool ofSilos)
    {
        (TcpClient near, TcpClient far) = await Connect();
        Task<Exception?> asking = Record.ExceptionAsync(() => Run(near, Silo, Asking(client))).AsTask();
        Task<Exception?> answering = Record.ExceptionAsync(() => Run(far, Client, Answering(silo, ofSilos))).AsTask();
        return (await asking, await answering);
    }

    /// <summary>A client asks a peer of the test's own; how it ended.</summary>
    public async Task<Exception?> Ask(ClusterCertificate client, Func<SslStream, Task> peer)
    {
        (TcpClient near, TcpClient far) = await Connect();
        return await Meet(() => Run(near, Silo, Asking(client)), far, stream => Encrypted(stream, peer));
    }

    /// <summary>A silo answers a peer of the test's own; how it ended.</summary>
    public async Task<Exception?> Answer(ClusterCertificate silo, bool ofSilos, Func<SslStream, Task> peer)
    {
        (TcpClient near, TcpClient far) = await Connect();
        return await Meet(() => Run(far, Client, Answering(silo, ofSilos)), near, stream => Encrypted(stream, peer));
    }

    /// <summary>A client asks a peer that speaks no TLS; how it ended.</summary>
    public async Task<Exception?> AskPlain(ClusterCertificate client, byte[] said)
    {
        (TcpClient near, TcpClient far) = await Connect();
        return await Meet(() => Run(near, Silo, Asking(client)), far, stream => Plain(stream, said));
    }

    /// <summary>A silo answers a peer that speaks no TLS; how it ended.</summary>
    public async Task<Exception?> AnswerPlain(ClusterCertificate silo, byte[] said)
    {
        (TcpClient near, TcpClient far) = await Connect();
        return await Meet(() => Run(far, Client, Answering(silo, ofSilos: false)), near, stream => Plain(stream, said));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _services.Dispose();
        _stopping.Dispose();
    }

    private static async Task<(TcpClient Near, TcpClient Far)> Connect()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var near = new TcpClient();
        await near.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        return (near, await listener.AcceptTcpClientAsync());
    }

    private static async Task<Exception?> Meet(Func<Task> end, TcpClient socket, Func<NetworkStream, Task> peer)
    {
        Task<Exception?> ending = Record.ExceptionAsync(end).AsTask();
        using (socket)
        {
            // What becomes of the peer shows at the other end.
            await Record.ExceptionAsync(() => peer(socket.GetStream()));
        }

        return await ending;
    }

    private static async Task Encrypted(NetworkStream stream, Func<SslStream, Task> peer)
    {
        await using var encrypted = new SslStream(stream);
        await peer(encrypted);
    }

    private async Task Plain(NetworkStream stream, byte[] said)
    {
        await stream.WriteAsync(said, Stop);
        await stream.ReadExactlyAsync(new byte[1 << 16], Stop);
    }

    private async Task Run(TcpClient socket, string place, ConnectionDelegate program)
    {
        using TcpClient closed = socket;
        await using NetworkStream stream = socket.GetStream();

        // Not disposed: it is ended by another thread, perhaps after this one is done with it.
        var connection = new DefaultConnectionContext(place)
        {
            RemoteEndPoint = new Place(place),
            Transport = new Ends(PipeReader.Create(stream), PipeWriter.Create(stream)),
        };
        await program(connection).WaitAsync(Stop);
    }

    private ConnectionDelegate Asking(ClusterCertificate certificate)
    {
        var builder = new ConnectionBuilder(_services);
        builder.AskSilo(certificate);
        builder.Run(async connection =>
        {
            await Say(connection, Greeting);
            await Hear(connection, "client");
        });
        return builder.Build();
    }

    private ConnectionDelegate Answering(ClusterCertificate certificate, bool ofSilos)
    {
        var builder = new ConnectionBuilder(_services);
        if (ofSilos)
        {
            builder.AnswerSilo(certificate);
        }
        else
        {
            builder.AnswerClient(certificate);
        }

        builder.Run(async connection => await Say(connection, $"hello {await Hear(connection, "silo")}"));
        return builder.Build();
    }

    private async Task Say(ConnectionContext connection, string text) =>
        await connection.Transport.Output.WriteAsync(Encoding.ASCII.GetBytes(text + "\n"), Stop);

    private async Task<string> Hear(ConnectionContext connection, string who)
    {
        using var reader = new StreamReader(connection.Transport.Input.AsStream(leaveOpen: true), Encoding.ASCII);
        string text = await reader.ReadLineAsync(Stop) ?? throw new IOException("The other end hung up.");
        _heard.Enqueue($"{who} heard {text}");
        return text;
    }

    private sealed class Ends(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;

        public PipeWriter Output => output;
    }

    private sealed class Place(string name) : EndPoint
    {
        public override string ToString() => name;
    }

    private sealed class QueuedLog(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
