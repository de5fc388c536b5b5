using Microsoft.Data.Sqlite;
using OrleansSymmetry.EndToEnd.Processes;

namespace OrleansSymmetry.EndToEnd;

[Trait("Tier", "process")]
public sealed class GeometryTests
{
    private const int Kills = 2;

    /// <summary>Some seconds of work in many parts.</summary>
    private static readonly string[] LongQuestion = ["barriers", "xor", "--classes", "40", "--runs", "40", "--connectivity", "4000", "--json", "-"];

    [Fact]
    public async Task Question_killed_at_some_of_its_parts_ends_in_the_same_bytes()
    {
        using var undisturbed = new TemporaryFolder();
        using var killed = new TemporaryFolder();
        await (await Child.SymmetryEnds(0, "run", Repository.Sweep("xor.yaml"), "--set", "network.hidden=[4]", "--data", undisturbed)).DisposeAsync();
        Copy(undisturbed, killed);

        await using Child whole = await Child.SymmetryEnds(0, [.. LongQuestion, "--data", undisturbed]);
        for (int kill = 1; kill <= Kills; kill++)
        {
            long before = PartsStored(killed);
            await using Child asking = Child.Symmetry([.. LongQuestion, "--data", killed]);
            await Eventually.Holds($"kill {kill}: more than {before} parts in the store", () => PartsStored(killed) > before || asking.HasExited, seconds: 120);
            Assert.False(asking.HasExited, $"The question was answered before kill {kill}.\n{asking.Errors}");
            asking.Signal("KILL");
            Assert.NotEqual(0, await asking.Ends());
            TestContext.Current.SendDiagnosticMessage($"kill {kill} at {PartsStored(killed)} parts");
        }

        await using Child last = await Child.SymmetryEnds(0, [.. LongQuestion, "--data", killed]);

        Assert.Equal(whole.OutputBytes, last.OutputBytes);
        Assert.Equal(0, PartsStored(killed));
    }

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    /// <summary>Looked at from outside, as any program may beside the writer.</summary>
    private static long PartsStored(string folder)
    {
        var address = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "census.db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        using var connection = new SqliteConnection(address.ConnectionString);
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM geometry_parts";
        return (long)command.ExecuteScalar()!;
    }
}
