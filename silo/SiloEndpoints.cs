using OrleansSymmetry.Dashboard;

namespace OrleansSymmetry.Silo;

/// <summary>What a silo serves by HTTP.</summary>
internal static class SiloEndpoints
{
    /// <summary>The process runs.</summary>
    public const string Live = "/health/live";

    /// <summary>The silo is a member of its cluster.</summary>
    public const string Ready = "/health/ready";

    public static void Map(WebApplication app, bool page)
    {
        app.MapGet(Live, () => Results.Text("live"));
        app.MapGet(Ready, (ISiloStatusOracle silos) => silos.CurrentStatus == SiloStatus.Active
            ? Results.Text("ready")
            : Results.Text($"{silos.CurrentStatus}", statusCode: StatusCodes.Status503ServiceUnavailable));
        app.MapPrometheusScrapingEndpoint();
        if (page)
        {
            app.MapLandscapeExplorer();
        }
    }
}
