using Microsoft.Extensions.Configuration;
using OrleansSymmetry.Access;
using OrleansSymmetry.Access.CommandLine;

namespace OrleansSymmetry.Dashboard.Tests;

public sealed class DashboardCommandTests
{
    [Theory]
    [InlineData]
    [InlineData("--redis")]
    [InlineData("--redis", "localhost:6379", "--urls", "8080")]
    [InlineData("--redis", "localhost:6379", "--urls", "ftp://127.0.0.1:8080")]
    [InlineData("--rediss", "localhost:6379")]
    public async Task Mistakes_on_the_command_line_exit_2(params string[] args) =>
        Assert.Equal(2, await new DashboardCommand(new ConfigurationBuilder().Build()).InvokeAsync(args));

    [Fact]
    public async Task Health_of_a_page_that_is_not_served_is_1() =>
        Assert.Equal(1, await new DashboardCommand(new ConfigurationBuilder().Build()).InvokeAsync(["--health", "--urls", "http://127.0.0.1:1"]));

    [Fact]
    public async Task Process_is_alive_before_there_is_a_cluster()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await using Microsoft.AspNetCore.Builder.WebApplication app = DashboardHost.Build(
            ClusterAccess.Plain("127.0.0.1:1,connectTimeout=100"), [new Uri("http://127.0.0.1:0")]);
        Task starting = app.StartAsync(token);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!app.Urls.Any(url => !url.EndsWith(":0", StringComparison.Ordinal)))
        {
            Assert.True(await timer.WaitForNextTickAsync(deadline.Token), "The page did not start to listen.");
        }

        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        Assert.Equal("live", await http.GetStringAsync(HealthProbe.Live, token));
        Assert.Equal(0, await new DashboardCommand(new ConfigurationBuilder().Build()).InvokeAsync(["--health", "--urls", app.Urls.Single()]));
        _ = starting;
    }
}
