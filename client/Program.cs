using System.Runtime.InteropServices;
using OrleansSymmetry.Client;
using OrleansSymmetry.Client.Commands;
using OrleansSymmetry.Client.Views;
using var interruption = new Interruption();
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);

// Standard output belongs to results: libraries that print (the console exporter of spans) are sent to standard error.
await using Stream results = Console.OpenStandardOutput();
Console.SetOut(Console.Error);
var terminal = new Terminal(
    results,
    Console.Error,
    resultsAreSeen: !Console.IsOutputRedirected,
    errorIsSeen: !Console.IsErrorRedirected,
    colour: string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
    TerminalWidth());

// A pseudo-terminal may say that it has no columns at all.
static int TerminalWidth()
{
    const int CommonWidth = 80;
    return Console.IsErrorRedirected && Console.IsOutputRedirected ? Terminal.FileWidth
        : Console.WindowWidth > 0 ? Console.WindowWidth
        : CommonWidth;
}

void Interrupt(PosixSignalContext signal)
{
    signal.Cancel = true;
    if (interruption.Request())
    {
        // What is stored is safe whenever the process ends. The live view takes a moment to clear its lines and show the cursor again.
        _ = Task.Delay(TimeSpan.FromMilliseconds(300)).ContinueWith(_ => Environment.Exit(ExitCode.Interrupted), TaskScheduler.Default);
    }
}

return await SymmetryApp.RunAsync(args, terminal, interruption);
