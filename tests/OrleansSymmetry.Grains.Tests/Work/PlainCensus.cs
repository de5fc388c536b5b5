using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Work;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Formats;
using OrleansSymmetry.Landscape.Geometry;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Sweeps;

namespace OrleansSymmetry.Grains.Tests.Work;

/// <summary>
/// A mathematics whose every answer is known: the run of seed s ends in class s mod 7 of a landscape, at loss (s mod 7) / 10,
/// except that every hundredth fails. It counts what is trained, and can be told to wait or to throw.
/// </summary>
public sealed class PlainCensus : ICensusWork
{
    public const int Classes = 7;
    public const int BlockSize = 16;

    private readonly ConcurrentDictionary<(string Landscape, long Seed), int> _trained = new();
    private readonly ConcurrentDictionary<long, int> _throws = new();
    private readonly ConcurrentQueue<string> _order = new();
    private volatile TaskCompletionSource _open = new();
    private int _waiting;
    private long _heldFrom = long.MaxValue;

    /// <summary>How often each seed was trained.</summary>
    public IReadOnlyDictionary<(string Landscape, long Seed), int> Trained => _trained;

    /// <summary>The landscapes of the blocks that were trained, in the order in which they were.</summary>
    public IReadOnlyList<string> Order => [.. _order];

    /// <summary>Threads that wait because of <see cref="HoldFrom"/>.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    public static SweepSubmission Submission(string name, string seeds, params string[] landscapes) =>
        new(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { name, seeds, landscapes })), []);

    public static string IdOf(SweepSubmission submission) =>
        new PlainCensus().Open(submission.Spec, DataFiles.None).Sweep!.Id;

    /// <summary>Bytes by which classes.npz is made longer.</summary>
    public int ReportPadding { get; set; }

    /// <summary>Blocks that hold this seed or a later one, and parts of this number or a later one, wait; earlier ones that waited go on.</summary>
    public void HoldFrom(long seed)
    {
        TaskCompletionSource before = _open;
        _open = new TaskCompletionSource();
        Volatile.Write(ref _heldFrom, seed);
        before.TrySetResult();
    }

    /// <summary>Blocks go on.</summary>
    public void Release() => HoldFrom(long.MaxValue);

    /// <summary>The blocks that hold this seed, and the part of this number, throw that many times.</summary>
    public void Throw(long seed, int times) => _throws[seed] = times;

    public SweepOpening Open(ReadOnlyMemory<byte> spec, DataFiles files)
    {
        try
        {
            JsonNode root = JsonNode.Parse(spec.Span)!;
            string name = root["name"]!.GetValue<string>();
            string seeds = root["seeds"]!.GetValue<string>();
            string[] landscapes = root["landscapes"]!.AsArray().Select(node => node!.GetValue<string>()).ToArray();
            SeedPlan plan;
            if (seeds.StartsWith("until ", StringComparison.Ordinal))
            {
                string[] words = seeds.Split(' ');
                plan = new SeedPlan(null, double.Parse(words[1], CultureInfo.InvariantCulture), long.Parse(words[2], CultureInfo.InvariantCulture));
            }
            else
            {
                string[] ends = seeds.Split("..");
                plan = new SeedPlan(
                    new SeedSet([new SeedRange(long.Parse(ends[0], CultureInfo.InvariantCulture), long.Parse(ends[1], CultureInfo.InvariantCulture))]), null, 0);
            }

            string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(spec.Span));
            var sweep = new SweepSpec(name, plan, Modulo.Network, []);
            return new SweepOpening(
                new OpenedSweep($"{name}-{hash[..8]}", hash, spec.ToArray(), sweep, [.. landscapes.Select(id => new PlainLandscape(this, id))]), []);
        }
        catch (Exception fault) when (fault is JsonException or FormatException or NullReferenceException or InvalidOperationException)
        {
            return new SweepOpening(null, ["seeds is odd (line 2). It must be FIRST..LAST.", "name is missing (line 1). Give it one."]);
        }
    }

    public byte[] Encode(BlockRecord block) => JsonSerializer.SerializeToUtf8Bytes(block, NumbersAsTheyAre);

    public BlockRecord Decode(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<BlockRecord>(bytes.Span, NumbersAsTheyAre)!;
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException("its check sum does not agree", fault);
        }
    }

    public CensusFiles Write(OpenedSweep sweep, IReadOnlyList<ClosedLandscape> landscapes) =>
        new(
            JsonSerializer.SerializeToUtf8Bytes(new { sweep.Id, Landscapes = landscapes.Select(landscape => landscape.Report) }),
            Encoding.UTF8.GetBytes(string.Join('\n', landscapes.Select(landscape => landscape.Runs.Count)) + new string(' ', ReportPadding)));

    private static readonly JsonSerializerOptions NumbersAsTheyAre = new()
    {
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>The question as it is asked, and the ID under which it must be.</summary>
    public static (byte[] Bytes, string Id) Question(int parts)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(FormattableString.Invariant($"{{\"parts\":{parts}}}"));
        return (bytes, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))[..16]);
    }

    /// <summary>A question of n parts; part i is the text "i:SEEDS;", SEEDS the sum of the seeds of all runs that did not fail, and the answer is all of them.</summary>
    public QuestionOpening OpenQuestion(OpenedSweep sweep, ReadOnlyMemory<byte> report, ReadOnlyMemory<byte> question)
    {
        int parts = JsonNode.Parse(question.Span)!["parts"]!.GetValue<int>();
        return parts > 0
            ? new QuestionOpening(new PlainQuestion(this, Question(parts).Id, sweep, parts), [])
            : new QuestionOpening(null, [$"parts is {parts}. It must be 1 or more."]);
    }

    /// <summary>How often each part of a question was computed.</summary>
    public IReadOnlyDictionary<int, int> Computed => _computed;

    private readonly ConcurrentDictionary<int, int> _computed = new();

    private sealed class PlainQuestion(PlainCensus census, string id, OpenedSweep sweep, int parts) : IQuestionWork
    {
        public string Id => id;

        public string Kind => "PlainQuestion";

        public string Landscape => sweep.Landscapes[0].Id;

        public SeedSet Seeds => sweep.Spec.Seeds.Seeds!;

        public IGeometryWork Prepare(IReadOnlyList<RunRecord> runs) => new PlainGeometry(census, parts, runs.Where(run => run.Theta.Length > 0).Sum(run => run.Seed));
    }

    private sealed class PlainGeometry(PlainCensus census, int parts, long seeds) : IGeometryWork
    {
        public int PartCount => parts;

        public byte[] Compute(int part, CancellationToken cancellation)
        {
            census.WaitWhileHeld(part, cancellation);
            census.ThrowWhereBewitched(part, "part");
            census._computed.AddOrUpdate(part, 1, (_, before) => before + 1);
            return Encoding.UTF8.GetBytes(FormattableString.Invariant($"{part}:{seeds};"));
        }

        public byte[] Assemble(IReadOnlyList<byte[]> parts) => [.. parts.SelectMany(part => part)];
    }

    private void WaitWhileHeld(long last, CancellationToken cancellation)
    {
        while (last >= Volatile.Read(ref _heldFrom))
        {
            Interlocked.Increment(ref _waiting);
            try
            {
                _open.Task.Wait(cancellation);
            }
            finally
            {
                Interlocked.Decrement(ref _waiting);
            }
        }

        // A wait that ends because of its token may as well find the way open: what was called off is not computed.
        cancellation.ThrowIfCancellationRequested();
    }

    private void ThrowWhereBewitched(long number, string what)
    {
        if (_throws.TryGetValue(number, out int times) && times > 0)
        {
            _throws[number] = times - 1;
            throw new InvalidOperationException($"{what} {number} is bewitched");
        }
    }

    private BlockRecord Train(string landscape, long first, int count, CancellationToken cancellation)
    {
        WaitWhileHeld(first + count - 1, cancellation);
        for (long seed = first; seed < first + count; seed++)
        {
            ThrowWhereBewitched(seed, "seed");
            _trained.AddOrUpdate((landscape, seed), 1, (_, before) => before + 1);
        }

        _order.Enqueue(landscape);
        return new BlockRecord(first, [.. Enumerable.Range(0, count).Select(i => Run(first + i))]);
    }

    private static RunRecord Run(long seed)
    {
        if (seed % 100 == 99)
        {
            return new RunRecord(seed, Ended.Failed, false, double.NaN, double.NaN, 3, 0, 0, double.NaN, double.NaN, false, 0, []);
        }

        double loss = seed % Classes / 10.0;
        return new RunRecord(seed, Ended.Minimum, false, loss, 1e-12, 100, 0, 0, 0.5, 2, true, 0, [loss, seed]);
    }

    private sealed class PlainLandscape(PlainCensus census, string id) : ILandscapeWork
    {
        public string Id => id;

        public string Label => "landscape=" + id;

        public int BlockSize => PlainCensus.BlockSize;

        public BlockRecord Train(long first, int count, CancellationToken cancellation) => census.Train(id, first, count, cancellation);

        public ILiveIndex CreateIndex() => new PlainIndex();

        public ClosedLandscape Close(IReadOnlyList<RunRecord> runs)
        {
            var groups = runs.Where(run => run.Ended == Ended.Minimum).GroupBy(run => run.Loss).OrderBy(group => group.Key).ToList();
            double singles = groups.Count(group => group.Count() == 1);
            double classified = groups.Sum(group => group.Count());
            var report = new LandscapeReport(
                id,
                [],
                2,
                0,
                "network",
                new GroupReport("1", 0, []),
                runs.Count,
                new EndedReport(runs.Count(run => run.Ended == Ended.Minimum), 0, 0, 0, 0, runs.Count(run => run.Ended == Ended.Failed)),
                0,
                new SeparationReport(null, null, null),
                [.. groups.Select((group, i) => Class(group, i + 1, classified))],
                [],
                [],
                new CoverageReport(1 - (singles / classified), 1),
                null,
                []);
            return new ClosedLandscape(report, runs);
        }

        private ClassReport Class(IGrouping<double, RunRecord> group, int rank, double all) =>
            new(
                rank,
                $"{id}-{group.Min(run => run.Seed)}",
                "minimum",
                true,
                group.Key,
                group.Count(),
                new Share(group.Count() / all, 0, 1),
                0,
                0,
                0.5,
                2,
                0,
                "1",
                null,
                new OrbitReport("1", 0),
                group.Min(run => run.Seed),
                1);
    }

    private sealed class PlainIndex : ILiveIndex
    {
        private readonly SortedDictionary<double, LiveClass> _classes = [];

        public IReadOnlyList<LiveClass> Classes => [.. _classes.Values];

        public void Add(RunRecord run, long hits)
        {
            LiveClass before = _classes.GetValueOrDefault(run.Loss, new LiveClass(run, 0));
            _classes[run.Loss] = new LiveClass(run.Seed < before.Representative.Seed ? run : before.Representative, before.Hits + hits);
        }
    }
}
