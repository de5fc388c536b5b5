using System.CommandLine;
using System.Diagnostics;

namespace OrleansSymmetry.EndToEnd.Kills;

/// <summary>The command line of the kill matrix.</summary>
internal static class KillCommand
{
    public static RootCommand Create()
    {
        var rounds = new Option<int>("--rounds") { Description = "Times that every event is tried.", DefaultValueFactory = _ => 4 };
        var seed = new Option<int>("--seed") { Description = "Of the random moments and victims.", DefaultValueFactory = _ => 1 };
        var events = new Option<string[]>("--events") { Description = "Which events; all of them by default.", AllowMultipleArgumentsPerToken = true };
        var runs = new Option<int>("--runs") { Description = "Seeds of the sweep: some seconds of work.", DefaultValueFactory = _ => 65536 };
        var slack = new Option<double>("--slack")
        {
            Description = "Factor on every limit, for a machine that is busy with other work.",
            DefaultValueFactory = _ => 1,
        };
        var logs = new Option<string?>("--logs") { Description = "Folder for what the silos and commands of each round say." };
        events.AcceptOnlyFromAmong([.. KillEvent.All.Select(each => each.Name)]);
        var command = new RootCommand(
            "Kills, stops and cuts off parts of a cluster of three silos in the middle of a sweep, and holds what comes of it against one "
            + "undisturbed process. Prints a table; ends with 1 when a row is wrong. Needs redis-server; iproute2, iptables and root for cuts.\n\nEvents:\n"
            + string.Join('\n', KillEvent.All.Select(each => $"  {each.Name,-22} {each.What}")))
        {
            rounds, seed, events, runs, slack, logs,
        };
        command.SetAction(async (parsed, _) =>
        {
            string[] chosen = parsed.GetValue(events) is { Length: > 0 } some ? some : [.. KillEvent.All.Select(each => each.Name)];
            using var matrix = new KillMatrix(parsed.GetValue(runs), parsed.GetValue(seed), parsed.GetValue(slack), parsed.GetValue(logs));
            return await Run(matrix, [.. KillEvent.All.Where(each => chosen.Contains(each.Name))], parsed.GetValue(rounds)) ? 0 : 1;
        });
        return command;
    }

    private static async Task<bool> Run(KillMatrix matrix, IReadOnlyList<KillEvent> events, int rounds)
    {
        long began = Stopwatch.GetTimestamp();
        await matrix.Prepare();
        await Say($"one undisturbed process: {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s");
        await Say(KillRow.Head);
        var rows = new List<KillRow>();
        for (int round = 1; round <= rounds; round++)
        {
            foreach (KillEvent each in events)
            {
                KillRow row = await matrix.Try(each, round);
                rows.Add(row);
                await Say($"{row}");
            }
        }

        int wrong = rows.Count(row => row.Faults.Count > 0);
        await Say($"{rows.Count} events, {rows.Sum(row => row.Event.Kills)} kills, {wrong} wrong, in {Stopwatch.GetElapsedTime(began).TotalMinutes:0.0} min");
        return wrong == 0;
    }

    private static async Task Say(string line)
    {
        await Console.Out.WriteLineAsync(line);
        await Console.Out.FlushAsync();
    }
}
