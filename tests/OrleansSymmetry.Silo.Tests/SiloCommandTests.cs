using Microsoft.Extensions.Configuration;

namespace OrleansSymmetry.Silo.Tests;

public sealed class SiloCommandTests
{
    // Nothing listens there: a command line that is read as right ends with 1, for want of a Redis server.
    private const string Nowhere = "127.0.0.1:1,connectTimeout=100,connectRetry=1";

    [Theory]
    [InlineData]
    [InlineData("--redis")]
    [InlineData("--redis", Nowhere, "--threads", "0")]
    [InlineData("--redis", Nowhere, "--threads", "-1")]
    [InlineData("--redis", Nowhere, "--threads", "two")]
    [InlineData("--redis", Nowhere, "--silo-port", "70000")]
    [InlineData("--redis", Nowhere, "--gateway-port", "0")]
    [InlineData("--redis", Nowhere, "--http", "x")]
    [InlineData("--redis", Nowhere, "--advertise", "silo")]
    [InlineData("--rediss", Nowhere)]
    public async Task Mistakes_on_the_command_line_exit_2(params string[] args) => Assert.Equal(2, await Command().InvokeAsync(args));

    [Theory]
    [InlineData("Symmetry:Threads", "two")]
    [InlineData("Symmetry:Threads", "0")]
    [InlineData("Symmetry:Http", "nowhere")]
    [InlineData("Orleans:Endpoints:SiloPort", "x")]
    [InlineData("Orleans:Endpoints:GatewayPort", "65536")]
    [InlineData("Orleans:Endpoints:AdvertisedIPAddress", "silo")]
    public async Task Mistakes_in_the_environment_exit_2(string key, string value) =>
        Assert.Equal(2, await Command((key, value)).InvokeAsync(["--redis", Nowhere]));

    [Theory]
    [InlineData("Symmetry:Threads", "")]
    [InlineData("Symmetry:Threads", "2")]
    [InlineData("Symmetry:Http", "")]
    [InlineData("Orleans:Endpoints:SiloPort", "11112")]
    public async Task Environment_is_read_as_the_options_are(string key, string value) =>
        Assert.Equal(1, await Command((key, value), ("Orleans:Clustering:ConnectionString", Nowhere)).InvokeAsync([]));

    [Fact]
    public async Task Option_goes_before_the_environment() =>
        Assert.Equal(1, await Command(("Symmetry:Threads", "two")).InvokeAsync(["--redis", Nowhere, "--threads", "2"]));

    private static SiloCommand Command(params (string Key, string Value)[] environment) =>
        new(
            new ConfigurationBuilder().AddInMemoryCollection(environment.Select(each => KeyValuePair.Create(each.Key, (string?)each.Value))).Build());
}
