using System.Diagnostics;
using OrleansSymmetry.EndToEnd.Processes;

namespace OrleansSymmetry.EndToEnd;

[Trait("Tier", "process")]
public sealed class StoreFaultTests
{
    private static readonly string[] Sweep = ["run", Repository.Sweep("xor.yaml"), "--set", "network.hidden=[4]"];

    [Fact]
    public async Task Second_writer_on_a_store_is_refused_in_a_sentence()
    {
        using var data = new TemporaryFolder();
        await using Child first = Child.Symmetry([.. Sweep, "--seeds", "0..65535", "--data", data]);
        await Eventually.Holds("the first run opens its store", () => File.Exists(data.File("census.db")) && first.Errors.Length > 0);
        await using Child second = await Child.SymmetryEnds(1, [.. Sweep, "--seeds", "0..99", "--data", data]);
        Assert.Contains(data, second.Errors, StringComparison.Ordinal);
        Assert.Contains("another", second.Errors, StringComparison.OrdinalIgnoreCase);
        AssertOneBlock(second);
        first.Signal("INT");
        await first.EndsWith(130);
        Assert.Contains("The same command continues from there", first.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_that_cannot_be_written_ends_with_one_sentence()
    {
        using var data = new TemporaryFolder();
        string file = data.File("a-file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        await using Child run = await Child.SymmetryEnds(1, [.. Sweep, "--seeds", "0..99", "--data", Path.Combine(file, "results")]);
        Assert.Contains(file, run.Errors, StringComparison.Ordinal);
        AssertOneBlock(run);
    }

    [Fact]
    public async Task Full_disk_ends_with_one_sentence_and_the_sweep_goes_on_when_there_is_room()
    {
        using var mount = new TemporaryFolder();
        using var fresh = new TemporaryFolder();
        await RunTool("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", mount);
        try
        {
            string[] sweep = [.. Sweep, "--seeds", "0..16383", "--data"];
            await using Child full = await Child.SymmetryEnds(1, [.. sweep, mount]);
            Assert.Contains(mount, full.Errors, StringComparison.Ordinal);
            Assert.Contains("full", full.Errors, StringComparison.OrdinalIgnoreCase);
            AssertOneBlock(full);

            await RunTool("mount", "-o", "remount,size=64m", mount);
            await (await Child.SymmetryEnds(0, [.. sweep, mount])).DisposeAsync();
            await (await Child.SymmetryEnds(0, [.. sweep, fresh])).DisposeAsync();
            Assert.Equal(File.ReadAllBytes(fresh.Find("report.json")), File.ReadAllBytes(mount.Find("report.json")));
        }
        finally
        {
            await RunTool("umount", "-l", mount);
        }
    }

    private static void AssertOneBlock(Child child)
    {
        Assert.DoesNotContain("   at ", child.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", child.Errors, StringComparison.Ordinal);
        Assert.Empty(child.Output);
    }

    private static async Task RunTool(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }
}
