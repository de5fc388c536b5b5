using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using OrleansSymmetry.EndToEnd.Processes;
using OrleansSymmetry.Grains.Store;

namespace OrleansSymmetry.EndToEnd.Kills;

/// <summary>Every event at random moments with random victims, held against one undisturbed process.</summary>
/// <param name="runs">Seeds of the sweep.</param>
/// <param name="seed">Of moments and victims.</param>
/// <param name="slack">Factor on every limit.</param>
/// <param name="logs">Folder for what was said; null: it is thrown away.</param>
internal sealed class KillMatrix(int runs, int seed, double slack, string? logs) : IDisposable
{
    // The work must be under way when it happens, and must not be over before it can be taken up.
    private const double Earliest = 0.1;
    private const double Latest = 0.5;

    private const int PatienceSeconds = 240;
    private const int Attempts = 4;

    private static readonly TimeSpan UntilCommands = TimeSpan.FromMilliseconds(300);
    private static readonly string[] Question = ["--classes", "40", "--runs", "40", "--connectivity", "4000", "--json", "-"];

    private readonly TemporaryFolder _undisturbed = new();

    private readonly string[] _sweep =
        [Repository.Sweep("xor.yaml"), "--set", "network.hidden=[4]", "--seeds", string.Create(CultureInfo.InvariantCulture, $"0..{runs - 1}")];

    /// <summary>Runs the sweep undisturbed, in one process; first of all.</summary>
    public async Task Prepare() => await (await Child.SymmetryEnds(0, ["run", .. _sweep, "--data", _undisturbed])).DisposeAsync();

    /// <summary>Tries one event once.</summary>
    public async Task<KillRow> Try(KillEvent each, int round)
    {
        // Moments and victims do not depend on which other events are tried.
        var random = new Random(HashCode(seed, round, each.Name));
        var row = new KillRow(each, round);
        try
        {
            return each.Scene switch
            {
                KillScene.Sweep => await InSweep(row, random),
                KillScene.Question => await InQuestion(row),
                _ => await InDisk(row),
            };
        }
        catch (Exception fault)
        {
            // One row that goes wrong is a result; the others are wanted as well.
            return row with { Faults = [fault.Message] };
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _undisturbed.Dispose();

    private async Task<KillRow> InSweep(KillRow row, Random random)
    {
        await using KillCluster cluster = await KillCluster.StartAsync(row.Event.NeedsNamespaces);
        await using var recovery = new Recovery(cluster.Redis, runs, KillCluster.Silos);
        var faults = new List<string>();
        string said = "";
        try
        {
            string id = await Submitted(cluster, _sweep);
            long began = Stopwatch.GetTimestamp();
            if (row.Event.IsWatched)
            {
                cluster.Watch = Child.Symmetry("watch", id, "--cluster", cluster.Redis.Address);
            }

            SortedDictionary<long, int> before = await recovery.Reaches(Earliest + ((Latest - Earliest) * random.NextDouble()), PatienceSeconds);
            long moment = Stopwatch.GetTimestamp();
            row = row with { At = Stopwatch.GetElapsedTime(began, moment).TotalSeconds, Done = (double)before.Values.Sum() / runs };
            Task happening = row.Event.Does(cluster, random);
            bool changes = row.Event.IsWatched && row.Round % 2 == 0;
            var console = new ConsoleRound(cluster.Redis.Address, id, faults);
            Task commands = row.Event.IsWatched ? Commands(console, changes) : Task.CompletedTask;
            if (!changes)
            {
                // Looked at for longer than the limit: how late it was is worth knowing.
                row = row with { Limit = row.Event.Limit * slack, Recovered = await recovery.Since(moment, before, 90) };
                if (!(row.Recovered <= row.Limit))
                {
                    faults.Add("The work was not taken up in time.");
                }
            }

            await commands;
            await happening;
            said = console.Said;
            if (changes)
            {
                await (await Child.SymmetryEnds(0, "resume", id, "--cluster", cluster.Redis.Address)).DisposeAsync();
            }

            await Ended(cluster, row, id, faults);
            if (!await recovery.HoldsEverySeedOnce())
            {
                faults.Add("The store does not hold every seed once.");
            }

            row = row with { Console = row.Event.IsWatched ? console.Slowest : null, Twice = cluster.Slots.Sum(slot => slot.TrainedInVain) };
        }
        finally
        {
            row = row with { LogLines = Kept(row, cluster, said) };
        }

        return row with { Faults = faults };
    }

    private async Task Commands(ConsoleRound console, bool changes)
    {
        await Task.Delay(UntilCommands);
        await (changes ? console.Change(slack) : console.Look(slack));
    }

    private async Task Ended(KillCluster cluster, KillRow row, string id, List<string> faults)
    {
        string redis = cluster.Redis.Address;
        if (!row.Event.IsWatched)
        {
            // By itself, to the end: the store tells.
            await using RedisCensusStore store = await RedisCensusStore.OpenAsync(Access.RedisAddress.Parse(redis));
            await Eventually.Holds("the sweep is done", async () => (await store.ReadSweepAsync(id))!.State == Contracts.SweepState.Done, PatienceSeconds);
        }
        else if (row.Event.Name == "watch" || row.Round % 2 == 0)
        {
            // The first watch was killed, or ended when the sweep was cancelled.
            await (await Child.SymmetryEnds(0, "watch", id, "--cluster", redis)).DisposeAsync();
        }
        else
        {
            await cluster.Watch!.EndsWith(0, PatienceSeconds);
        }

        await using Child report = await Child.SymmetryEnds(0, "report", id, "--cluster", redis, "--json", "-");
        byte[] expected = File.ReadAllBytes(_undisturbed.Find("report.json"));
        if (!report.OutputBytes.AsSpan().SequenceEqual(expected))
        {
            faults.Add("The report has other bytes.");
        }

        await using Child status = await Child.SymmetryEnds(0, "status", id, "--cluster", redis, "--json", "-");
        JsonNode told = JsonNode.Parse(status.OutputBytes)!;
        if (told["landscapes"]!.AsArray().Any(landscape => (long)landscape!["done"]! != (long)landscape["wanted"]!))
        {
            faults.Add("The status of the finished sweep misses runs.");
        }
    }

    private async Task<KillRow> InQuestion(KillRow row)
    {
        await using Child whole = await Child.SymmetryEnds(0, ["barriers", "xor", .. Question, "--data", _undisturbed]);
        await using KillCluster cluster = await KillCluster.StartAsync(inNamespaces: false);
        string id = await Submitted(cluster, _sweep);
        await (await Child.SymmetryEnds(0, "watch", id, "--cluster", cluster.Redis.Address)).DisposeAsync();

        long began = Stopwatch.GetTimestamp();
        await using Child asking = Child.Symmetry(["barriers", "xor", .. Question, "--cluster", cluster.Redis.Address]);
        SiloSlot busy = await cluster.Answering();
        row = row with { At = Stopwatch.GetElapsedTime(began).TotalSeconds, Limit = row.Event.Limit * slack };
        long moment = Stopwatch.GetTimestamp();
        await row.Event.Does(cluster, new Random(seed));
        await Eventually.Holds(
            "another silo stores parts",
            async () => await Parts(cluster, busy) > 0,
            seconds: 90);
        row = row with { Recovered = Stopwatch.GetElapsedTime(moment).TotalSeconds };
        var faults = new List<string>();
        int code = await asking.Ends();
        if (code != 0 || !asking.OutputBytes.AsSpan().SequenceEqual(whole.OutputBytes))
        {
            faults.Add($"The answer has other bytes (exit code {code}). {asking.Errors.Trim()}");
        }

        if (!(row.Recovered <= row.Limit))
        {
            faults.Add("The question was not taken up in time.");
        }

        return row with { Faults = faults, LogLines = Kept(row, cluster, asking.Errors) };
    }

    private static async Task<double> Parts(KillCluster cluster, SiloSlot without)
    {
        double[] parts = await Task.WhenAll(cluster.Slots.Where(slot => slot != without).Select(slot => slot.Told("symmetry_geometry_parts_total")));
        return parts.Sum();
    }

    private async Task<KillRow> InDisk(KillRow row)
    {
        using var mount = new TemporaryFolder();
        await Tool("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", mount);
        try
        {
            var faults = new List<string>();
            long began = Stopwatch.GetTimestamp();
            await using Child full = await Child.SymmetryEnds(1, ["run", .. _sweep, "--data", mount]);
            row = row with { At = Stopwatch.GetElapsedTime(began).TotalSeconds };
            if (!full.Errors.Contains("full", StringComparison.OrdinalIgnoreCase))
            {
                faults.Add($"The full disk was not named: {full.Errors.Trim()}");
            }

            await Tool("mount", "-o", "remount,size=256m", mount);
            await (await Child.SymmetryEnds(0, ["run", .. _sweep, "--data", mount])).DisposeAsync();
            if (!File.ReadAllBytes(_undisturbed.Find("report.json")).AsSpan().SequenceEqual(File.ReadAllBytes(mount.Find("report.json"))))
            {
                faults.Add("The report has other bytes.");
            }

            return row with { Faults = faults };
        }
        finally
        {
            await Tool("umount", "-l", mount);
        }
    }

    private static async Task<string> Submitted(KillCluster cluster, string[] sweep)
    {
        // Nothing has happened yet, but silos that have just started on a busy machine may not answer in time.
        string[] command = ["submit", .. sweep, "--cluster", cluster.Redis.Address];
        for (int attempt = 1; attempt < Attempts; attempt++)
        {
            await using Child submit = Child.Symmetry(command);
            if (await submit.Ends() == 0)
            {
                return submit.Output.Trim();
            }
        }

        await using Child last = await Child.SymmetryEnds(0, command);
        return last.Output.Trim();
    }

    private static async Task Tool(string program, params string[] arguments)
    {
        await using Child child = Child.Start(program, arguments);
        await child.EndsWith(0, seconds: 20);
    }

    /// <summary>Keeps what was said, where it is wanted; the number of lines that the silos logged.</summary>
    private int Kept(KillRow row, KillCluster cluster, string commands)
    {
        string[] said = [.. cluster.Slots.Select(slot => slot.Log)];
        if (logs is not null)
        {
            string folder = Path.Combine(logs, $"{row.Event.Name}-{row.Round}");
            Directory.CreateDirectory(folder);
            for (int i = 0; i < said.Length; i++)
            {
                File.WriteAllText(Path.Combine(folder, $"silo-{i}.log"), said[i]);
            }

            File.WriteAllText(Path.Combine(folder, "commands.log"), commands + "\nwatch:\n" + cluster.Watch?.Errors);
        }

        return said.Sum(log => log.Count(letter => letter == '\n'));
    }

    /// <summary>The same on every run, unlike <see cref="object.GetHashCode"/> of a string.</summary>
    private static int HashCode(int seed, int round, string name) => name.Aggregate((seed * 31) + round, (hash, letter) => unchecked((hash * 31) + letter));
}
