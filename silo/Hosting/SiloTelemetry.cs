using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using OrleansSymmetry.Grains.Telemetry;

namespace OrleansSymmetry.Hosting;

/// <summary>What a silo tells of itself, and to whom.</summary>
internal static class SiloTelemetry
{
    private const string ServiceName = "orleans-symmetry-silo";

    // Grain calls and life cycles. Microsoft.Orleans.Runtime is left out: its housekeeping would be nine spans in ten.
    private static readonly string[] OrleansSources = ["Microsoft.Orleans.Application", "Microsoft.Orleans.Lifecycle"];

    /// <summary>Exports spans: to the console only the census' own, so that they stay readable; to a collector the grain calls as well.</summary>
    public static void AddTraces(IServiceCollection services, bool console, bool otlp)
    {
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(ServiceName))
            .WithTracing(traces =>
            {
                traces.AddSource(CensusTelemetry.Name);
                if (console)
                {
                    traces.AddConsoleExporter();
                }

                if (otlp)
                {
                    traces.AddSource(OrleansSources).AddOtlpExporter();
                }
            });
    }

    /// <summary>Exports meters: for Prometheus to fetch, and to a collector when there is one.</summary>
    public static void AddMeters(IServiceCollection services, bool prometheus, bool otlp)
    {
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(ServiceName))
            .WithMetrics(meters =>
            {
                meters.AddMeter(CensusTelemetry.Name, "Microsoft.Orleans");
                if (prometheus)
                {
                    meters.AddPrometheusExporter();
                }

                if (otlp)
                {
                    meters.AddOtlpExporter();
                }
            });
    }
}
