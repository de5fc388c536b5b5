
namespace OrleansSymmetry.Explorer;

/// <summary>
/// The landscape explorer: one page and the JSON it draws. Everything is read-only, so whoever reaches it can look and no more.
/// The host's services must offer an <see cref="IGrainFactory"/> (a silo's or a cluster client's).
/// </summary>
public static class DashboardEndpoints
{
    /// <summary>Maps <c>/</c>, the page's files, <c>/api/sweeps</c>, <c>/api/sweeps/{id}</c> and <c>/api/sweeps/{id}/report</c>.</summary>
    /// <returns>The group, so that a host can add a policy of its own (authorisation, hosts).</returns>
    public static RouteGroupBuilder MapLandscapeExplorer(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        RouteGroupBuilder group = routes.MapGroup(string.Empty);
        group.AddEndpointFilter(PageSecurity.AddHeaders);
        group.AddEndpointFilter(ClusterSilence.Explain);
        foreach (PageFile file in PageFile.All)
        {
            group.MapGet(file.Route, (HttpContext context) => file.Answer(context));
        }

        group.MapGet("/api/sweeps", async (IGrainFactory grains) => SweepJson.Ok(await SweepQueries.List(grains)));
        group.MapGet("/api/sweeps/{id}", async (string id, IGrainFactory grains) =>
            await SweepQueries.Status(grains, id) is { } status ? SweepJson.Ok(status) : SweepJson.Unknown(id));
        group.MapGet("/api/sweeps/{id}/report", async (string id, IGrainFactory grains) =>
            await SweepQueries.Report(grains, id) is { } report
                ? Results.Bytes(report, "application/json; charset=utf-8")
                : SweepJson.NotDone(id));
        return group;
    }

    /// <summary>
    /// Answers only requests that name loopback, for hosts that listen there alone: a foreign name that is pointed at loopback
    /// (DNS rebinding) reaches nothing.
    /// </summary>
    public static RouteGroupBuilder AnswerLoopbackNamesAlone(this RouteGroupBuilder page) => page.RequireHost("127.0.0.1", "localhost");
}
