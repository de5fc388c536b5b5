using System.Net;
using OrleansSymmetry.Access.CommandLine;
using OrleansSymmetry.Explorer;

namespace OrleansSymmetry.Hosting;

/// <summary>What a silo serves by HTTP.</summary>
internal static class SiloEndpoints
{
    /// <summary>Maps health, metrics and, when asked for, the page.</summary>
    /// <param name="app">Where.</param>
    /// <param name="page">Whether the landscape explorer is served.</param>
    /// <param name="address">Where the silo listens. On loopback it answers to loopback's names alone, so that no foreign name can be pointed at it.</param>
    public static void Map(WebApplication app, bool page, IPAddress address)
    {
        RouteGroupBuilder own = app.MapGroup(string.Empty);
        own.MapGet(HealthProbe.Live, () => Results.Text("live"));
        own.MapGet(HealthProbe.Ready, (ISiloStatusOracle silos) => silos.CurrentStatus == SiloStatus.Active
            ? Results.Text("ready")
            : Results.Text($"{silos.CurrentStatus}", statusCode: StatusCodes.Status503ServiceUnavailable));
        own.MapPrometheusScrapingEndpoint();
        RouteGroupBuilder? explorer = page ? app.MapLandscapeExplorer() : null;
        if (IPAddress.IsLoopback(address))
        {
            own.AnswerLoopbackNamesAlone();
            explorer?.AnswerLoopbackNamesAlone();
        }
    }
}
