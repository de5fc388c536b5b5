using System.Net;
using OrleansSymmetry.Access;
using OrleansSymmetry.Access.CommandLine;
using OrleansSymmetry.Explorer;

namespace OrleansSymmetry.Dashboard;

/// <summary>The landscape explorer as a program of its own: a client of a cluster.</summary>
internal static class DashboardHost
{
    /// <summary>Serves until it is stopped.</summary>
    internal static async Task RunAsync(ClusterAccess access, Uri[] urls, CancellationToken cancellation)
    {
        await using WebApplication app = Build(access, urls);
        await app.StartAsync(cancellation);
        foreach (string url in app.Urls)
        {
            await Console.Error.WriteLineAsync($"The landscape explorer is at {url}");
        }

        await app.WaitForShutdownAsync(cancellation);
    }

    /// <summary>The program, not started.</summary>
    internal static WebApplication Build(ClusterAccess access, Uri[] urls)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
        builder.WebHost.UseUrls([.. urls.Select(url => url.GetLeftPart(UriPartial.Authority))]);

        // The page is there before the cluster is: it says so, and shows the sweeps when a silo answers.
        builder.Services.Configure<HostOptions>(options => options.ServicesStartConcurrently = true);
        OrleansSection.SettleCluster(builder.Configuration, access.Redis);
        builder.UseOrleansClient(client => client.UseCensusCluster(access));
        WebApplication app = builder.Build();
        RouteGroupBuilder page = app.MapLandscapeExplorer();
        page.MapGet(HealthProbe.Live, () => Results.Text("live"));
        if (urls.All(IsLoopback))
        {
            page.AnswerLoopbackNamesAlone();
        }

        return app;
    }

    private static bool IsLoopback(Uri url) =>
        url.IsLoopback || (IPAddress.TryParse(url.Host, out IPAddress? address) && IPAddress.IsLoopback(address));
}
