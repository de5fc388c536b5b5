using System.Text.Json;
using OrleansSymmetry.Landscape;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Formats;
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
