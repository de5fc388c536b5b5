using OrleansSymmetry.Landscape.Formats;
using OrleansSymmetry.Landscape.Geometry;
using OrleansSymmetry.Landscape.Symmetry;

namespace OrleansSymmetry.Landscape.Census;

/// <summary>
/// Looks for a witness that a loss is not convex: a minimum, a copy of it under the network's symmetries, and a point between them
/// where the loss is higher than at both. A convex function has none.
/// </summary>
internal static class NonConvexity
{
    /// <summary>Units of each layer whose exchanges are tried, with the last one: enough to meet two that differ.</summary>
    private const int UnitsTried = 3;

    /// <summary>Paths that are tried for one minimum.</summary>
    private const int MostPaths = 16;

    /// <summary>Minima that are tried: in the first one all copies may be the minimum itself.</summary>
    private const int MostMinima = 8;

    /// <summary>The witness of the highest ridge of the best minimum that has one; null where none is found.</summary>
    /// <param name="landscape">The landscape.</param>
    /// <param name="group">Its group.</param>
    /// <param name="classes">Its classes, ranked, each with its report.</param>
    public static NonConvexityReport? Of(LossLandscape landscape, SymmetryGroup group, IEnumerable<(RunClass Class, ClassReport Report)> classes)
    {
        LineEvaluation? evaluation = null;
        Move[] moves = [.. Moves(group).Take(MostPaths)];
        foreach ((RunClass found, ClassReport report) in classes.Where(each => each.Report is { Kind: "minimum", Verified: true }).Take(moves.Length > 0 ? MostMinima : 0))
        {
            evaluation ??= new LineEvaluation(landscape.CreateObjective());
            double[] theta = CanonicalForm.Of(group, found.Representative.Theta, landscape.Spec.Tolerance.Distance).Theta;
            if (Highest(landscape, group, evaluation, theta, moves) is { } ridge)
            {
                LinePeak peak = ridge.Peak;
                return new NonConvexityReport(
                    report.Id, MoveNotation.Words(ridge.Move), peak.At, [peak.Losses[0], peak.Losses[^1]], peak.Loss, peak.Height!.Value);
            }
        }

        return null;
    }

    private static (Move Move, LinePeak Peak)? Highest(LossLandscape landscape, SymmetryGroup group, LineEvaluation evaluation, double[] theta, Move[] moves)
    {
        Line[] lines = [.. moves.Select(move => new Line(theta, MoveElement.Of(group, move).Apply(theta)))];
        LinePeak[] peaks = LinePeak.Of(evaluation, lines, CancellationToken.None);
        int best = -1;
        for (int i = 0; i < peaks.Length; i++)
        {
            // A copy that is the point itself has no ridge; what rounding leaves of one is within the tolerance of losses.
            double least = new LossTolerance(landscape.Spec.Tolerance.Loss).Around(peaks[i].Losses[0]);
            if (peaks[i].Height > least && (best < 0 || peaks[i].Height > peaks[best].Height))
            {
                best = i;
            }
        }

        return best < 0 ? null : (moves[best], peaks[best]);
    }

    private static IEnumerable<Move> Moves(SymmetryGroup group)
    {
        for (int l = 0; l < group.Layers.Count; l++)
        {
            int width = group.Layers[l].Width;
            int[] units = [.. Enumerable.Range(1, Math.Min(UnitsTried, width)), .. width > UnitsTried ? [width] : Array.Empty<int>()];
            for (int first = 0; first < units.Length; first++)
            {
                for (int second = first + 1; second < units.Length; second++)
                {
                    yield return Move.Exchange(l + 1, units[first], units[second]);
                }
            }

            if (SwapCheck.CanFlip(group.Layers[l]))
            {
                yield return new Move([new LayerMove(l + 1, [], [1])]);
                yield return new Move([new LayerMove(l + 1, [], [width])]);
            }
        }
    }
}
