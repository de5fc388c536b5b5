using OrleansSymmetry.EndToEnd.Processes;

namespace OrleansSymmetry.EndToEnd;

[Trait("Tier", "process")]
public sealed class TraceTests
{
    private const string Prefix = "Activity.";

    [Fact]
    public async Task Trace_of_a_run_is_a_tree_of_spans_on_standard_error_and_standard_output_stays_the_report()
    {
        using var data = new TemporaryFolder();
        await using Child run = await Child.SymmetryEnds(
            0, "run", Repository.Sweep("xor.yaml"), "--set", "network.hidden=[2]", "--seeds", "0..99", "--trace", "--json", "-", "--data", data);

        Assert.Equal(File.ReadAllBytes(data.Find("report.json")), run.OutputBytes);
        List<Dictionary<string, string>> spans = Spans(run.Errors);
        Dictionary<string, string> submit = Named("submit");
        Dictionary<string, string> sweep = Named("sweep");
        Dictionary<string, string> block = Named("block");
        Assert.All(spans, span => Assert.Equal(submit["TraceId"], span["TraceId"]));
        Assert.False(submit.ContainsKey("ParentSpanId"));
        Assert.Equal(submit["SpanId"], sweep["ParentSpanId"]);
        Assert.Equal(sweep["SpanId"], block["ParentSpanId"]);
        Assert.Equal(sweep["SpanId"], Named("close")["ParentSpanId"]);
        Assert.All(["train", "store", "canonicalise"], name => Assert.Equal(block["SpanId"], Named(name)["ParentSpanId"]));
        Assert.Equal(7, spans.Count);

        Dictionary<string, string> Named(string name) => Assert.Single(spans, span => span["DisplayName"] == name);
    }

    /// <summary>The spans as the console exporter prints them: lines "Activity.KEY: VALUE", each span beginning with its trace.</summary>
    private static List<Dictionary<string, string>> Spans(string printed)
    {
        var spans = new List<Dictionary<string, string>>();
        foreach (string line in printed.Split('\n').Where(line => line.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            string[] parts = line[Prefix.Length..].Split(':', 2, StringSplitOptions.TrimEntries);
            if (parts[0] == "TraceId")
            {
                spans.Add([]);
            }

            spans[^1][parts[0]] = parts[1];
        }

        return spans;
    }
}
