using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Questions;
using OrleansSymmetry.Landscape.Symmetry.Moves;

namespace OrleansSymmetry.Client.Tests;

/// <summary>Answers to geometry questions as the console meets them; the figures are plausible, not computed.</summary>
internal static class SampleAnswers
{
    private static readonly GeometryClass First = new("0123456789abcdef-0", 1, "minimum", 0.0615392148, 0);

    /// <summary>Paths of every kind: an exchange, a cycle with a centre, a move that does nothing, one over a pole, one that ends at a kink.</summary>
    internal static SwapAnswer Swap { get; } = new(
        First,
        T,
        [
            Path(MoveOf("1", [1, 2]), 0.25, CriticalKind.PermutationSaddle, lines: 2),
            Path(MoveOf("1", [1, 2, 3]), 1.5, CriticalKind.Minimum, lines: 4) with
            {
                Order = 3, Asymmetry = null, MiddleSlope = null, Centre = new GeometryPoint(2.25, 0.5, false, [-1.5, 0.25, 3], 1, 0),
            },
            Path(MoveOf("1", [1, 3]), 0, CriticalKind.Degenerate, lines: 2) with
            {
                Length = 0,
                Loss = [.. T.Select(_ => (double?)First.Loss)],
                PeakLoss = First.Loss,
            },
            Path(MoveOf("2", [1, 2]), 3, CriticalKind.AtKink, lines: 0) with
            {
                Height = null,
                Loss = [.. T.Select(t => t == 0.5 ? null : (double?)First.Loss)],
            },
            Path(MoveOf("2", [2, 3]), 0.125, CriticalKind.Unconverged, lines: 100) with { Middle = new GeometryPoint(0.1875, 1.25e-3, true, null, null, null) },
        ]);

    /// <summary>One path.</summary>
    internal static SwapAnswer OneSwap { get; } = Swap with { Paths = [Swap.Paths[0]] };

    /// <summary>More exchanges than a terminal lists.</summary>
    internal static SwapAnswer ManySwaps { get; } = Swap with
    {
        Paths = [.. Enumerable.Range(2, 30).Select(unit => Path(MoveOf("1", [1, unit]), 0.1 * unit, CriticalKind.PermutationSaddle, lines: 1))],
    };

    /// <summary>Three classes, one of them with a run pair that alignment does not flatten.</summary>
    internal static BarriersAnswer Barriers { get; } = new(
        [
            First,
            First with { Id = "0123456789abcdef-2", Rank = 2, Seed = 2 },
            First with { Id = "0123456789abcdef-5", Rank = 3, Kind = "saddle", Loss = 0.5704929991, Seed = 5 },
        ],
        [
            new PairBarrier(0, 1, 1.25, 0.5, 0.25, 0.4375, 6.5, 2.25, true),
            new PairBarrier(0, 2, 0.75, 0.625, 0.75, 0.625, 5.5, 5.5, false),
            new PairBarrier(1, 2, null, null, 0.125, 0.3125, 7.5, 3.5, false),
        ],
        [
            new ClassBarriers(0, [0, 4, 7], [new PairBarrier(0, 1, 2.5, 0.5, 0, 0, 8, 1e-12, true)], 2.5, 1.5e-15, true),
            new ClassBarriers(1, [2, 9], [new PairBarrier(0, 1, 1.5, 0.5, 0.25, 0.5, 4, 1, false)], 1.5, 0.25, false),
        ],
        new ConnectivityAnswer(256, 128, 48, 1e-8, 12, 60, new Share(12 / 128.0, 0.05, 0.16), new Share(60 / 128.0, 0.38, 0.55)));

    /// <summary>One class and nothing to compare.</summary>
    internal static BarriersAnswer NoBarriers { get; } = new([First], [], [], null);

    /// <summary>A plane with a hole, wider than high.</summary>
    internal static SliceAnswer Slice { get; } = new(
        First,
        "through class 1 and its copies by 1:(1 2) and 1: -1",
        "distance",
        "distance",
        [.. Enumerable.Range(0, 41).Select(i => -1 + (0.1 * i))],
        [.. Enumerable.Range(0, 21).Select(j => -1 + (0.1 * j))],
        [.. from j in Enumerable.Range(0, 21)
            from i in Enumerable.Range(0, 41)
            select i == 40 && j == 20 ? null : (double?)(0.0625 + Math.Pow(0.1 * (i - 10), 2) + (4 * Math.Pow(0.1 * (j - 10), 2)))],
        [new SliceMark("class 1", 0, 0, 0.0625), new SliceMark("copy", 2.5, 0, null)],
        [0, 0, 0],
        [1, 0, 0],
        [0, 1, 0],
        "The three points lie on one line; the second direction is chosen.");

    /// <summary>A class with a constant unit.</summary>
    internal static ShowAnswer Show { get; } = new(
        SampleReports.Xor.Landscapes[0].Classes[0] with { WastedUnits = 1 },
        "0123456789abcdef",
        "tanh",
        "linear",
        new GroupReport("8", 0.903, ["2^2 2!"]),
        [
            new ShowLayer(2, 2, false, [1.25, -0.75, 0, 0], [0.5, 0]),
            new ShowLayer(2, 1, false, [-1.5, 0], [0.0625]),
        ],
        [[2]],
        [0.0123456, 0.05, 0.25, 0.5, 1, 1.5, 2, 3, 3.456789],
        903,
        [.. Enumerable.Range(0, 903).Select(seed => (long)seed)],
        [new ShowRidge(1, 1, 2, 0.4375, 0.5, 0.5), new ShowRidge(1, 1, 3, null, null, null)],
        2,
        2);

    /// <summary>A layer wider than a page, no spectrum, more pairs than were looked at.</summary>
    internal static ShowAnswer WideShow { get; } = Show with
    {
        Layers =
        [
            new ShowLayer(30, 40, false, [.. Enumerable.Range(0, 1200).Select(i => Math.Sin(i))], null),
            new ShowLayer(40, 1, true, [.. Enumerable.Repeat(1.0, 40)], null),
        ],
        Wasted = null,
        Eigenvalues = null,
        Class = Show.Class with { Verified = false, Index = null, ZeroModes = null, MinEigenvalue = null, MaxEigenvalue = null, Isotropy = "S_1 x S_5" },
        Ridges = [.. Enumerable.Range(2, 30).Select(unit => new ShowRidge(1, 1, unit, 0.1 * unit, 0.5, 0.25 * unit))],
        RidgePairs = 780,
        RidgesEvaluated = 500,
    };

    private static double[] T => [.. Enumerable.Range(0, 65).Select(i => i / 64.0)];

    private static Move MoveOf(string layer, int[] units) =>
        new([new LayerMove(int.Parse(layer, System.Globalization.CultureInfo.InvariantCulture), [new UnitCycle(units)], [])]);

    private static SwapPath Path(Move move, double height, CriticalKind kind, int lines) => new(
        move,
        MoveNotation.Words(move),
        2,
        3.5,
        [.. T.Select(t => (double?)(First.Loss + (4 * height * t * (1 - t))))],
        2.5e-17,
        1.25e-16,
        -3e-17,
        0.5,
        First.Loss + height,
        height,
        new GeometryPoint(First.Loss + height, 0.75, false, [-0.5, 0, 0.25, 4], 1, 1),
        null,
        lines,
        [.. Enumerable.Range(1, Math.Min(lines, 64)).Select(other => new SwapLine(
            1, [1, 2], SwapLineKind.Contrast, other, null, [-1, 1], [0.005, 0.005], [0.005, 0.005], 1e-17,
            kind != CriticalKind.Unconverged, 0.01, other, other == 1))],
        kind == CriticalKind.Minimum ? 1 : 0,
        kind == CriticalKind.Minimum ? [new SwapLine(1, [1, 2], SwapLineKind.Scaling, 0, 1.5, [-1.5, 1.5], [0, 0], [0, 0], 2e-17, true, 0, 1e-17, true)] : [],
        new SwapCriticalPoint(
            kind, 5, 7, 1e-13, 1e-11, 0, height / 2,
            new GeometryPoint(First.Loss + (height / 2), 2e-13, kind == CriticalKind.AtKink, [-0.25, 0.5, 2], 1, 0), [0, 0, 0]));
}
