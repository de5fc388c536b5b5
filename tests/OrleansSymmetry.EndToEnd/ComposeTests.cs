using System.Text.Json.Nodes;
using OrleansSymmetry.EndToEnd.Processes;

namespace OrleansSymmetry.EndToEnd;

[Trait("Tier", "compose")]
public sealed class ComposeTests
{
    private const int Silos = 3;

    /// <summary>Of its own: `down` must not take a cluster that somebody runs from this checkout.</summary>
    private const string Project = "symmetry-end-to-end";

    private static readonly string[] Sweep = ["sweeps/xor.yaml", "--seeds", "0..8191"];

    [Fact]
    public async Task Composed_cluster_of_three_silos_runs_a_sweep_to_the_bytes_of_one_process()
    {
        using var embedded = new TemporaryFolder();
        await (await Child.SymmetryEnds(0, ["run", Repository.Sweep("xor.yaml"), .. Sweep[1..], "--data", embedded])).DisposeAsync();
        try
        {
            await Compose("up", "--build", "--detach", "--scale", $"silo={Silos}");
            string id = (await Client(["submit", .. Sweep])).Output.Trim();
            Assert.Matches("^xor-[0-9a-f]{8}$", id);
            await Client(["watch", id]);

            JsonNode status = JsonNode.Parse((await Client(["status", id, "--json", "-"])).OutputBytes)!;
            Assert.Equal(Silos, (int)status["silos"]!);
            Assert.Equal(File.ReadAllBytes(embedded.Find("report.json")), (await Client(["report", id, "--json", "-"])).OutputBytes);

            using var http = new HttpClient();
            JsonNode sweeps = JsonNode.Parse(await http.GetStringAsync(new Uri("http://127.0.0.1:8080/api/sweeps"), TestContext.Current.CancellationToken))!;
            Assert.Contains(id, sweeps.ToJsonString(), StringComparison.Ordinal);
            await AssertOnlyThePageIsPublished();
        }
        finally
        {
            await Compose("down", "--volumes", "--timeout", "10");
        }
    }

    private static async Task AssertOnlyThePageIsPublished()
    {
        await using Child ports = Child.Start("docker", ["ps", "--filter", $"label=com.docker.compose.project={Project}", "--format", "{{.Ports}}"]);
        await ports.EndsWith(0);
        IEnumerable<string> published = ports.Output.Split(['\n', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(port => port.Contains("->", StringComparison.Ordinal));
        Assert.Equal(["127.0.0.1:8080->8080/tcp"], published);
    }

    private static Task<Child> Client(string[] arguments) => Compose(["run", "--rm", "-T", "client", .. arguments]);

    private static async Task<Child> Compose(params string[] arguments)
    {
        Child child = Child.Start("docker-compose", ["--project-name", Project, .. arguments]);
        await child.EndsWith(0, seconds: 280);
        return child;
    }
}
