using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;

namespace OrleansSymmetry.EndToEnd.Processes;

/// <summary>What a collector of OpenTelemetry is to a silo: it takes OTLP over HTTP, and here keeps every request as it came.</summary>
internal sealed class Collector : IAsyncDisposable
{
    // Field numbers of opentelemetry.proto.trace.v1.Span.name and opentelemetry.proto.metrics.v1.Metric.name, with the wire type of a string.
    private const byte SpanName = (5 << 3) | 2;
    private const byte MetricName = (1 << 3) | 2;

    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<(string Path, byte[] Body)> _requests = new();
    private readonly Task _listening;

    public Collector()
    {
        Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Next()}");
        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        _listening = ListenAsync();
    }

    public string Address { get; }

    public bool HasSpan(string name) => Has("/v1/traces", SpanName, name);

    public bool HasMetric(string name) => Has("/v1/metrics", MetricName, name);

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _listening;
        _listener.Close();
    }

    /// <summary>Whether a request holds a string of this field: the field's tag, the length, the letters.</summary>
    private bool Has(string path, byte tag, string name)
    {
        byte[] field = [tag, (byte)name.Length, .. Encoding.ASCII.GetBytes(name)];
        return _requests.Any(request => request.Path == path && request.Body.AsSpan().IndexOf(field) >= 0);
    }

    private async Task ListenAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            _requests.Enqueue((context.Request.Url!.AbsolutePath, body.ToArray()));
            context.Response.Close();
        }
    }
}
