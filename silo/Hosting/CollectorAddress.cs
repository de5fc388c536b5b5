namespace OrleansSymmetry.Hosting;

/// <summary>
/// Where spans and meters are sent by OTLP, as OpenTelemetry's variables say. OpenTelemetry takes a wrong value for none and falls back on
/// its own, without a word; so the values are looked at here.
/// </summary>
/// <param name="Endpoint">The endpoint as it was given.</param>
/// <param name="Protocol">The protocol as it was given; null: OpenTelemetry's default, gRPC.</param>
internal sealed record CollectorAddress(string Endpoint, string? Protocol)
{
    private const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ProtocolVariable = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const string Grpc = "grpc";
    private const string Http = "http/protobuf";

    // The ports that are registered for the two protocols; every collector opens these unless it is told otherwise.
    private const int GrpcPort = 4317;
    private const int HttpPort = 4318;

    private static readonly string Example = $"http://127.0.0.1:{GrpcPort}";

    /// <summary>Whether the endpoint is the URL of a collector; if not, nothing is sent.</summary>
    public bool IsUrl => Url is not null;

    /// <summary>What is wrong, or most likely wrong, and what to do, for the user; null: nothing.</summary>
    public string? Trouble
    {
        get
        {
            if (Url is not { } url)
            {
                return $"{EndpointVariable} is '{Endpoint}', and no spans and meters are sent. It must be a URL of http or https, such as {Example}.";
            }

            if (Protocol is not (null or Grpc or Http))
            {
                return $"{ProtocolVariable} is '{Protocol}', and {Grpc} is used in its place. It must be {Grpc} or {Http}.";
            }

            return (url.Port, Protocol ?? Grpc) switch
            {
                (HttpPort, Grpc) => WrongPort(HttpPort, Http, Grpc, GrpcPort),
                (GrpcPort, Http) => WrongPort(GrpcPort, Grpc, Http, HttpPort),
                _ => null,
            };
        }
    }

    private Uri? Url => Uri.TryCreate(Endpoint, UriKind.Absolute, out Uri? url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
        ? url
        : null;

    /// <summary>What the variables say; null where they ask for nothing.</summary>
    public static CollectorAddress? From(IConfiguration configuration) => configuration[EndpointVariable] is { Length: > 0 } endpoint
        ? new CollectorAddress(endpoint, configuration[ProtocolVariable] is { Length: > 0 } protocol ? protocol : null)
        : null;

    private string WrongPort(int port, string spokenThere, string protocol, int right) =>
        $"{EndpointVariable} is '{Endpoint}'. A collector speaks {spokenThere} at port {port}, and this silo sends {protocol}. "
        + $"Set {ProtocolVariable}={spokenThere}, or take the collector's port for {protocol}, usually {right}.";
}
