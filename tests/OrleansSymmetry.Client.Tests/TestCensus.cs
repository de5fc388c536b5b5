using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using OrleansSymmetry.Grains.Work;
using OrleansSymmetry.Landscape;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Formats;
using OrleansSymmetry.Landscape.Geometry;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Sweeps;

namespace OrleansSymmetry.Client.Tests;

/// <summary>
/// A mathematics that takes no time and whose answers are known: seed s ends in class s mod 3 at loss (s mod 3) / 10. Sweeps are
/// read as ever, so that IDs and faults are the real ones. Blocks from a chosen seed on can be made to wait.
/// </summary>
internal sealed class TestCensus(long waitFrom = long.MaxValue) : ICensusWork
{
    /// <summary>Parts of every geometry question.</summary>
    internal const int Parts = 5;

    private const int Classes = 3;

    private static readonly JsonSerializerOptions Options = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private int _trained;
    private int _computed;

    /// <summary>Seeds trained.</summary>
    internal int Trained => Volatile.Read(ref _trained);

    public SweepOpening Open(ReadOnlyMemory<byte> spec, DataFiles files)
    {
        SweepReading reading = SweepReader.Read(JsonSpec.Parse(spec.Span), files);
        return reading.Sweep is { } sweep
            ? new SweepOpening(
                new OpenedSweep(
                    SweepIdentity.Of(sweep).Id,
                    SweepIdentity.Of(sweep).Hash,
                    spec.ToArray(),
                    sweep,
                    [.. sweep.Landscapes.Select(point => new Work(this, LandscapeIdentity.Of(point.Landscape)))]),
                [])
            : new SweepOpening(null, [.. reading.Faults.Select(fault => fault.Message)]);
    }

    public byte[] Encode(BlockRecord block) => JsonSerializer.SerializeToUtf8Bytes(block, Options);

    public BlockRecord Decode(ReadOnlyMemory<byte> bytes) => JsonSerializer.Deserialize<BlockRecord>(bytes.Span, Options)!;

    public CensusFiles Write(OpenedSweep sweep, IReadOnlyList<ClosedLandscape> landscapes) => new(
        ReportWriter.Write(new Report(
            Report.SchemaVersion,
            new SweepIdentityReport(sweep.Id, sweep.Spec.Name, sweep.Hash, JsonDocument.Parse(sweep.Canonical).RootElement),
            new ProvenanceReport(NumericsVersion.Current),
            [.. landscapes.Select(landscape => landscape.Report)])),
        [1, 2, 3]);

    /// <summary>What is answered to a geometry question, which is worked on in <see cref="Parts"/> parts.</summary>
    internal Func<GeometryQuestion, byte[]> Answer { get; init; } = question => throw new InvalidOperationException($"{question} was not expected");

    /// <summary>The first part that waits.</summary>
    internal int WaitFromPart { get; init; } = Parts;

    /// <summary>Parts of geometry questions computed.</summary>
    internal int Computed => Volatile.Read(ref _computed);

    public QuestionOpening OpenQuestion(OpenedSweep sweep, ReadOnlyMemory<byte> report, ReadOnlyMemory<byte> question) =>
        new(new Question(this, GeometryJson.ReadQuestion(question.Span), sweep), []);

    private sealed class Question(TestCensus census, GeometryQuestion question, OpenedSweep sweep) : IQuestionWork, IGeometryWork
    {
        public string Id => GeometryQuestionId.Of(question);

        public string Kind => question.GetType().Name;

        public string Landscape => sweep.Landscapes[question.Landscape].Id;

        public SeedSet Seeds => sweep.Spec.Seeds.Seeds!;

        public int PartCount => Parts;

        public IGeometryWork Prepare(IReadOnlyList<RunRecord> runs) => this;

        public byte[] Compute(int part, CancellationToken cancellation)
        {
            if (part >= census.WaitFromPart)
            {
                cancellation.WaitHandle.WaitOne();
                cancellation.ThrowIfCancellationRequested();
            }

            Interlocked.Increment(ref census._computed);
            return [(byte)part];
        }

        public byte[] Assemble(IReadOnlyList<byte[]> parts)
        {
            Assert.Equal(Enumerable.Range(0, Parts), parts.Select(part => (int)part[0]));
            return census.Answer(question);
        }
    }

    private BlockRecord Train(long first, int count, CancellationToken cancellation)
    {
        if (first + count > waitFrom)
        {
            cancellation.WaitHandle.WaitOne();
            cancellation.ThrowIfCancellationRequested();
        }

        Interlocked.Add(ref _trained, count);
        return new BlockRecord(first, [.. Enumerable.Range(0, count).Select(i => Run(first + i))]);
    }

    private static RunRecord Run(long seed) =>
        new(seed, Ended.Minimum, false, seed % Classes / 10.0, 1e-12, 100, 0, 0, 0.5, 2, true, 0, [seed % Classes]);

    private sealed class Work(TestCensus census, string id) : ILandscapeWork
    {
        public string Id => id;

        public string Label => string.Empty;

        public int BlockSize => 16;

        public BlockRecord Train(long first, int count, CancellationToken cancellation) => census.Train(first, count, cancellation);

        public ILiveIndex CreateIndex() => new Index();

        public ClosedLandscape Close(IReadOnlyList<RunRecord> runs) => new(
            new LandscapeReport(
                id,
                new JsonObject(),
                9,
                0,
                "network",
                new GroupReport("8", 0.9, ["2^2 2!"]),
                runs.Count,
                new EndedReport(runs.Count, 0, 0, 0, 0, 0),
                0,
                new SeparationReport(null, 0.1, null),
                [.. runs.GroupBy(run => run.Loss).OrderBy(group => group.Key).Select((group, i) => new ClassReport(
                    i + 1, $"{id}-{group.First().Seed}", "minimum", true, group.Key, group.Count(), new Share(group.Count() / (double)runs.Count, 0, 1),
                    0, 0, 0.5, 2, 0, "1", null, new OrbitReport("8", 0.9), group.First().Seed, 1)),
                ],
                [],
                [],
                new CoverageReport(1, 1),
                null,
                []),
            runs);
    }

    private sealed class Index : ILiveIndex
    {
        private readonly SortedDictionary<double, LiveClass> _classes = [];

        public IReadOnlyList<LiveClass> Classes => [.. _classes.Values];

        public void Add(RunRecord run, long hits) =>
            _classes[run.Loss] = new LiveClass(run, hits + (_classes.TryGetValue(run.Loss, out LiveClass? before) ? before.Hits : 0));
    }
}
