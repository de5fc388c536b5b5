using OrleansSymmetry.Client.Commands;

namespace OrleansSymmetry.Client.Tests;

public sealed class CommandLineTests
{
    public static TheoryData<string> Commands { get; } =
    [
        "new", "run", "submit", "list", "status", "watch", "cancel", "resume", "report", "show", "swap", "barriers", "slice", "orbit", "verify",
    ];

    [Fact]
    public async Task Help_of_the_program_reads_as_agreed()
    {
        using var shell = new Shell();
        Assert.Equal(ExitCode.Done, await shell.Run("--help"));
        GoldenFile.Check("help.txt", shell.Output);
        Assert.Empty(shell.Error);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Help_of_a_command_reads_as_agreed_and_has_an_example(string command)
    {
        using var shell = new Shell();
        Assert.Equal(ExitCode.Done, await shell.Run(command, "--help"));
        Assert.Contains($"Example:\n  symmetry {command}", shell.Output, StringComparison.Ordinal);
        GoldenFile.Check($"help-{command}.txt", shell.Output);
    }

    [Fact]
    public async Task Mistakes_on_the_command_line_exit_2_with_one_block()
    {
        string[][] mistakes =
        [
            [],
            ["cenus"],
            ["run"],
            ["new"],
            ["new", "csv"],
            ["new", "npz", "a.npz"],
            ["new", "csv", "none.csv"],
            ["new", "csv", "a.csv", "b.csv"],
            ["new", "csv", "a.csv", "--json", "-"],
            ["run", "a.yaml", "b.yaml"],
            ["run", "a.yaml", "--sed", "4"],
            ["report"],
            ["report", "xor", "--json"],
            ["run", "a.yaml", "--set"],
            ["run", "a.yaml", "--seeds="],
            ["run", ""],
            ["run", "a.yaml", "--data", ""],
            ["report", "xor", "--threads", "0"],
            ["report", "xor", "--threads", "two"],
            ["run", "a.yaml", "--page", "70000"],
            ["orbit"],
            ["orbit", "52-"],
            ["orbit", "2-0-1"],
            ["orbit", "2-3"],
            ["orbit", "2-3-1", "--activation", "sine"],
            ["orbit", "52", "--years", "0"],
            ["orbit", "52", "--computers", "many"],
            ["verify"],
            ["verify", "hameys"],
            ["verify", "hamey", "--all"],
            ["verify", "hamey", "--k", "7"],
            ["verify", "safran-shamir", "--k", "6..99"],
            ["verify", "safran-shamir", "--extra", "one"],
        ];
        var said = new System.Text.StringBuilder();
        foreach (string[] args in mistakes)
        {
            using var shell = new Shell();
            Assert.Equal(ExitCode.WrongInput, await shell.Run(args));
            Assert.Empty(shell.Output);
            said.Append("$ symmetry ").AppendJoin(' ', args).Append('\n').Append(shell.Error).Append('\n');
        }

        GoldenFile.Check("mistakes.txt", said.ToString());
    }

    [Fact]
    public async Task Control_characters_of_the_input_are_printed_and_not_obeyed()
    {
        using var shell = new Shell();
        Assert.Equal(ExitCode.WrongInput, await shell.Run("run", "\u001b[31mred\u0007.yaml"));
        Assert.DoesNotContain(shell.Error, letter => char.IsControl(letter) && letter != '\n');
        Assert.Contains("\\u001b[31mred\\u0007.yaml", shell.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("list")]
    [InlineData("status", "xor")]
    [InlineData("watch", "xor")]
    [InlineData("cancel", "xor")]
    [InlineData("resume", "xor")]
    public async Task Cluster_command_without_a_cluster_exits_2(params string[] args)
    {
        using var shell = new Shell();
        Assert.Equal(ExitCode.WrongInput, await shell.Run(args));
        Assert.Contains("--cluster", shell.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("list")]
    [InlineData("status", "xor")]
    [InlineData("report", "xor")]
    public async Task Cluster_that_cannot_be_reached_exits_3_and_is_named(params string[] args)
    {
        using var shell = new Shell();
        Assert.Equal(ExitCode.Unreachable, await shell.Run([.. args, "--cluster", "nowhere:6379"]));
        Assert.Contains("nowhere:6379", shell.Error, StringComparison.Ordinal);
    }
}
