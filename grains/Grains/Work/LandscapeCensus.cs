using System.Text.Json;
using OrleansSymmetry.Landscape;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Formats;
using OrleansSymmetry.Landscape.Geometry;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Sweeps;

namespace OrleansSymmetry.Grains.Work;

/// <summary>The mathematics of OrleansSymmetry.Landscape, joined up.</summary>
public sealed class LandscapeCensus : ICensusWork
{
    /// <inheritdoc/>
    public SweepOpening Open(ReadOnlyMemory<byte> spec, DataFiles files)
    {
        SweepReading reading = SweepReader.Read(spec.Span, files);
        if (reading.Sweep is not { } sweep)
        {
            return new SweepOpening(null, [.. reading.Faults.Select(fault => fault.Message)]);
        }

        SweepIdentity identity = SweepIdentity.Of(sweep);
        return new SweepOpening(
            new OpenedSweep(
                identity.Id,
                identity.Hash,
                CanonicalJson.Of(sweep),
                sweep,
                [.. sweep.Landscapes.Select(point => new OpenedLandscape(point, sweep.Modulo, files))]),
            []);
    }

    /// <inheritdoc/>
    public byte[] Encode(BlockRecord block) => BlockCodec.Encode(block);

    /// <inheritdoc/>
    public BlockRecord Decode(ReadOnlyMemory<byte> bytes) => BlockCodec.Decode(bytes.Span);

    /// <inheritdoc/>
    public CensusFiles Write(OpenedSweep sweep, IReadOnlyList<ClosedLandscape> landscapes)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(landscapes);
        using JsonDocument spec = JsonDocument.Parse(sweep.Canonical);
        var report = new Report(
            Report.SchemaVersion,
            new SweepIdentityReport(sweep.Id, sweep.Spec.Name, sweep.Hash, spec.RootElement),
            new ProvenanceReport(NumericsVersion.Current),
            [.. landscapes.Select(closed => closed.Report)]);
        return new CensusFiles(
            ReportWriter.Write(report),
            ClassesArchive.Write([.. landscapes.Select((closed, i) =>
                new LandscapeClasses(((OpenedLandscape)sweep.Landscapes[i]).Landscape, closed.Report, closed.Runs))]));
    }

    /// <inheritdoc/>
    public QuestionOpening OpenQuestion(OpenedSweep sweep, ReadOnlyMemory<byte> report, ReadOnlyMemory<byte> question)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        GeometryQuestion asked;
        try
        {
            asked = GeometryJson.ReadQuestion(question.Span);
        }
        catch (InvalidDataException fault)
        {
            return new QuestionOpening(null, [fault.Message]);
        }

        if (asked.Landscape < 0 || asked.Landscape >= sweep.Landscapes.Count)
        {
            return new QuestionOpening(
                null, [$"landscape is {asked.Landscape}. The sweep {sweep.Id} has {sweep.Landscapes.Count}; it must be 0 to {sweep.Landscapes.Count - 1}."]);
        }

        LandscapeReport landscapeReport = ReportReader.Read(report.Span).Landscapes[asked.Landscape];
        var landscape = (OpenedLandscape)sweep.Landscapes[asked.Landscape];
        IReadOnlyList<string> faults = GeometryCheck.Faults(asked, landscapeReport, landscape.Landscape);
        return faults.Count > 0
            ? new QuestionOpening(null, faults)
            : new QuestionOpening(new OpenedQuestion(asked, landscape, landscapeReport, SeedsOf(sweep.Spec.Seeds, landscapeReport)), []);
    }

    /// <summary>Where a coverage decided how many seeds there are, they are those from 0 on.</summary>
    private static SeedSet SeedsOf(SeedPlan plan, LandscapeReport report) => plan.Seeds ?? new SeedSet([new SeedRange(0, report.Runs - 1)]);

    private sealed class OpenedQuestion(GeometryQuestion question, OpenedLandscape landscape, LandscapeReport report, SeedSet seeds) : IQuestionWork
    {
        public string Id { get; } = GeometryQuestionId.Of(question);

        public string Kind => question.GetType().Name;

        public string Landscape => landscape.Id;

        public SeedSet Seeds => seeds;

        public IGeometryWork Prepare(IReadOnlyList<RunRecord> runs) =>
            GeometryWork.Of(question, new GeometryInput(landscape.Landscape, report, [.. runs.Where(run => run.Theta.Length > 0)]));
    }

    private sealed class OpenedLandscape(GridPoint point, Modulo modulo, DataFiles files) : ILandscapeWork
    {
        private readonly Lazy<LossLandscape> _landscape = new(() => LossLandscape.Build(point.Landscape, files));

        public string Id { get; } = LandscapeIdentity.Of(point.Landscape);

        public string Label { get; } = GridLabel.Of(point.Set);

        public int BlockSize => OrleansSymmetry.Landscape.Optimisation.BlockSize.Of(Landscape);

        public LossLandscape Landscape => _landscape.Value;

        public BlockRecord Train(long first, int count, CancellationToken cancellation) => BlockTrainer.Train(Landscape, first, count, cancellation);

        public ILiveIndex CreateIndex() => new LiveIndex(new ClassIndex(Landscape));

        public ClosedLandscape Close(IReadOnlyList<RunRecord> runs)
        {
            LandscapeReport report = CensusBuilder.Build(Landscape, point, modulo, runs);
            HashSet<long> representatives = [.. report.Classes.Select(found => found.RepresentativeSeed)];
            return new ClosedLandscape(report, [.. runs.Where(run => representatives.Contains(run.Seed))]);
        }
    }

    private sealed class LiveIndex(ClassIndex index) : ILiveIndex
    {
        public IReadOnlyList<LiveClass> Classes => [.. index.Classes.Select(found => new LiveClass(found.Representative, found.Hits))];

        public void Add(RunRecord run, long hits) => index.Add(run, hits);
    }
}
