using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;

namespace OrleansSymmetry.Landscape.Paths;

/// <summary>
/// The highest point of the objective on a straight line, above the straight line between the losses of its ends: the largest of a
/// grid, refined by golden section between that point's neighbours.
/// </summary>
/// <param name="Losses">F on the grid.</param>
/// <param name="At">The t of the highest point.</param>
/// <param name="Loss">F there.</param>
/// <param name="Barrier">max over t of F - ((1-t) F(A) + t F(B)), at least 0; null where the loss is not finite on some point of the grid.</param>
internal sealed record LinePeak(double[] Losses, double At, double Loss, double? Barrier)
{
    /// <summary>
    /// Intervals of the grid: a power of two, so that t and 1 - t are exact; paths of small networks have few humps, each some intervals wide.
    /// </summary>
    public const int Intervals = 64;

    /// <summary>
    /// Golden sections: they narrow two intervals to 2e-8, at which the height of a smooth peak is exact to rounding.
    /// </summary>
    private const int Sections = 30;

    /// <summary>A point counts as higher than another only by this, relative to max(1, |F|): less is rounding, and the first or plainer t is told.</summary>
    private const double Rounding = 1e-14;

    /// <summary>(sqrt 5 - 1)/2.</summary>
    private static readonly double Golden = (Math.Sqrt(5) - 1) / 2;

    /// <summary>How far the highest point lies above the higher end, at least 0; null where the loss is not finite on some point of the grid.</summary>
    public double? Height => Barrier is null ? null : Math.Max(0, Loss - Math.Max(Losses[0], Losses[^1]));

    /// <summary>0, 1/64, ..., 1.</summary>
    public static double[] Grid { get; } = [.. Enumerable.Range(0, Intervals + 1).Select(i => (double)i / Intervals)];

    /// <summary>The peaks of several lines.</summary>
    /// <param name="evaluation">The objective.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="cancellation">Looked at before each evaluation.</param>
    public static LinePeak[] Of(LineEvaluation evaluation, IReadOnlyList<Line> lines, CancellationToken cancellation)
    {
        var peaks = new LinePeak[lines.Count];
        for (int first = 0; first < lines.Count; first += LaneBuffer.LaneCount)
        {
            Line[] group = [.. lines.Skip(first).Take(LaneBuffer.LaneCount)];
            double[][] losses = [.. group.Select(line => evaluation.At(line, Grid, cancellation))];
            Refine(evaluation, group, losses, cancellation).CopyTo(peaks, first);
        }

        return peaks;
    }

    private static LinePeak[] Refine(LineEvaluation evaluation, Line[] lines, double[][] losses, CancellationToken cancellation)
    {
        int[] tops = [.. losses.Select(Top)];
        LaneVector low = LaneVector.Zero;
        LaneVector high = LaneVector.Zero;
        for (int k = 0; k < lines.Length; k++)
        {
            low = low.WithElement(k, Grid[Math.Max(0, tops[k] - 1)]);
            high = high.WithElement(k, Grid[Math.Min(Intervals, tops[k] + 1)]);
        }

        LaneVector left = high - (Golden * (high - low));
        LaneVector right = low + (Golden * (high - low));
        (LaneVector Loss, LaneVector Excess) atLeft = Evaluate(left);
        (LaneVector Loss, LaneVector Excess) atRight = Evaluate(right);
        LaneVector bestExcess = Vector512.Create(double.NegativeInfinity);
        LaneVector bestLoss = LaneVector.Zero;
        LaneVector bestAt = LaneVector.Zero;
        Keep(atLeft, left);
        Keep(atRight, right);
        for (int section = 0; section < Sections; section++)
        {
            cancellation.ThrowIfCancellationRequested();

            // Equal heights narrow from the right: of two equal humps the one nearer to t = 0 is told.
            LaneVector keepsLeft = Vector512.GreaterThanOrEqual(atLeft.Excess, atRight.Excess);
            high = Vector512.ConditionalSelect(keepsLeft, right, high);
            low = Vector512.ConditionalSelect(keepsLeft, low, left);
            LaneVector inner = Vector512.ConditionalSelect(keepsLeft, left, right);
            (LaneVector Loss, LaneVector Excess) kept = (
                Vector512.ConditionalSelect(keepsLeft, atLeft.Loss, atRight.Loss), Vector512.ConditionalSelect(keepsLeft, atLeft.Excess, atRight.Excess));
            LaneVector fresh = Vector512.ConditionalSelect(keepsLeft, high - (Golden * (high - low)), low + (Golden * (high - low)));
            (LaneVector Loss, LaneVector Excess) atFresh = Evaluate(fresh);
            Keep(atFresh, fresh);
            left = Vector512.ConditionalSelect(keepsLeft, fresh, inner);
            right = Vector512.ConditionalSelect(keepsLeft, inner, fresh);
            atLeft = (Vector512.ConditionalSelect(keepsLeft, atFresh.Loss, kept.Loss), Vector512.ConditionalSelect(keepsLeft, atFresh.Excess, kept.Excess));
            atRight = (Vector512.ConditionalSelect(keepsLeft, kept.Loss, atFresh.Loss), Vector512.ConditionalSelect(keepsLeft, kept.Excess, atFresh.Excess));
        }

        return [.. lines.Select((_, k) => Peak(losses[k], tops[k], bestAt[k], bestLoss[k], bestExcess[k]))];

        (LaneVector Loss, LaneVector Excess) Evaluate(LaneVector t)
        {
            LaneVector loss = evaluation.At(lines, t);
            LaneVector excess = LaneVector.Zero;
            for (int k = 0; k < lines.Length; k++)
            {
                excess = excess.WithElement(k, Excess(loss[k], t[k], losses[k]));
            }

            return (loss, excess);
        }

        void Keep((LaneVector Loss, LaneVector Excess) found, LaneVector t)
        {
            LaneVector better = Vector512.GreaterThan(found.Excess, bestExcess);
            bestExcess = Vector512.ConditionalSelect(better, found.Excess, bestExcess);
            bestLoss = Vector512.ConditionalSelect(better, found.Loss, bestLoss);
            bestAt = Vector512.ConditionalSelect(better, t, bestAt);
        }
    }

    private static LinePeak Peak(double[] losses, int top, double at, double loss, double excess)
    {
        double gridExcess = Excess(losses[top], Grid[top], losses);
        bool isRefined = double.IsFinite(loss) && excess > gridExcess + (Rounding * Math.Max(1, Math.Abs(loss)));
        return new LinePeak(
            losses,
            isRefined ? at : Grid[top],
            isRefined ? loss : losses[top],
            losses.All(double.IsFinite) ? Math.Max(0, isRefined ? excess : gridExcess) : null);
    }

    private static double Excess(double loss, double t, double[] losses) => loss - (((1 - t) * losses[0]) + (t * losses[^1]));

    private static int Top(double[] losses)
    {
        int top = 0;
        for (int i = 1; i < losses.Length; i++)
        {
            double higher = Excess(losses[i], Grid[i], losses) - Excess(losses[top], Grid[top], losses);
            if (double.IsFinite(losses[i]) && higher > Rounding * Math.Max(1, Math.Abs(losses[i])))
            {
                top = i;
            }
        }

        return top;
    }
}
