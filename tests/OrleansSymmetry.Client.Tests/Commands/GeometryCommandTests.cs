using Microsoft.Extensions.DependencyInjection;
using OrleansSymmetry.Client.Commands;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Landscape.Arrays;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Formats;
using OrleansSymmetry.Landscape.Questions;
using OrleansSymmetry.Landscape.Symmetry.Moves;

namespace OrleansSymmetry.Client.Tests.Commands;

public sealed class GeometryCommandTests
{
    private const string Sweep = """
        name: small
        problem: xor
        network: { hidden: [2], activation: tanh }
        loss: { kind: mse, l2: 1e-2 }
        seeds: 0..29
        train: [{ method: newton, steps: 200, gradient: 1e-11 }]
        """;

    private const string Grid = Sweep + "\ngrid: { network.hidden: [[2], [3]] }";

    public static TheoryData<string, string[]> Asked { get; } = new()
    {
        { "swap", ["swap", "small", "1"] },
        { "barriers", ["barriers", "small"] },
        { "slice", ["slice", "small", "1"] },
        { "show", ["show", "small", "1"] },
    };

    [Theory]
    [MemberData(nameof(Asked))]
    public async Task Json_to_standard_output_is_the_answer_alone_and_the_second_time_no_silo_is_started(string kind, string[] command)
    {
        using Shell shell = await WithCensus(Sweep, new TestQuestions { Answer = _ => AnswerOf(kind) }.AddTo);
        string svg = Path.Combine(shell.Folder, "picture.svg");

        Assert.Equal(ExitCode.Done, await shell.Run([.. command, "--data", Data(shell), "--json", "-"]));
        using var second = new Shell();
        second.Services = second.Services with { ConfigureSilo = _ => throw new InvalidOperationException("a silo was started") };
        Assert.Equal(ExitCode.Done, await second.Run([.. command, "--data", Data(shell), "--svg", svg]));

        Assert.Equal(AnswerOf(kind), shell.OutputBytes);
        Assert.Equal(shell.Error, second.Output);
        Assert.Empty(second.Error);
        Assert.StartsWith("<", File.ReadAllText(svg), StringComparison.Ordinal);
        Assert.Contains("</svg>", File.ReadAllText(svg), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupted_question_exits_130_keeps_its_parts_and_the_same_command_goes_on()
    {
        const int Held = 3;
        var stuck = new TestQuestions { Answer = _ => AnswerOf("swap"), WaitFromPart = Held };
        using Shell shell = await WithCensus(Sweep, stuck.AddTo);

        // More threads than parts: those that wait do not keep the others from being computed.
        Task<int> running = shell.Run("swap", "small", "1", "--data", Data(shell), "--threads", "8");
        var question = new SwapQuestion(0, ReportIn(shell).Landscapes[0].Classes[0].Id, null, null);
        await Eventually(async () => await PartsStored(shell, question) == Held);
        shell.Interruption.Request();
        Assert.Equal(ExitCode.Interrupted, await running);
        Assert.Contains("Stopped: 3 of 5 parts are stored. The same command continues from there.", shell.Error, StringComparison.Ordinal);

        using var second = new Shell();
        var free = new TestQuestions { Answer = _ => AnswerOf("swap") };
        second.Services = second.Services with { ConfigureSilo = free.AddTo };
        Assert.Equal(ExitCode.Done, await second.Run("swap", "small", "1", "--data", Data(shell), "--json", "-"));

        Assert.Equal(Held, stuck.Computed);
        Assert.Equal(TestQuestions.Parts - Held, free.Computed);
        Assert.Equal(AnswerOf("swap"), second.OutputBytes);
    }

    [Fact]
    public async Task Slice_is_written_for_numpy_with_y_first()
    {
        using Shell shell = await WithCensus(Sweep, new TestQuestions { Answer = _ => AnswerOf("slice") }.AddTo);
        string file = Path.Combine(shell.Folder, "slice.npz");

        Assert.Equal(ExitCode.Done, await shell.Run("slice", "small", "1", "--data", Data(shell), "--npz", file));

        IReadOnlyDictionary<string, NpyArray> arrays = NpzCodec.Read(File.ReadAllBytes(file));
        Assert.Equal(["along_x", "along_y", "loss", "marks_loss", "marks_x", "marks_y", "origin", "x", "y"], arrays.Keys);
        Assert.Equal([21, 41], arrays["loss"].Shape);
        double[] loss = arrays["loss"].ToDoubles();
        Assert.Equal(SampleAnswers.Slice.Loss[(3 * 41) + 7], loss[(3 * 41) + 7]);
        Assert.True(double.IsNaN(loss[^1]));
    }

    [Fact]
    public async Task Spectrum_of_a_class_is_drawn_where_there_is_one()
    {
        using Shell shell = await WithCensus(Sweep, new TestQuestions { Answer = _ => AnswerOf("show") }.AddTo);
        string file = Path.Combine(shell.Folder, "spectrum.svg");

        Assert.Equal(ExitCode.Done, await shell.Run("show", "small", "1", "--data", Data(shell), "--spectrum", file));

        Assert.Contains("</svg>", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Questions_are_what_the_command_line_says()
    {
        using Shell census = await WithCensus(Sweep, new TestQuestions().AddTo);
        IReadOnlyList<ClassReport> classes = ReportIn(census).Landscapes[0].Classes;
        Assert.Equal(3, classes.Count);
        (string first, string second, string third) = (classes[0].Id, classes[1].Id, classes[2].Id);
        (string[] Command, GeometryQuestion Question)[] cases =
        [
            (["swap", "small", "1"], new SwapQuestion(0, first, null, null)),
            (["swap", "small", "2", "--layer", "1"], new SwapQuestion(0, second, 1, null)),
            (["swap", "small", "1", "--units", "1,2"], new SwapQuestion(0, first, null, [Move.Exchange(1, 1, 2)])),
            (["swap", "small", "1", "--flip", "2"], new SwapQuestion(0, first, null, [new Move([new LayerMove(1, [], [2])])])),
            (["swap", "small", "1", "--permutation", "(1 2)", "--flip", "1"],
                new SwapQuestion(0, first, null, [new Move([new LayerMove(1, [new UnitCycle([1, 2])], [1])])])),
            (["barriers", "small"], new BarriersQuestion(0)),
            (["barriers", "small", "--classes", "2", "--runs", "3", "--connectivity", "4"], new BarriersQuestion(0, 2, 3, 4)),
            (["slice", "small", "1"], new SliceQuestion(0, first, new EigenvectorPlane(1, 2))),
            (["slice", "small", "1", "--eigenvectors", "2,9", "--radius", "0.5", "--size", "31x21"],
                new SliceQuestion(0, first, new EigenvectorPlane(2, 9, 0.5), 31, 21)),
            (["slice", "small", "1", "--random", "7"], new SliceQuestion(0, first, new RandomPlane(7))),
            (["slice", "small", "1", "--with", "2,3", "--margin", "0.5"], new SliceQuestion(0, first, new ClassesPlane(second, third, 0.5))),
            (["slice", "small", "1", "--copy", "(1 2)", "--copy", "-1"],
                new SliceQuestion(0, first, new CopiesPlane(Move.Exchange(1, 1, 2), new Move([new LayerMove(1, [], [1])])))),
            (["show", "small", "3"], new ShowQuestion(0, third)),
        ];
        var asked = new List<GeometryQuestion>();
        foreach ((string[] command, _) in cases)
        {
            using var shell = new Shell();
            shell.Services = shell.Services with
            {
                ConfigureSilo = new TestQuestions
                {
                    Answer = question =>
                    {
                        asked.Add(question);
                        return AnswerOf(command[0]);
                    },
                }.AddTo,
            };
            Assert.Equal(ExitCode.Done, await shell.Run([.. command, "--data", Data(census)]));
        }

        Assert.Equal(cases.Select(each => each.Question), asked);
    }

    [Fact]
    public async Task Mistakes_exit_2_with_one_block_and_start_nothing()
    {
        string[][] mistakes =
        [
            ["swap", "grid", "1"],
            ["swap", "grid", "1", "--landscape", "3"],
            ["swap", "none", "1"],
            ["swap", "small", "4"],
            ["show", "small", "0"],
            ["swap", "small", "1", "--units", "1"],
            ["swap", "small", "1", "--units", "1,one"],
            ["swap", "small", "1", "--units", "1,2", "--flip", "1"],
            ["swap", "small", "1", "--permutation", "(1 2"],
            ["swap", "small", "1", "--flip", "0"],
            ["barriers", "small", "--classes", "41"],
            ["slice", "small", "1", "--size", "101"],
            ["slice", "small", "1", "--size", "402x2"],
            ["slice", "small", "1", "--copy", "(1 2)"],
            ["slice", "small", "1", "--with", "2"],
            ["slice", "small", "1", "--with", "2,9"],
            ["slice", "small", "1", "--random", "1", "--eigenvectors", "1,2"],
            ["slice", "small", "1", "--random", "1", "--margin", "1"],
            ["slice", "small", "1", "--with", "2,3", "--radius", "1"],
        ];
        using Shell census = await WithCensus(Sweep, new TestQuestions().AddTo);
        using Shell grid = await WithCensus(Grid.Replace("name: small", "name: grid", StringComparison.Ordinal), new TestQuestions().AddTo, census);
        var said = new System.Text.StringBuilder();
        foreach (string[] args in mistakes)
        {
            using var shell = new Shell();
            shell.Services = shell.Services with { ConfigureSilo = _ => throw new InvalidOperationException("a silo was started") };
            Assert.Equal(ExitCode.WrongInput, await shell.Run([.. args, "--data", Data(census)]));
            Assert.Empty(shell.Output);
            string error = shell.Error.Replace(Data(census), "DIR", StringComparison.Ordinal);
            said.Append("$ symmetry ").AppendJoin(' ', args).Append('\n').Append(error).Append('\n');
        }

        GoldenFile.Check("geometry-mistakes.txt", said.ToString());
    }

    [Fact]
    public async Task Question_that_the_mathematics_refuses_exits_2_and_one_that_fails_exits_1()
    {
        using Shell shell = await WithCensus(Sweep, new TestQuestions { Answer = _ => throw new InvalidOperationException("no") }.AddTo);
        Assert.Equal(ExitCode.Failed, await shell.Run("swap", "small", "1", "--data", Data(shell)));
        Assert.Contains("The question cannot be answered (InvalidOperationException: no).", shell.Error, StringComparison.Ordinal);

        using Shell real = await WithCensus(Sweep, _ => { });
        Assert.Equal(ExitCode.WrongInput, await real.Run("swap", "small", "1", "--layer", "2", "--data", Data(real)));
        Assert.Contains("There is no hidden layer 2. The network has 1, counted from 1.", real.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Swap_of_the_real_mathematics_gives_the_same_bytes_with_one_thread_and_with_four()
    {
        using Shell shell = await WithCensus(Sweep, _ => { });
        var answers = new List<byte[]>();
        foreach (string threads in new[] { "1", "4" })
        {
            using var asking = new Shell();
            asking.Services = asking.Services with { ConfigureSilo = _ => { } };
            string data = Path.Combine(asking.Folder, "results");
            Copy(Data(shell), data);
            Assert.Equal(ExitCode.Done, await asking.Run("swap", "small", "1", "--data", data, "--threads", threads, "--json", "-"));
            answers.Add(asking.OutputBytes);
        }

        Assert.Equal(answers[0], answers[1]);
        SwapAnswer answer = GeometryJson.ReadAnswer<SwapAnswer>(answers[0]);
        Assert.Equal(1, answer.Class.Rank);
        SwapPath path = Assert.Single(answer.Paths);
        Assert.True(path.Height > 0);
        Assert.Equal(answer.Class.Loss, path.Loss[0]!.Value, 1e-12);
    }

    private static string Data(Shell shell) => Path.Combine(shell.Folder, "results");

    private static byte[] AnswerOf(string kind) => kind switch
    {
        "swap" => GeometryJson.WriteAnswer(SampleAnswers.Swap),
        "barriers" => GeometryJson.WriteAnswer(SampleAnswers.Barriers),
        "slice" => GeometryJson.WriteAnswer(SampleAnswers.Slice),
        _ => GeometryJson.WriteAnswer(SampleAnswers.Show),
    };

    /// <summary>A shell whose store holds the census of a sweep; what was printed on the way is left out.</summary>
    private static async Task<Shell> WithCensus(string yaml, Action<IServiceCollection> silo, Shell? data = null)
    {
        using var run = new Shell();
        run.Services = run.Services with { ConfigureSilo = silo };
        var shell = new Shell();
        string file = Path.Combine(shell.Folder, "sweep.yaml");
        await File.WriteAllTextAsync(file, yaml);
        Assert.Equal(ExitCode.Done, await run.Run("run", file, "--data", Data(data ?? shell)));
        shell.Services = shell.Services with { ConfigureSilo = silo };
        return shell;
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

    private static Report ReportIn(Shell shell) =>
        ReportReader.Read(File.ReadAllBytes(Directory.GetFiles(Data(shell), "report.json", SearchOption.AllDirectories).Single()));

    private static async Task<int> PartsStored(Shell shell, GeometryQuestion question)
    {
        await using SqliteCensusReader store = SqliteCensusReader.Open(Path.Combine(Data(shell), "census.db"));
        return (await store.ReadPartsAsync(new GeometryKey(ReportIn(shell).Sweep.Id, GeometryQuestionId.Of(question)))).Count;
    }

    private static async Task Eventually(Func<Task<bool>> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await condition())
        {
            Assert.True(await timer.WaitForNextTickAsync(deadline.Token));
        }
    }
}
