using System.CommandLine;
using System.CommandLine.Help;
using OrleansSymmetry.Access.CommandLine;
using OrleansSymmetry.Client.Clusters;
using OrleansSymmetry.Client.Commands;
using OrleansSymmetry.Client.Views;

namespace OrleansSymmetry.Client;

/// <summary>The console `symmetry`: command line in, exit code out.</summary>
public static class SymmetryApp
{
    /// <summary>Runs one command.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="terminal">Where it writes.</param>
    /// <param name="interruption">The user's wish to stop.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static Task<int> RunAsync(string[] args, Terminal terminal, Interruption interruption) =>
        RunAsync(args, terminal, interruption, new AppServices(TimeProvider.System, OrleansCluster.Connect, _ => { }));

    internal static async Task<int> RunAsync(string[] args, Terminal terminal, Interruption interruption, AppServices services)
    {
        ArgumentNullException.ThrowIfNull(args);
        var common = new CommonOptions(services.Configuration);
        Command root = CreateRoot(common, (parse, body) => Guard(
            () => body(new CommandContext(terminal, interruption, services, common.Read(parse))),
            terminal,
            interruption,
            parse.GetValue(common.Verbose)));
        ParseResult parse = root.Parse(args);
        bool asksForHelp = parse.Action is ExampleHelp;
        if (parse.Errors.Count > 0 && !asksForHelp)
        {
            ErrorBlock.Write(terminal, Hidden.Passwords(ParseMistakes.MessageOf(root, parse)));
            return ExitCode.WrongInput;
        }

        return await parse.InvokeAsync(
            new InvocationConfiguration
            {
                Output = terminal.ResultWriter,
                Error = terminal.ErrorWriter,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            },
            CancellationToken.None);
    }

    private static Command CreateRoot(CommonOptions common, Func<ParseResult, Func<CommandContext, Task<int>>, Task<int>> invoke)
    {
        SweepCommand[] commands =
        [
            new NewCommand(), new RunCommand(), new SubmitCommand(), new ListCommand(), new StatusCommand(),
            new WatchCommand(), new CancelCommand(), new ResumeCommand(), new ReportCommand(), new ShowCommand(), new SwapCommand(),
            new BarriersCommand(), new SliceCommand(), new OrbitCommand(), new VerifyCommand(),
        ];
        // A plain command, because a RootCommand is named after the file it was started from.
        var root = new Command("symmetry", "A census of the optima of small neural networks, modulo their symmetries.");
        var examples = commands.ToDictionary(command => command.Name, command => command.Example);
        examples[root.Name] = "symmetry run client/sweeps/xor.yaml";
        foreach (SweepCommand command in commands)
        {
            root.Subcommands.Add(command.Create(invoke));
        }

        root.Options.Add(new HelpOption { Action = new ExampleHelp(examples) });
        root.Options.Add(new VersionOption());
        common.AddTo(root);
        return root;
    }

    private static async Task<int> Guard(Func<Task<int>> body, Terminal terminal, Interruption interruption, bool verbose)
    {
        try
        {
            return await body();
        }
        catch (OperationCanceledException) when (interruption.Gently.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
#pragma warning disable CA1031 // The last resort of the program: whatever it is, the user gets one block and an exit code.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            var meaning = CommandFault.Of(fault);
            ErrorBlock.Write(terminal, meaning.Message, verbose ? fault : null);
            return meaning.ExitCode;
        }
    }
}
