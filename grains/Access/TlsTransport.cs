using System.IO.Pipelines;
using System.Net.Security;
using Microsoft.AspNetCore.Connections;

namespace OrleansSymmetry.Access;

/// <summary>A connection's bytes under TLS: its pipes become a stream, the stream is authenticated, and gives pipes again.</summary>
internal sealed class TlsTransport : IDuplexPipe, IAsyncDisposable
{
    // A whole record of TLS, so that one read is one decryption.
    private const int BufferBytes = 16 * 1024;

    private readonly DuplexStream _cipher;
    private readonly DuplexStream _clear;

    public TlsTransport(IDuplexPipe transport)
    {
        _cipher = new DuplexStream(transport.Input.AsStream(leaveOpen: true), transport.Output.AsStream(leaveOpen: true));
        Stream = new SslStream(_cipher, leaveInnerStreamOpen: true);
        _clear = new DuplexStream(Stream, Stream);
        Input = PipeReader.Create(_clear, new StreamPipeReaderOptions(bufferSize: BufferBytes, leaveOpen: true));
        Output = PipeWriter.Create(_clear, new StreamPipeWriterOptions(minimumBufferSize: BufferBytes, leaveOpen: true));
    }

    /// <summary>To be authenticated before <see cref="RunAsync"/>.</summary>
    public SslStream Stream { get; }

    /// <summary>Whether the peer has said anything yet.</summary>
    public bool HasReceived => _clear.Received > 0;

    /// <inheritdoc/>
    public PipeReader Input { get; }

    /// <inheritdoc/>
    public PipeWriter Output { get; }

    /// <summary>Lets the connection run over the authenticated stream.</summary>
    public async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        IDuplexPipe plain = connection.Transport;
        connection.Transport = this;
        try
        {
            await next(connection);
        }
        finally
        {
            connection.Transport = plain;
            await Input.CompleteAsync();
            await Output.CompleteAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Stream.DisposeAsync();
        await _clear.DisposeAsync();
        await _cipher.DisposeAsync();
    }
}
