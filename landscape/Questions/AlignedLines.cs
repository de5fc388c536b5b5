using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Paths;
using OrleansSymmetry.Landscape.Symmetry.Gauge;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Symmetry.Matching;

namespace OrleansSymmetry.Landscape.Questions;

/// <summary>Barriers between optima, before and after alignment. Belongs to one thread at a time.</summary>
/// <param name="landscape">The landscape.</param>
internal sealed class AlignedLines(LossLandscape landscape)
{
    /// <summary>A barrier of this part of the loss tolerance is rounding, and the search for a lower one ends.</summary>
    private const double LeastPart = 1e-3;

    /// <summary>Lines between one pair of optima: a layer of four units with signs has as many copies.</summary>
    private const int MostLines = 384;

    /// <summary>Where evaluations are dear, the closest copies alone.</summary>
    private const int FewestLines = 8;

    /// <summary>Products of a weight with a value of a sample for one pair: some tenths of a second.</summary>
    private const double WorkPerPair = 5e8;

    private readonly SymmetryGroup _group = SymmetryGroup.Of(landscape);
    private readonly int _mostLines = (int)Math.Clamp(WorkPerPair / (EvaluationCost.Of(landscape) * LinePeak.Intervals), FewestLines, MostLines);
    private readonly LineEvaluation _evaluation = new(landscape.CreateObjective());

    /// <summary>B aligned with A: the closest copy, both in the balanced gauge.</summary>
    public (double[] A, double[] B, Alignment Alignment) Closest(double[] a, double[] b, CancellationToken cancellation)
    {
        double[] balancedA = GaugeFixing.Balanced(_group, a);
        double[] balancedB = GaugeFixing.Balanced(_group, b);
        Alignment best = WeightMatching.Find(_group, balancedA, balancedB, most: 1, cancellation)[0];
        return (balancedA, best.Element.Apply(balancedB), best);
    }

    /// <summary>The barriers between two optima.</summary>
    /// <param name="indexA">What the answer calls A.</param>
    /// <param name="indexB">What the answer calls B.</param>
    /// <param name="a">A as it is stored, P entries.</param>
    /// <param name="b">B as it is stored.</param>
    /// <param name="cancellation">Looked at between evaluations.</param>
    public PairBarrier Between(int indexA, int indexB, double[] a, double[] b, CancellationToken cancellation)
    {
        double[] balancedA = GaugeFixing.Balanced(_group, a);
        double[] balancedB = GaugeFixing.Balanced(_group, b);
        IReadOnlyList<Alignment> alignments = WeightMatching.Find(_group, balancedA, balancedB, _mostLines, cancellation);
        var naive = new Line(a, b);
        List<Line> lines = [naive, .. alignments.Select(alignment => new Line(balancedA, alignment.Element.Apply(balancedB)))];

        // Where units mix no permutation need bring two copies together; sorting, and turning, brings each orbit to one point.
        double distance = alignments[0].Distance;
        if (_group.MixesUnits)
        {
            double[] canonicalA = Canonical(a);
            double[] canonicalB = Canonical(b);
            Line[] mixed =
            [
                new(canonicalA, canonicalB),
                .. _group.DecidedOn == DecidedOn.Product
                    ? [new Line(canonicalA, UnitTurning.Closest(_group.Network, canonicalA, canonicalB))] : Array.Empty<Line>(),
            ];
            lines.InsertRange(1, mixed);
            distance = Math.Min(distance, mixed.Min(line => line.Length));
        }

        (LinePeak naivePeak, LinePeak? aligned) = Lowest(lines, landscape.Spec.Tolerance.Loss, cancellation);
        return new PairBarrier(
            indexA,
            indexB,
            naivePeak.Barrier,
            naivePeak.Barrier is null ? null : naivePeak.At,
            aligned?.Barrier,
            aligned?.At,
            naive.Length,
            distance,
            alignments[0].IsOptimal);
    }

    private double[] Canonical(double[] theta) => CanonicalForm.Find(_group, theta, landscape.Spec.Tolerance.Distance).Theta;

    // The first line's peak, and the lowest of all. Lines are gone through closest first, and no barrier is lower than none.
    private (LinePeak First, LinePeak? Lowest) Lowest(List<Line> lines, double none, CancellationToken cancellation)
    {
        LinePeak? first = null;
        LinePeak? lowest = null;
        foreach (Line[] some in lines.Chunk(LaneBuffer.LaneCount))
        {
            LinePeak[] peaks = LinePeak.Of(_evaluation, some, cancellation);
            first ??= peaks[0];
            lowest = peaks.Append(lowest).Where(peak => peak?.Barrier is not null).MinBy(peak => peak!.Barrier);
            if (lowest?.Barrier <= none * LeastPart)
            {
                break;
            }
        }

        return (first!, lowest);
    }
}
