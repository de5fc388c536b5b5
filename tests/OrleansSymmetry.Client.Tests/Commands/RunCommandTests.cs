using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OrleansSymmetry.Client.Commands;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Formats;

namespace OrleansSymmetry.Client.Tests.Commands;

public sealed class RunCommandTests
{
    private const string Sweep = """
        name: small
        problem: xor
        network: { hidden: [2], activation: tanh }
        loss: { kind: mse, l2: 1e-2 }
        seeds: 0..99
        train: [{ method: newton, steps: 200, gradient: 1e-11 }]
        """;

    [Fact]
    public async Task Run_prints_the_census_and_writes_its_three_files()
    {
        using var shell = new Shell();
        string file = Write(shell, Sweep);
        Assert.Equal(ExitCode.Done, await shell.Run("run", file, "--data", Data(shell)));
        string folder = Assert.Single(Directory.GetDirectories(Data(shell)));
        Assert.Equal(["classes.npz", "report.json", "run.json"], Directory.GetFiles(folder).Select(Path.GetFileName).Order());
        Report report = ReportReader.Read(File.ReadAllBytes(Path.Combine(folder, "report.json")));
        Assert.Equal(100, Assert.Single(report.Landscapes).Runs);
        Assert.Contains("xor; 2-2-1 tanh; mse, l2 0.01; 9 parameters", shell.Output, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(folder, "report.json"), shell.Output, StringComparison.Ordinal);
        using JsonDocument run = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "run.json")));
        Assert.Equal(100, run.RootElement.GetProperty("runsTrained").GetInt64());
        Assert.InRange(run.RootElement.GetProperty("trainingShare").GetDouble(), 0, 1);
    }

    [Fact]
    public async Task Second_run_of_a_finished_sweep_trains_nothing_and_gives_the_same_bytes()
    {
        using var shell = new Shell();
        var training = new TestTraining();
        shell.Services = shell.Services with { ConfigureSilo = training.AddTo };
        string file = Write(shell, Sweep);
        Assert.Equal(ExitCode.Done, await shell.Run("run", file, "--data", Data(shell)));
        string report = Directory.GetFiles(Data(shell), "report.json", SearchOption.AllDirectories).Single();
        byte[] first = File.ReadAllBytes(report);
        shell.Services = shell.Services with { ConfigureSilo = _ => throw new InvalidOperationException("a silo was started") };
        Assert.Equal(ExitCode.Done, await shell.Run("run", file, "--data", Data(shell)));
        Assert.Equal(first, File.ReadAllBytes(report));
        Assert.Equal(100, training.Trained);
        Assert.Contains("the census came from the store", shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_of_a_finished_sweep_whose_files_were_removed_comes_from_the_store()
    {
        using var shell = new Shell();
        Assert.Equal(ExitCode.Done, await shell.Run("run", Write(shell, Sweep), "--data", Data(shell)));
        string folder = Assert.Single(Directory.GetDirectories(Data(shell)));
        byte[] report = File.ReadAllBytes(Path.Combine(folder, "report.json"));
        Directory.Delete(folder, recursive: true);
        using var second = new Shell();
        Assert.Equal(ExitCode.Done, await second.Run("report", "small", "--data", Data(shell), "--json", "-"));
        Assert.Equal(report, second.OutputBytes);
    }

    [Fact]
    public async Task Json_to_standard_output_is_the_report_alone()
    {
        using var shell = new Shell();
        string file = Write(shell, Sweep);
        Assert.Equal(ExitCode.Done, await shell.Run("run", file, "--data", Data(shell), "--seeds", "0..9", "--set", "loss.l2=1e-3", "--json", "-"));
        string report = Directory.GetFiles(Data(shell), "report.json", SearchOption.AllDirectories).Single();
        Assert.Equal(File.ReadAllBytes(report), shell.OutputBytes);
        Assert.Equal(10, ReportReader.Read(shell.OutputBytes).Landscapes[0].Runs);
        Assert.DoesNotContain(shell.Error, letter => char.IsControl(letter) && letter != '\n');
    }

    [Fact]
    public async Task Interrupted_run_exits_130_keeps_what_is_stored_and_the_same_command_goes_on()
    {
        using var shell = new Shell();
        var stuck = new TestTraining(waitFrom: 48);
        shell.Services = shell.Services with { ConfigureSilo = stuck.AddTo };
        string file = Write(shell, Sweep);

        // More threads than blocks: those that wait do not keep the others from being trained, in whatever order they start.
        Task<int> running = shell.Run("run", file, "--data", Data(shell), "--threads", "8");
        await Eventually(() => shell.Error.Contains("48 of 100 runs", StringComparison.Ordinal));
        shell.Interruption.Request();
        Assert.Equal(ExitCode.Interrupted, await running);
        Assert.Contains("runs of small-", shell.Error, StringComparison.Ordinal);
        Assert.Empty(shell.Output);
        Assert.Empty(Directory.GetDirectories(Data(shell)));

        using var asked = new Shell();
        Assert.Equal(ExitCode.WrongInput, await asked.Run("swap", "small", "1", "--data", Data(shell)));
        Assert.Matches("^error: small-[0-9a-f]{8} has no report yet: not all of its runs are stored", asked.Error);

        using var second = new Shell();
        var free = new TestTraining();
        second.Services = second.Services with { ConfigureSilo = free.AddTo };
        Assert.Equal(ExitCode.Done, await second.Run("run", file, "--data", Data(shell)));
        Assert.InRange(free.Trained, 1, 99);
        string report = Directory.GetFiles(Data(shell), "report.json", SearchOption.AllDirectories).Single();
        byte[] interrupted = File.ReadAllBytes(report);

        using var undisturbed = new Shell();
        Assert.Equal(ExitCode.Done, await undisturbed.Run("run", file, "--data", Data(undisturbed), "--json", "-"));
        Assert.Equal(undisturbed.OutputBytes, interrupted);
    }

    [Fact]
    public async Task Run_that_waits_says_for_whom_and_begins_when_the_store_is_free()
    {
        using var shell = new Shell();
        string file = Write(shell, Sweep);
        SqliteCensusStore other = SqliteCensusStore.Open(Path.Combine(Data(shell), "census.db"));
        using var refused = new Shell();
        Assert.Equal(ExitCode.Failed, await refused.Run("run", file, "--data", Data(shell)));
        Assert.Contains("symmetry run --wait", refused.Error, StringComparison.Ordinal);

        Task<int> waiting = shell.Run("run", file, "--data", Data(shell), "--wait");
        await Eventually(() => shell.Error.Length > 0);
        Assert.Equal("waiting for DIR/results/census.db: another process writes to it. This run begins when that one ends.\n", shell.Error);
        Assert.False(waiting.IsCompleted);
        await other.DisposeAsync();

        Assert.Equal(ExitCode.Done, await waiting);
        Assert.Contains("100 runs in", shell.Output, StringComparison.Ordinal);
        Assert.Single(shell.Error.Split('\n'), line => line.StartsWith("waiting", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_that_waits_for_a_run_of_the_same_sweep_trains_nothing()
    {
        using var first = new Shell();
        using var second = new Shell();
        var free = new TaskCompletionSource();
        string file = Write(first, Sweep);
        var training = new TestTraining();
        var begun = new TaskCompletionSource();
        first.Services = first.Services with { ConfigureSilo = Configure };
        second.Services = second.Services with { ConfigureSilo = training.AddTo };

        // The first one has the store before it configures its silo.
        Task<int> working = Task.Run(() => first.Run("run", file, "--data", Data(first)));
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Task<int> waiting = second.Run("run", file, "--data", Data(first), "--wait");
        await Eventually(() => second.Error.Contains("waiting for", StringComparison.Ordinal));
        free.SetResult();

        Assert.Equal(ExitCode.Done, await working);
        Assert.Equal(ExitCode.Done, await waiting);
        Assert.Equal(100, training.Trained);
        Assert.Contains("the census came from the store", second.Output, StringComparison.Ordinal);

        void Configure(IServiceCollection services)
        {
            begun.SetResult();
            free.Task.Wait();
            training.AddTo(services);
        }
    }

    [Fact]
    public async Task Store_whose_tables_nobody_has_made_yet_holds_nothing()
    {
        using var shell = new Shell();
        Directory.CreateDirectory(Data(shell));
        File.WriteAllBytes(Path.Combine(Data(shell), "census.db"), []);

        Assert.Equal(ExitCode.Done, await shell.Run("run", Write(shell, Sweep), "--data", Data(shell)));
        Assert.Contains("100 runs in", shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_that_waits_stops_when_it_is_interrupted()
    {
        using var shell = new Shell();
        await using SqliteCensusStore other = SqliteCensusStore.Open(Path.Combine(Data(shell), "census.db"));
        Task<int> waiting = shell.Run("run", Write(shell, Sweep), "--data", Data(shell), "--wait");
        await Eventually(() => shell.Error.Length > 0);
        shell.Interruption.Request();

        Assert.Equal(ExitCode.Interrupted, await waiting);
        Assert.Empty(shell.Output);
    }

    [Fact]
    public async Task Bad_sweep_files_exit_2_with_every_fault_and_write_nothing()
    {
        (string Title, string Yaml, string[] Options)[] bad =
        [
            (
                "many faults",
                "name: Bad Name\nproblem: xorr\nnetwork: { hidden: [0], activation: tanhh }\n"
                + "loss: { kind: mse, l2: -0.1 }\nseeds: 10..2\ncolour: red\n",
                []),
            ("not a number", Sweep.Replace("1e-2", ".nan", StringComparison.Ordinal), []),
            ("no YAML", "name: [", []),
            ("an option", Sweep, ["--set", "loss.l2=-1"]),
            ("seeds", Sweep, ["--seeds", "10..2"]),
        ];
        var said = new System.Text.StringBuilder();
        foreach ((string title, string yaml, string[] options) in bad)
        {
            using var shell = new Shell();
            string file = Write(shell, yaml);
            Assert.Equal(ExitCode.WrongInput, await shell.Run(["run", file, "--data", Data(shell), .. options]));
            Assert.Empty(shell.Output);
            Assert.False(Directory.Exists(Data(shell)), title);
            said.Append("# ").Append(title).Append('\n').Append(shell.Error).Append('\n');
        }

        GoldenFile.Check("bad-sweeps.txt", said.ToString());
    }

    [Fact]
    public async Task Missing_file_exits_2_and_names_it()
    {
        using var shell = new Shell();
        Assert.Equal(ExitCode.WrongInput, await shell.Run("run", Path.Combine(shell.Folder, "none.yaml"), "--data", Data(shell)));
        Assert.Contains("DIR/none.yaml", shell.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Data(shell)));
    }

    [Fact]
    public async Task Folder_that_cannot_be_written_exits_1_with_one_sentence()
    {
        using var shell = new Shell();
        string file = Write(shell, Sweep);
        File.WriteAllText(Data(shell), "a file where the folder should be");
        Assert.Equal(ExitCode.Failed, await shell.Run("run", file, "--data", Data(shell)));
        Assert.Single(shell.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("--data", shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_of_a_run_is_announced_and_answers_while_it_works()
    {
        using var shell = new Shell();
        var stuck = new TestTraining(waitFrom: 16);
        shell.Services = shell.Services with { ConfigureSilo = stuck.AddTo };
        Task<int> running = shell.Run("run", Write(shell, Sweep), "--data", Data(shell), "--page");
        await Eventually(() => shell.Error.Contains("live page: http://127.0.0.1:", StringComparison.Ordinal));
        string line = shell.Error.Split('\n').Single(text => text.StartsWith("live page: ", StringComparison.Ordinal));
        using var http = new HttpClient { BaseAddress = new Uri(line["live page: ".Length..]) };
        using JsonDocument sweeps = JsonDocument.Parse(await http.GetStringAsync("/api/sweeps", TestContext.Current.CancellationToken));
        Assert.StartsWith("small-", sweeps.RootElement[0].GetProperty("id").GetString(), StringComparison.Ordinal);
        shell.Interruption.Request();
        Assert.Equal(ExitCode.Interrupted, await running);
    }

    private static string Data(Shell shell) => Path.Combine(shell.Folder, "results");

    private static string Write(Shell shell, string yaml)
    {
        string path = Path.Combine(shell.Folder, "sweep.yaml");
        File.WriteAllText(path, yaml);
        return path;
    }

    private static async Task Eventually(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!condition())
        {
            Assert.True(await timer.WaitForNextTickAsync(deadline.Token));
        }
    }
}
