using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansSymmetry.Client.SweepFiles;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Sweeps;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Client.Tests;

/// <summary>Reports as the console meets them; the figures are plausible, not computed.</summary>
internal static class SampleReports
{
    private static readonly SweepSpec Sweep = ReadSweep();

    private static readonly DataSummary Rows = new(
        4,
        new InputSummary(2, null, false, []),
        new TargetSummary(1, null, false, -1, 1, [new ClassSummary("-1", 2), new ClassSummary("1", 2)]));

    /// <summary>Three landscapes: few classes; many, with saddles, families, a thin separation; none, as an older version wrote it.</summary>
    internal static Report Xor { get; } = new(
        Report.SchemaVersion,
        new SweepIdentityReport("xor-1a2b3c4d", "xor", new string('a', 64), JsonDocument.Parse(CanonicalJson.Of(Sweep)).RootElement),
        new ProvenanceReport(1),
        [Few(), Many(), None()]);

    private static LandscapeReport Few() => new(
        "0123456789abcdef",
        Hidden(2),
        9,
        0,
        "network",
        new GroupReport("8", 0.90308998699, ["2^2 2!"]),
        4096,
        new EndedReport(4096, 0, 0, 0, 0, 0),
        0,
        new SeparationReport(1.25e-12, 0.3141, 11.4),
        [
            Class(1, 0.0615392148, 903, 0, "1", "8"),
            Class(2, 0.0615392148, 897, 2, "1", "8"),
            Class(3, 0.0615392148, 911, 3, "1", "8"),
            Class(4, 0.0615392148, 880, 5, "1", "8"),
            Class(5, 0.5704929991, 260, 1, "2", "4"),
            Class(6, 0.5704929991, 245, 9, "2", "4"),
        ],
        [],
        [new LossLevelReport(0.0615392148, 4, 3591), new LossLevelReport(0.5704929991, 2, 505)],
        new CoverageReport(1, 1) { RunsFor95 = 25, Bound = new CoverageBoundReport(0.95, 0.998538309413, 0.001461690587, 684, 1, 0.05, 2048, 0, null) },
        new UnseenReport(6, 6, 0, new Interval(6, 6), 6, 0),
        [new DiscoveryPoint(1, 1), new DiscoveryPoint(2, 1.8), new DiscoveryPoint(10, 5.1), new DiscoveryPoint(100, 6), new DiscoveryPoint(4096, 6)])
    {
        Widths = [2, 2, 1],
        Data = Rows,
        NonConvexity = new NonConvexityReport(
            "0123456789abcdef-0", "units 1 and 2 of layer 1 exchanged", 0.5, [0.0615392148, 0.0615392148], 2.58778504472, 2.52624582992),
    };

    private static LandscapeReport Many() => new(
        "fedcba9876543210",
        Hidden(52),
        209,
        0,
        "network",
        new GroupReport("363" + new string('0', 80), 82.56, ["2^52 52!"]),
        1_000_000,
        new EndedReport(700_000, 250_000, 49_000, 900, 90, 10),
        12,
        new SeparationReport(3.2e-7, 1.1e-5, 1.536) { IsDoubtful = true },
        [.. Enumerable.Range(1, 23).Select(rank => Class(rank, 1.5e-5 * rank * rank, 100_000 / (rank * rank), 7 * rank, "6", "363" + new string('0', 79)) with
        {
            Kind = rank % 3 == 0 ? "saddle" : "minimum",
            Index = rank % 3 == 0 ? 2 : 0,
            MinEigenvalue = rank % 3 == 0 ? -0.0123456 : 1.23456e-6,
            MaxEigenvalue = 1234.5678,
            WastedUnits = rank % 5,
            Verified = rank != 4,
        }),
        ],
        [new FamilyReport(3, 1.25e-9, 200_000, 11), new FamilyReport(1, 0.25, 50_000, 13)],
        [.. Enumerable.Range(1, 23).Select(rank => new LossLevelReport(1.5e-5 * rank * rank, 1, 100_000 / (rank * rank)))],
        new CoverageReport(0.99999, 0.999991) { Bound = new CoverageBoundReport(0.95, 0.999968, 3.2e-5, 31_250, 10, 0.05 / 110, 374_500, 3, 0.99999) },
        new UnseenReport(23, 31.25, 8.5, new Interval(25.2, 63.75), 30.1, 2.75),
        [new DiscoveryPoint(1, 1), new DiscoveryPoint(1_000_000, 23)])
    {
        Widths = [2, 52, 1],
        Data = Rows with { Inputs = Rows.Inputs with { Names = ["x", "y"], Standardised = true, Constant = ["y"] }, LeftOut = 1 },
        Ends =
        [
            End("minimum", null, 700_000, [new RunLevelReport(1.5e-5, 0.007935, 700_000, 7)]),
            End("diverging", null, 900, [.. Enumerable.Range(0, 30).Select(i => new RunLevelReport(0.01 * (i + 1), 0.01 * (i + 1), 30 + (i % 2), 100 + i))]),
            End("unconverged", "kink", 12, [new RunLevelReport(0.25, 0.375, 12, 31)]),
            End("unconverged", "spent", 78, [new RunLevelReport(0, 1e-12, 70, 20) { IsZero = true }, new RunLevelReport(0.5, 0.5, 8, 21)]),
            End("failed", null, 10, []) with { NotFinite = 10, Losses = null },
        ],
        LastPhases = new Dictionary<string, long> { ["converged"] = 999_900, ["stalled"] = 12, ["spent"] = 78, ["rounding"] = 0, ["nonfinite"] = 10 },
        ZeroLoss = new ZeroLossReport(70, new Share(7e-5, 5.5e-5, 8.8e-5), 20),
    };

    private static LandscapeReport None() => new(
        "00112233445566aa",
        Hidden(4),
        17,
        0,
        "network",
        new GroupReport("384", 2.584, ["2^4 4!"]),
        1000,
        new EndedReport(0, 980, 0, 15, 5, 0),
        0,
        new SeparationReport(null, null, null),
        [],
        [new FamilyReport(4, 0, 980, 0)],
        [],
        null,
        null,
        [])
    {
        Ends =
        [
            End("degenerate", null, 980, [new RunLevelReport(0, 1e-30, 980, 0) { IsZero = true }]),
            End("diverging", null, 15, [new RunLevelReport(0.3465735903, 0.3465735909, 15, 4)]),
            End("unconverged", "spent", 5, [new RunLevelReport(0.25, 0.5, 5, 8)]),
        ],
        LastPhases = new Dictionary<string, long> { ["converged"] = 995, ["stalled"] = 0, ["spent"] = 5, ["rounding"] = 0, ["nonfinite"] = 0 },
        ZeroLoss = new ZeroLossReport(980, new Share(0.98, 0.9694, 0.987), 0),
    };

    private static EndReport End(string ended, string? reason, long runs, IReadOnlyList<RunLevelReport> levels) => new(
        ended,
        reason,
        runs,
        levels.Count > 0 ? new Interval(levels[0].Loss, levels[^1].Largest) : null,
        0,
        new Dictionary<string, long> { ["converged"] = runs },
        1e-8,
        levels);

    private static JsonObject Hidden(int width) => new() { ["network.hidden"] = new JsonArray(width) };

    private static ClassReport Class(int rank, double loss, long hits, long seed, string stabilizer, string orbit) => new(
        rank,
        $"0123456789abcdef-{seed}",
        "minimum",
        true,
        loss,
        hits,
        new Share(hits / 160_000.0, hits / 165_000.0, hits / 155_000.0),
        0,
        0,
        0.0123456,
        3.456789,
        0,
        stabilizer,
        null,
        new OrbitReport(orbit, 0.903),
        seed,
        2.5);

    private static SweepSpec ReadSweep()
    {
        SpecNode root = YamlSpec.Parse("""
            name: xor
            problem: xor
            network: { hidden: [2], activation: tanh }
            loss: { kind: mse, l2: 1e-2 }
            seeds: 0..4095
            train: [{ method: newton, steps: 200, gradient: 1e-11 }]
            grid: { network.hidden: [[2], [52], [4]] }
            """);
        return SweepReader.Read(root, DataFiles.None).Sweep!;
    }
}
