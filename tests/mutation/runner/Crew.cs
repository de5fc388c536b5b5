using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace OrleansSymmetry.Mutation;

/// <summary>Processes that share the mutants, each replaced when a mutant has ended it.</summary>
/// <param name="size">How many.</param>
/// <param name="profiles">The file of what the tests do without a mutant.</param>
/// <param name="known">The file of outcomes, to which they are added one by one: a run that was ended goes on where it was.</param>
internal sealed class Crew(int size, string profiles, string known)
{
    private readonly Lock _writing = new();

    /// <summary>What became of each mutant, and which test said so.</summary>
    public IReadOnlyDictionary<int, (string Outcome, string Test)> Run(IReadOnlyList<Mutant> mutants)
    {
        var outcomes = new ConcurrentDictionary<int, (string, string)>(File.Exists(known)
            ? File.ReadLines(known).Select(line => line.Split('\t')).ToDictionary(
                fields => int.Parse(fields[0], CultureInfo.InvariantCulture), fields => (fields[1], fields[2]))
            : []);
        var waiting = new ConcurrentQueue<Mutant>(mutants.Where(mutant => !outcomes.ContainsKey(mutant.Id)));
        Thread[] threads = [.. Enumerable.Range(0, size).Select(_ => new Thread(() => Work(waiting, outcomes)))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        return outcomes;
    }

    private void Work(ConcurrentQueue<Mutant> waiting, ConcurrentDictionary<int, (string, string)> outcomes)
    {
        Process? process = null;
        while (waiting.TryDequeue(out Mutant? mutant))
        {
            if (mutant.IsStatic)
            {
                End(process);
                process = null;
            }

            process ??= Start(mutant.IsStatic ? "static" : "run");
            process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{mutant.Id}\t{mutant.File}"));
            process.StandardInput.Flush();
            string[]? answer = process.StandardOutput.ReadLine()?.Split('\t');
            (string outcome, string test) = answer is [_, var said, var by] ? (said, by) : ("Killed", "(the process ended)");
            outcomes[mutant.Id] = (outcome, test);
            lock (_writing)
            {
                File.AppendAllText(known, string.Create(CultureInfo.InvariantCulture, $"{mutant.Id}\t{outcome}\t{test}\n"));
            }

            if (answer is null || process.HasExited || mutant.IsStatic)
            {
                End(process);
                process = null;
            }
        }

        End(process);
    }

    private static void End(Process? process)
    {
        process?.StandardInput.Close();
        process?.WaitForExit();
        process?.Dispose();
    }

    private Process Start(string task)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [task, profiles])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // A mutant may add to a list for ever.
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x40000000";
        Process process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }
}
