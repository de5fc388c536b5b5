using System.Text.Json.Nodes;
using OrleansSymmetry.EndToEnd.Processes;

namespace OrleansSymmetry.EndToEnd;

[Trait("Tier", "process")]
public sealed class CrashTests
{
    private const int Kills = 3;

    /// <summary>Long enough that it cannot end between a look at the store and the kill that follows.</summary>
    private static readonly string[] LongSweep =
        ["run", Repository.Sweep("xor.yaml"), "--set", "network.hidden=[4]", "--seeds", "0..65535"];

    [Fact]
    public async Task Sweep_killed_at_random_moments_ends_in_the_same_bytes()
    {
        using var undisturbed = new TemporaryFolder();
        using var killed = new TemporaryFolder();
        await (await Child.SymmetryEnds(0, [.. LongSweep, "--data", undisturbed])).DisposeAsync();
        long storeWhenDone = StoreBytes(undisturbed);

        var moments = new Random(20240229);
        for (int kill = 1; kill <= Kills; kill++)
        {
            await using Child run = Child.Symmetry([.. LongSweep, "--data", killed]);

            // The store grows with the runs that are stored: a random amount of progress is a random moment.
            long target = (long)(storeWhenDone * (kill - 1 + moments.NextDouble()) / (Kills + 1));
            await Eventually.Holds($"kill {kill}: {target} bytes in the store", () => StoreBytes(killed) >= target || run.HasExited, seconds: 120);
            Assert.False(run.HasExited, $"The sweep ended before kill {kill}.\n{run.Errors}");
            run.Signal("KILL");
            Assert.NotEqual(0, await run.Ends());
            TestContext.Current.SendDiagnosticMessage($"kill {kill} at {StoreBytes(killed)} of {storeWhenDone} bytes");
        }

        await using Child last = await Child.SymmetryEnds(0, [.. LongSweep, "--data", killed]);
        Assert.Equal(File.ReadAllBytes(undisturbed.Find("report.json")), File.ReadAllBytes(killed.Find("report.json")));
        JsonNode provenance = JsonNode.Parse(File.ReadAllBytes(killed.Find("run.json")))!;
        Assert.InRange((long)provenance["runsTrained"]!, 1, 65535);
    }

    private static long StoreBytes(string folder) =>
        Directory.Exists(folder) ? new DirectoryInfo(folder).GetFiles("census.db*").Sum(file => file.Exists ? file.Length : 0) : 0;
}
