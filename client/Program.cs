using System.Runtime.InteropServices;
using OrleansSymmetry.Client;

// Standard output belongs to results: libraries that print (the console exporter of spans) are sent to standard error.
await using Stream results = Console.OpenStandardOutput();
Console.SetOut(Console.Error);
var terminal = new Terminal(
    results,
    Console.Error,
    resultsAreSeen: !Console.IsOutputRedirected,
    errorIsSeen: !Console.IsErrorRedirected,
    colour: string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
    Console.IsErrorRedirected ? Terminal.FileWidth : Console.WindowWidth);
using var interruption = new Interruption();

void Interrupt(PosixSignalContext signal)
{
    signal.Cancel = true;
    if (interruption.Request())
    {
        // What is stored is safe whenever the process ends.
        Environment.Exit(ExitCode.Interrupted);
    }
}

using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
return await SymmetryApp.RunAsync(args, terminal, interruption);
