using System.Diagnostics;
using OrleansSymmetry.EndToEnd.Processes;

namespace OrleansSymmetry.EndToEnd.Kills;

/// <summary>Commands given while something happens to the cluster: each must answer, or say what cannot be reached, in time.</summary>
internal sealed class ConsoleRound(string redis, string id, List<string> faults)
{
    /// <summary>Seconds that a command has.</summary>
    private const double Limit = 15;

    private const int Done = 0;
    private const int NotYet = 2;
    private const int Unreachable = 3;

    /// <summary>Seconds of the slowest command.</summary>
    public double Slowest { get; private set; }

    /// <summary>What was said on standard error.</summary>
    public string Said { get; private set; } = "";

    /// <summary>The commands that only look.</summary>
    public async Task Look(double slack)
    {
        await Give(slack, [Done, Unreachable], "status", id);
        await Give(slack, [Done, Unreachable], "list");

        // A sweep that is not done has no report: that is an answer.
        await Give(slack, [Done, NotYet, Unreachable], "report", id);
    }

    /// <summary>The commands that change something.</summary>
    public async Task Change(double slack)
    {
        await Give(slack, [Done, Unreachable], "cancel", id);
        await Give(slack, [Done, Unreachable], "resume", id);
    }

    private async Task Give(double slack, int[] allowed, params string[] command)
    {
        long began = Stopwatch.GetTimestamp();
        await using Child child = Child.Symmetry([.. command, "--cluster", redis]);
        int code = await child.Ends();
        double took = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Slowest = Math.Max(Slowest, took);
        Said += $"{command[0]}: {code} after {took:0.0} s. {child.Errors}";
        if (!allowed.Contains(code) || (code == Unreachable && child.Errors.Length == 0))
        {
            faults.Add($"{command[0]} ended with {code}: {child.Errors.Trim()}");
        }

        if (took > Limit * slack)
        {
            faults.Add($"{command[0]} took {took:0.0} s.");
        }
    }
}
