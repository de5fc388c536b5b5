using OrleansSymmetry.Explorer;

namespace OrleansSymmetry.Dashboard.Tests.Explorer;

/// <summary>The page on a free loopback port, over a fake cluster.</summary>
internal sealed class PageHost : IAsyncDisposable
{
    private readonly ExplorerHost _host;

    private PageHost(ExplorerHost host)
    {
        _host = host;
        Http = new HttpClient { BaseAddress = host.Address };
    }

    internal HttpClient Http { get; }

    internal static async Task<PageHost> Start(FakeCluster cluster) =>
        new(await ExplorerHost.StartAsync(cluster.CreateFactory(), port: 0, TestContext.Current.CancellationToken));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.DisposeAsync();
    }
}
