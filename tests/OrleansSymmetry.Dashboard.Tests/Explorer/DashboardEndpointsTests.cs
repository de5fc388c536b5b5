using System.Net;
using System.Text;
using System.Text.Json;

namespace OrleansSymmetry.Dashboard.Tests.Explorer;

public sealed class DashboardEndpointsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_is_served_with_a_policy_that_allows_its_own_files_only()
    {
        await using PageHost host = await PageHost.Start(new FakeCluster());
        using HttpResponseMessage answer = await host.Http.GetAsync("/", Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        string policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task Every_file_the_page_names_is_served_and_none_is_foreign()
    {
        await using PageHost host = await PageHost.Start(new FakeCluster());
        var open = new Queue<string>(["/"]);
        var seen = new HashSet<string>(open);
        while (open.TryDequeue(out string? path))
        {
            using HttpResponseMessage answer = await host.Http.GetAsync(path, Token);
            Assert.True(answer.IsSuccessStatusCode, $"{path} answered {(int)answer.StatusCode}.");
            string text = await answer.Content.ReadAsStringAsync(Token);
            Assert.DoesNotContain("https://", text, StringComparison.Ordinal);
            Assert.DoesNotContain("innerHTML", text, StringComparison.Ordinal);
            foreach (System.Text.RegularExpressions.Match match in
                System.Text.RegularExpressions.Regex.Matches(text, """(?:src|href)="(/[a-z.]+)"|from "\.(/[a-z.]+)";"""))
            {
                string next = match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value;
                if (seen.Add(next))
                {
                    open.Enqueue(next);
                }
            }
        }

        Assert.Superset(new HashSet<string> { "/", "/page.css", "/main.js", "/charts.js", "/icon.svg" }, seen);
    }

    [Fact]
    public async Task Page_that_the_browser_has_already_is_not_sent_again()
    {
        await using PageHost host = await PageHost.Start(new FakeCluster());
        using HttpResponseMessage first = await host.Http.GetAsync("/page.css", Token);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/page.css");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using HttpResponseMessage second = await host.Http.SendAsync(again, Token);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task Sweeps_are_listed_with_states_in_words()
    {
        var cluster = new FakeCluster();
        cluster.Sweeps["xor-1a2b3c4d"] = SampleSweeps.Running;
        await using PageHost host = await PageHost.Start(cluster);
        using JsonDocument json = JsonDocument.Parse(await host.Http.GetStringAsync("/api/sweeps", Token));
        JsonElement sweep = Assert.Single(json.RootElement.EnumerateArray());
        Assert.Equal("xor-1a2b3c4d", sweep.GetProperty("id").GetString());
        Assert.Equal("running", sweep.GetProperty("state").GetString());
        Assert.Equal(8192, sweep.GetProperty("runsWanted").GetInt64());
        Assert.Equal(6144, sweep.GetProperty("runsDone").GetInt64());
    }

    [Fact]
    public async Task Status_shows_progress_and_classes_of_each_landscape()
    {
        var cluster = new FakeCluster();
        cluster.Sweeps["xor-1a2b3c4d"] = SampleSweeps.Running;
        await using PageHost host = await PageHost.Start(cluster);
        using JsonDocument json = JsonDocument.Parse(await host.Http.GetStringAsync("/api/sweeps/xor-1a2b3c4d", Token));
        JsonElement second = json.RootElement.GetProperty("landscapes")[1];
        Assert.Equal(2048, second.GetProperty("done").GetInt64());
        Assert.Equal([1900, 20, 100, 3, 20, 5], second.GetProperty("ended").EnumerateArray().Select(runs => runs.GetInt64()));
        Assert.Equal("saddle", second.GetProperty("leading")[2].GetProperty("kind").GetString());
        Assert.Equal(0.31, second.GetProperty("leading")[2].GetProperty("loss").GetDouble());
    }

    [Fact]
    public async Task Loss_that_is_not_finite_is_null()
    {
        var cluster = new FakeCluster();
        Contracts.LandscapeProgress landscape = SampleSweeps.Running.Landscapes[0];
        cluster.Sweeps["a"] = SampleSweeps.Running with
        {
            Landscapes = [landscape with { Leading = [landscape.Leading[0] with { Loss = double.PositiveInfinity }] }],
        };
        await using PageHost host = await PageHost.Start(cluster);
        using JsonDocument json = JsonDocument.Parse(await host.Http.GetStringAsync("/api/sweeps/a", Token));
        JsonElement loss = json.RootElement.GetProperty("landscapes")[0].GetProperty("leading")[0].GetProperty("loss");
        Assert.Equal(JsonValueKind.Null, loss.ValueKind);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public async Task Report_is_byte_for_byte_the_file_whatever_the_length_of_its_pieces(int chunkLength)
    {
        byte[] report = Encoding.UTF8.GetBytes("{ \"schema\": 1, \"sweep\": { \"name\": \"größer\" } }\n");
        var cluster = new FakeCluster { ChunkLength = chunkLength };
        cluster.Sweeps["xor-1a2b3c4d"] = SampleSweeps.Done;
        cluster.Reports["xor-1a2b3c4d"] = report;
        await using PageHost host = await PageHost.Start(cluster);
        Assert.Equal(report, await host.Http.GetByteArrayAsync("/api/sweeps/xor-1a2b3c4d/report", Token));
    }

    [Theory]
    [InlineData("/api/sweeps/unknown-00000000")]
    [InlineData("/api/sweeps/xor-1a2b3c4d/report")]
    public async Task What_there_is_not_is_404_with_a_sentence(string path)
    {
        var cluster = new FakeCluster();
        cluster.Sweeps["xor-1a2b3c4d"] = SampleSweeps.Running;
        await using PageHost host = await PageHost.Start(cluster);
        using HttpResponseMessage answer = await host.Http.GetAsync(path, Token);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        using JsonDocument json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token));
        Assert.EndsWith(".", json.RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%3Cscript%3E")]
    [InlineData("UPPER")]
    [InlineData("a%20b")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789abcd")]
    public async Task What_cannot_be_an_id_wakes_no_grain(string id)
    {
        var cluster = new FakeCluster();
        await using PageHost host = await PageHost.Start(cluster);
        using HttpResponseMessage answer = await host.Http.GetAsync($"/api/sweeps/{id}", Token);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(0, cluster.Calls);
    }

    [Fact]
    public async Task Request_under_a_foreign_name_is_refused()
    {
        var cluster = new FakeCluster();
        await using PageHost host = await PageHost.Start(cluster);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/sweeps");
        request.Headers.Host = "rebound.example";
        using HttpResponseMessage answer = await host.Http.SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(0, cluster.Calls);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/main.js")]
    [InlineData("/api/sweeps")]
    [InlineData("/api/sweeps/unknown-00000000")]
    public async Task No_foreign_page_may_read_embed_or_open_an_answer(string path)
    {
        await using PageHost host = await PageHost.Start(new FakeCluster());
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Origin", "http://evil.example");
        using HttpResponseMessage answer = await host.Http.SendAsync(request, Token);
        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
        Assert.False(answer.Headers.Contains("Server"));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Resource-Policy")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Opener-Policy")));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("form-action 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task Nothing_can_be_changed_through_the_page(string method)
    {
        var cluster = new FakeCluster();
        await using PageHost host = await PageHost.Start(cluster);
        using var request = new HttpRequestMessage(new HttpMethod(method), "/api/sweeps");
        using HttpResponseMessage answer = await host.Http.SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(0, cluster.Calls);
    }

    [Fact]
    public async Task Cluster_that_does_not_answer_is_503_with_a_sentence()
    {
        await using PageHost host = await PageHost.Start(new FakeCluster { IsSilent = true });
        using HttpResponseMessage answer = await host.Http.GetAsync("/api/sweeps", Token);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("does not answer", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }
}
