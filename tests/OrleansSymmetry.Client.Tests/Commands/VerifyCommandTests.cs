using System.Text.Json;
using OrleansSymmetry.Client.Commands;
using OrleansSymmetry.Landscape.Published;

namespace OrleansSymmetry.Client.Tests.Commands;

public sealed class VerifyCommandTests
{
    [Fact]
    public async Task List_reads_as_agreed()
    {
        using var shell = new Shell();

        Assert.Equal(ExitCode.Done, await shell.Run("verify", "--list"));

        GoldenFile.Check("verify-list.txt", shell.Output);
    }

    [Fact]
    public async Task Figures_stand_beside_the_published_ones()
    {
        using Shell shell = Knowing(new Fake("first", isMet: true), new Fake("second", isMet: true));

        Assert.Equal(ExitCode.Done, await shell.Run("verify", "--all"));

        // The time is the last thing said.
        GoldenFile.Check("verify-met.txt", shell.Output[..shell.Output.LastIndexOf(", in ", StringComparison.Ordinal)] + "\n");
    }

    [Fact]
    public async Task Missed_figure_is_named_and_the_exit_code_is_1()
    {
        using Shell shell = Knowing(new Fake("first", isMet: true), new Fake("second", isMet: false));

        Assert.Equal(ExitCode.Failed, await shell.Run("verify", "--all"));
        Assert.Contains("second: MISSED", shell.Output, StringComparison.Ordinal);
        Assert.Contains("2 figures compared, 1 missed", shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_holds_every_comparison()
    {
        using Shell shell = Knowing(new Fake("first", isMet: false));

        Assert.Equal(ExitCode.Failed, await shell.Run("verify", "first", "--json", "-"));

        JsonElement result = JsonDocument.Parse(shell.OutputBytes).RootElement[0];
        Assert.False(result.GetProperty("isMet").GetBoolean());
        Assert.Equal(["MISSED", "told"], result.GetProperty("comparisons").EnumerateArray().Select(entry => entry.GetProperty("verdict").GetString()));
    }

    private static Shell Knowing(params Verification[] verifications)
    {
        var shell = new Shell();
        shell.Services = shell.Services with { Verifications = verifications };
        return shell;
    }

    private sealed class Fake(string name, bool isMet) : Verification
    {
        public override string Name => name;

        public override string Claim => "Two and two are four.";

        public override string Source => "Peano 1889";

        public override IEnumerable<Comparison> Run(SeedTraining training) =>
        [
            Comparison.Of("two", "twice", isMet ? "4" : "5", "4", isMet),
            Comparison.Told("three", "twice", "6"),
        ];
    }
}
