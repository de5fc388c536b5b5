using Microsoft.Extensions.Configuration;
using OrleansSymmetry.Hosting;

namespace OrleansSymmetry.Silo.Tests.Hosting;

public sealed class CollectorAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:4317", null)]
    [InlineData("http://127.0.0.1:4317", "")]
    [InlineData("http://127.0.0.1:4317", "grpc")]
    [InlineData("https://collector.example", null)]
    [InlineData("http://127.0.0.1:4318", "http/protobuf")]
    [InlineData("http://127.0.0.1:4318/otlp", "http/protobuf")]
    [InlineData("http://jaeger:14317", "http/protobuf")]
    public void What_a_collector_understands_needs_no_word(string endpoint, string? protocol)
    {
        CollectorAddress address = From(endpoint, protocol)!;

        Assert.True(address.IsUrl);
        Assert.Null(address.Trouble);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("localhost:4317")]
    [InlineData("127.0.0.1:4317")]
    [InlineData("grpc://127.0.0.1:4317")]
    [InlineData("http://127.0.0.1:431700")]
    [InlineData("/var/run/otlp")]
    [InlineData(" ")]
    public void Endpoint_that_is_no_URL_is_named_and_nothing_is_sent(string endpoint)
    {
        CollectorAddress address = From(endpoint, null)!;

        Assert.False(address.IsUrl);
        Assert.Equal(
            $"OTEL_EXPORTER_OTLP_ENDPOINT is '{endpoint}', and no spans and meters are sent. It must be a URL of http or https, such as http://127.0.0.1:4317.",
            address.Trouble);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("grpc")]
    public void Port_of_the_other_protocol_is_named_with_both_ways_out(string? protocol) => Assert.Equal(
        "OTEL_EXPORTER_OTLP_ENDPOINT is 'http://127.0.0.1:4318'. A collector speaks http/protobuf at port 4318, and this silo sends grpc. "
        + "Set OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf, or take the collector's port for grpc, usually 4317.",
        From("http://127.0.0.1:4318", protocol)!.Trouble);

    [Fact]
    public void Port_of_gRPC_under_HTTP_is_named_too() =>
        Assert.Contains("Set OTEL_EXPORTER_OTLP_PROTOCOL=grpc", From("http://127.0.0.1:4317", "http/protobuf")!.Trouble, StringComparison.Ordinal);

    [Theory]
    [InlineData("http/json")]
    [InlineData("HTTP/PROTOBUF")]
    [InlineData("http")]
    public void Protocol_that_is_none_is_named(string protocol) => Assert.Equal(
        $"OTEL_EXPORTER_OTLP_PROTOCOL is '{protocol}', and grpc is used in its place. It must be grpc or http/protobuf.",
        From("http://127.0.0.1:4318", protocol)!.Trouble);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_an_endpoint_nothing_is_sent_and_nothing_is_said(string? endpoint) => Assert.Null(From(endpoint, "http/json"));

    private static CollectorAddress? From(string? endpoint, string? protocol) => CollectorAddress.From(new ConfigurationBuilder()
        .AddInMemoryCollection([
            KeyValuePair.Create("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint), KeyValuePair.Create("OTEL_EXPORTER_OTLP_PROTOCOL", protocol),
        ])
        .Build());
}
