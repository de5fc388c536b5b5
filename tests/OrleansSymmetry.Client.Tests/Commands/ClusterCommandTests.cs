using OrleansSymmetry.Client.Commands;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Landscape.Formats;
using OrleansSymmetry.Landscape.Questions;

namespace OrleansSymmetry.Client.Tests.Commands;

/// <summary>What the commands say to a cluster and about it, by a clock that is moved by hand.</summary>
public sealed class ClusterCommandTests
{
    private const string Id = "xor-1a2b3c4d";

    private static readonly byte[] Report = ReportWriter.Write(SampleReports.Xor);

    private readonly HandClock _time = new();
    private readonly FakeCluster _cluster = new() { Status = () => Status(SweepState.Running) };

    [Theory]
    [InlineData("list", "xor-1a2b3c4d  running         50     100")]
    [InlineData("status xor", "runs          40 of 100, 10 runs/s")]
    [InlineData("cancel xor", "xor-1a2b3c4d: running; 40 of 100 runs (40.00 %); 2 classes so far")]
    [InlineData("resume xor", "xor-1a2b3c4d: running; 40 of 100 runs (40.00 %); 2 classes so far")]
    public async Task Sweep_is_told_of_and_the_way_is_closed(string command, string line)
    {
        using var shell = new Shell();
        Assert.Equal(ExitCode.Done, await Run(shell, command.Split(' ')));
        Assert.Contains(line, shell.Output, StringComparison.Ordinal);
        Assert.True(_cluster.IsClosed);
    }

    [Fact]
    public async Task Cancel_and_resume_are_said_to_the_sweep_that_was_meant()
    {
        using var shell = new Shell();
        await Run(shell, "cancel", "xor");
        await Run(shell, "resume", Id);
        Assert.Equal([$"{Id} cancelled", $"{Id} resumed"], _cluster.Done);
    }

    [Fact]
    public async Task Sweep_that_is_refused_exits_2_with_its_faults()
    {
        using var shell = new Shell();
        string file = Path.Combine(shell.Folder, "sweep.yaml");
        await File.WriteAllTextAsync(file, "{ name: x, problem: xor, network: { hidden: [2] }, seeds: 4, train: [{ method: newton, steps: 9 }] }", Stop);
        Assert.Equal(ExitCode.WrongInput, await Run(shell, "submit", file));
        Assert.Equal("error: the cluster at redis:1 refuses the sweep.\nIt is too large.\n", shell.Error);
    }

    [Theory]
    [InlineData("status iris")]
    [InlineData("report iris")]
    [InlineData("swap iris 1")]
    public async Task Sweep_that_is_unknown_exits_2_and_the_others_are_named(string command)
    {
        using var shell = new Shell();
        Assert.Equal(ExitCode.WrongInput, await Run(shell, command.Split(' ')));
        Assert.Equal($"error: No sweep in the cluster at redis:1 begins with 'iris'. There is {Id}.\n", shell.Error);
    }

    [Fact]
    public async Task Report_of_a_sweep_that_runs_exits_2_and_says_how_to_wait_for_it()
    {
        using var shell = new Shell();
        Assert.Equal(ExitCode.WrongInput, await Run(shell, "report", "xor"));
        Assert.Equal($"error: {Id} has no report yet: it is running. symmetry watch {Id} --cluster redis:1 shows its progress.\n", shell.Error);
    }

    [Theory]
    [InlineData("list")]
    [InlineData("status xor")]
    [InlineData("report xor")]
    [InlineData("show xor 1")]
    public async Task Cluster_that_does_not_answer_exits_3_within_15_s(string command)
    {
        using var shell = new Shell();
        _cluster.Status = () => throw new SiloUnavailableException("The silo is gone.");
        Assert.Equal(ExitCode.Unreachable, await Run(shell, command.Split(' ')));
        Assert.Equal("error: the cluster at redis:1 does not answer (The silo is gone). Check that its silos run.\n", shell.Error);
        Assert.InRange(_time.Seconds, 12, 15);
    }

    [Fact]
    public async Task Watch_outlasts_a_silence_and_prints_the_census_though_its_pieces_come_late()
    {
        int looks = 0;
        int asked = 0;
        _cluster.Status = () => ++looks switch
        {
            < 100 or (>= 140 and < 200) => Status(SweepState.Running),
            < 140 => throw new SiloUnavailableException("The silo is gone."),
            _ => Status(SweepState.Done),
        };
        _cluster.Report = () => ++asked < 10 ? throw new SiloUnavailableException("The silo is gone.") : Report;
        using var shell = new Shell();

        Assert.Equal(ExitCode.Done, await Run(shell, "watch", "xor"));

        Assert.StartsWith(Id, shell.Output, StringComparison.Ordinal);
        Assert.Single(shell.Error.Split('\n'), line => line.EndsWith("Trying again.", StringComparison.Ordinal));
        Assert.True(_time.Seconds > 60);
    }

    [Fact]
    public async Task Watch_gives_up_after_five_minutes_of_silence()
    {
        int looks = 0;
        _cluster.Status = () => ++looks < 4 ? Status(SweepState.Running) : throw new SiloUnavailableException("The silo is gone.");
        using var shell = new Shell();
        Assert.Equal(ExitCode.Unreachable, await Run(shell, "watch", "xor"));
        Assert.InRange(_time.Seconds, 300, 330);
    }

    [Theory]
    [InlineData(SweepState.Cancelled, ExitCode.Done, "was cancelled; symmetry resume xor-1a2b3c4d --cluster redis:1 continues it.")]
    [InlineData(SweepState.Failed, ExitCode.Failed, "error: xor-1a2b3c4d failed.")]
    public async Task Watch_of_a_sweep_that_ends_without_a_census_says_so(SweepState state, int code, string said)
    {
        _cluster.Status = () => Status(state);
        using var shell = new Shell();
        Assert.Equal(code, await Run(shell, "watch", "xor"));
        Assert.Contains(said, shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_detaches_when_the_user_waits_no_longer()
    {
        using var shell = new Shell();
        int looks = 0;
        _cluster.Status = () =>
        {
            if (++looks == 5)
            {
                shell.Interruption.Request();
            }

            return Status(SweepState.Running);
        };
        Assert.Equal(ExitCode.Interrupted, await Run(shell, "watch", "xor"));
        Assert.Contains($"Detached; {Id} continues. symmetry watch {Id} --cluster redis:1 shows it again.", shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Question_is_asked_again_when_its_silo_was_lost_and_answered_however_long_it_takes()
    {
        int looks = 0;
        _cluster.Report = () => Report;
        _cluster.Answer = GeometryJson.WriteAnswer(SampleAnswers.Swap);
        _cluster.Question = () => ++looks switch
        {
            10 => null,
            < 60 => new GeometryStatus(GeometryState.Computing, 3, 5, []),
            _ => new GeometryStatus(GeometryState.Done, 5, 5, []),
        };
        using var shell = new Shell();
        Assert.Equal(ExitCode.Done, await Run(shell, "swap", "xor", "1", "--landscape", "1", "--json", "-"));
        Assert.Equal(_cluster.Answer, shell.OutputBytes);
        Assert.True(_time.Seconds > 15);
    }

    [Theory]
    [InlineData(GeometryState.Refused, ExitCode.WrongInput)]
    [InlineData(GeometryState.Failed, ExitCode.Failed)]
    public async Task Question_that_is_refused_exits_2_and_one_that_fails_exits_1(GeometryState state, int code)
    {
        _cluster.Report = () => Report;
        _cluster.Question = () => new GeometryStatus(state, 0, 0, ["One fault.", "Another."]);
        using var shell = new Shell();
        Assert.Equal(code, await Run(shell, "swap", "xor", "1", "--landscape", "1"));
        Assert.Equal("error: One fault.\nAnother.\n", shell.Error);
    }

    [Fact]
    public async Task Question_that_the_user_does_not_wait_for_stays_with_the_cluster()
    {
        using var shell = new Shell();
        _cluster.Report = () => Report;
        _cluster.Question = () =>
        {
            shell.Interruption.Request();
            return new GeometryStatus(GeometryState.Computing, 3, 5, []);
        };
        Assert.Equal(ExitCode.Interrupted, await Run(shell, "swap", "xor", "1", "--landscape", "1"));
        Assert.Equal("Detached; the cluster continues to work on the question. The same command asks for the answer again.\n", shell.Error);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static SweepStatus Status(SweepState state)
    {
        var landscape = new LandscapeProgress("0123456789abcdef", string.Empty, Wanted: 100, Done: 40, Ended: [40, 0, 0, 0, 0, 0], Classes: 2, Leading: []);
        return new SweepStatus(
            Id, "xor", state, null, DateTimeOffset.UnixEpoch, ActiveSeconds: 4, RunsTrained: 40, 0, 0, ComputeThreads: 2, Silos: 1, [landscape]);
    }

    private async Task<int> Run(Shell shell, params string[] args)
    {
        shell.Services = _cluster.Serve(shell.Services, _time);
        return await _time.Pass(shell.Run([.. args, "--cluster", "redis:1"]));
    }
}
