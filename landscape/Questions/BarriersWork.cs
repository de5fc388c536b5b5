using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Statistics;

namespace OrleansSymmetry.Landscape.Questions;

/// <summary>Barriers between classes, within classes and between runs two by two: a part is some pairs.</summary>
internal sealed class BarriersWork : IGeometryWork
{
    /// <summary>Pairs of one part: at some milliseconds to some tens of them each, about a second.</summary>
    private const int PairsPerPart = 16;

    private readonly GeometryInput _input;
    private readonly ClassReport[] _classes;
    private readonly RunRecord[][] _members;
    private readonly RunRecord[] _consecutive;
    private readonly List<Pair> _pairs;

    /// <param name="question">The question, checked.</param>
    /// <param name="input">What it is answered from.</param>
    public BarriersWork(BarriersQuestion question, GeometryInput input)
    {
        _input = input;
        var members = new ClassMembers(input);
        _classes = [.. input.Report.Classes.Take(question.Classes)];
        _members = [.. _classes.Select(found => members.Copies(found, Math.Max(1, question.Runs)))];
        _consecutive = [.. input.Runs.Where(run => run.IsInClass).OrderBy(run => run.Seed).DistinctBy(run => run.Seed).Take(question.Connectivity)];
        int couples = _consecutive.Length / 2;
        _pairs =
        [
            .. PairsOf(_classes.Length).Select(pair => new Pair(pair.A, pair.B, _members[pair.A][0], _members[pair.B][0])),
            .. _members.SelectMany(runs => PairsOf(runs.Length).Select(pair => new Pair(pair.A, pair.B, runs[pair.A], runs[pair.B]))),
            // No run stands in two pairs: what the interval of the fraction says holds for independent ones.
            .. Enumerable.Range(0, couples).Select(i => new Pair(2 * i, (2 * i) + 1, _consecutive[2 * i], _consecutive[(2 * i) + 1])),
        ];
    }

    /// <inheritdoc/>
    public int PartCount => Math.Max(1, (_pairs.Count + PairsPerPart - 1) / PairsPerPart);

    /// <inheritdoc/>
    public byte[] Compute(int part, CancellationToken cancellation)
    {
        var lines = new AlignedLines(_input.Landscape);
        return GeometryJson.WritePart<PairBarrier[]>(
        [
            .. _pairs.Skip(part * PairsPerPart)
                .Take(PairsPerPart).Select(pair => lines.Between(pair.A, pair.B, pair.First.Theta, pair.Second.Theta, cancellation)),
        ]);
    }

    /// <inheritdoc/>
    public byte[] Assemble(IReadOnlyList<byte[]> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var pairs = new Queue<PairBarrier>(parts.SelectMany(part => GeometryJson.ReadPart<PairBarrier[]>(part)));
        PairBarrier[] between = [.. PairsOf(_classes.Length).Select(_ => pairs.Dequeue())];
        var within = new List<ClassBarriers>();
        for (int c = 0; c < _classes.Length; c++)
        {
            RunRecord[] runs = _members[c];
            PairBarrier[] own = [.. PairsOf(runs.Length).Select(_ => pairs.Dequeue())];
            if (runs.Length > 1)
            {
                within.Add(Within(c, runs, own));
            }
        }

        return GeometryJson.WriteAnswer(
            new BarriersAnswer([.. _classes.Select(ClassPoints.Named)], between, within, Connectivity([.. pairs])));
    }

    private static IEnumerable<(int A, int B)> PairsOf(int count) =>
        from a in Enumerable.Range(0, count)
        from b in Enumerable.Range(a + 1, count - a - 1)
        select (a, b);

    private ClassBarriers Within(int index, RunRecord[] runs, PairBarrier[] pairs)
    {
        double? aligned = Highest(pairs, pair => pair.Aligned);
        return new ClassBarriers(
            index,
            [.. runs.Select(run => run.Seed)],
            pairs,
            Highest(pairs, pair => pair.Naive),
            aligned,
            aligned <= LossTolerance.Of(_input.Landscape).Around(_classes[index].Loss));
    }

    private static double? Highest(PairBarrier[] pairs, Func<PairBarrier, double?> figure) =>
        pairs.Any(pair => figure(pair) is null) ? null : pairs.Max(figure);

    private ConnectivityAnswer? Connectivity(PairBarrier[] pairs)
    {
        if (pairs.Length == 0)
        {
            return null;
        }

        var tolerance = LossTolerance.Of(_input.Landscape);
        var members = new ClassMembers(_input);
        double None(PairBarrier pair) => tolerance.Around(Math.Max(Math.Abs(_consecutive[pair.A].Loss), Math.Abs(_consecutive[pair.B].Loss)));
        int naive = pairs.Count(pair => pair.Naive <= None(pair));
        int aligned = pairs.Count(pair => pair.Aligned <= None(pair));
        return new ConnectivityAnswer(
            2 * pairs.Length,
            pairs.Length,
            pairs.Count(pair => members.AreCopies(_consecutive[pair.A], _consecutive[pair.B])),
            tolerance.Value,
            naive,
            aligned,
            Fraction(naive, pairs.Length),
            Fraction(aligned, pairs.Length));
    }

    private static Share Fraction(int hits, int of)
    {
        (double estimate, double low, double high) = WilsonInterval.Of(hits, of);
        return new Share(estimate, low, high);
    }

    private sealed record Pair(int A, int B, RunRecord First, RunRecord Second);
}
