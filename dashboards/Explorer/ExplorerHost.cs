using System.Globalization;

namespace OrleansSymmetry.Explorer;

/// <summary>The landscape explorer inside another program, on loopback.</summary>
public sealed class ExplorerHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ExplorerHost(WebApplication app) => _app = app;

    /// <summary>Where a browser finds it.</summary>
    public Uri Address => new(_app.Urls.Single());

    /// <summary>Serves the page.</summary>
    /// <param name="grains">The grains that it asks.</param>
    /// <param name="port">Port on loopback; 0 for a free one.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<ExplorerHost> StartAsync(IGrainFactory grains, int port, CancellationToken cancellation = default)
    {
        // Empty: the environment's URLs and settings are not this page's.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost
            .UseKestrelCore()
            .ConfigureKestrel(server => server.AddServerHeader = false)
            .UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(grains);
        builder.Services.AddSingleton<IHostLifetime, CallersLifetime>();
        WebApplication app = builder.Build();
        app.MapLandscapeExplorer().AnswerLoopbackNamesAlone();
        try
        {
            await app.StartAsync(cancellation);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new ExplorerHost(app);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>Signals belong to the program around.</summary>
    private sealed class CallersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
