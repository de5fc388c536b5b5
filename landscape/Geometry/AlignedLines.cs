using OrleansSymmetry.Landscape.Symmetry;

namespace OrleansSymmetry.Landscape.Geometry;

/// <summary>Barriers between optima, before and after alignment. Belongs to one thread at a time.</summary>
/// <param name="landscape">The landscape.</param>
internal sealed class AlignedLines(LossLandscape landscape)
{
    private readonly SymmetryGroup _group = SymmetryGroup.Of(landscape);
    private readonly LineEvaluation _evaluation = new(landscape.CreateObjective());

    /// <summary>B aligned with A: the closest copy, both in the balanced gauge.</summary>
    public (double[] A, double[] B, Alignment Alignment) Closest(double[] a, double[] b, CancellationToken cancellation)
    {
        double[] balancedA = GaugeFixing.Balanced(_group, a);
        double[] balancedB = GaugeFixing.Balanced(_group, b);
        Alignment best = WeightMatching.Of(_group, balancedA, balancedB, cancellation)[0];
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
        IReadOnlyList<Alignment> alignments = WeightMatching.Of(_group, balancedA, balancedB, cancellation);
        var naive = new Line(a, b);
        List<Line> lines = [naive, .. alignments.Select(alignment => new Line(balancedA, alignment.Element.Apply(balancedB)))];

        // Where units mix no permutation need bring two copies together; sorting brings each orbit to one point.
        double distance = alignments[0].Distance;
        if (_group.MixesUnits)
        {
            var canonical = new Line(CanonicalForm.Of(_group, a, landscape.Spec.Tolerance.Distance).Theta, CanonicalForm.Of(_group, b, landscape.Spec.Tolerance.Distance).Theta);
            lines.Add(canonical);
            distance = Math.Min(distance, canonical.Length);
        }

        LinePeak[] peaks = LinePeak.Of(_evaluation, lines, cancellation);
        LinePeak? aligned = peaks.Where(peak => peak.Barrier is not null).MinBy(peak => peak.Barrier);
        return new PairBarrier(
            indexA,
            indexB,
            peaks[0].Barrier,
            peaks[0].Barrier is null ? null : peaks[0].At,
            aligned?.Barrier,
            aligned?.At,
            naive.Length,
            distance,
            alignments[0].IsOptimal);
    }
}
