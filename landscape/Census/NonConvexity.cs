using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Paths;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Symmetry.Matching;
using OrleansSymmetry.Landscape.Symmetry.Moves;
using OrleansSymmetry.Landscape.Training;

namespace OrleansSymmetry.Landscape.Census;

/// <summary>
/// Looks for a witness that a loss is not convex: a point, a copy of it under the network's symmetries, and a point between them
/// where the loss is higher than at both. A convex function has none. The point is a verified minimum where one shows it; else
/// another critical point that runs ended in, as where optima lie on families; else where a run began, which every landscape has.
/// </summary>
internal static class NonConvexity
{
    /// <summary>Units of each layer whose exchanges are tried, with the last one: enough to meet two that differ.</summary>
    private const int UnitsTried = 3;

    /// <summary>Paths that are tried for one minimum.</summary>
    private const int MostPaths = 16;

    /// <summary>Points of each kind that are tried: in the first one all copies may be the point itself.</summary>
    public const int MostPoints = 8;

    /// <summary>The witness of the highest ridge of the first point that has one; null where the group is trivial.</summary>
    /// <param name="landscape">The landscape.</param>
    /// <param name="group">Its group.</param>
    /// <param name="classes">Its classes, ranked, each with its report.</param>
    /// <param name="families">Its families, ranked.</param>
    /// <param name="seeds">The smallest seeds of its runs, ascending; <see cref="MostPoints"/> where it has as many.</param>
    public static NonConvexityReport? Of(
        LossLandscape landscape,
        SymmetryGroup group,
        IEnumerable<(RunClass Class, ClassReport Report)> classes,
        IEnumerable<RunClass> families,
        IEnumerable<long> seeds)
    {
        Move[] moves = [.. Moves(group).Take(MostPaths)];
        if (moves.Length == 0)
        {
            return null;
        }

        var evaluation = new LineEvaluation(landscape.CreateObjective());
        foreach (Candidate candidate in Candidates(landscape, group, [.. classes], families, seeds))
        {
            if (Highest(landscape, group, evaluation, candidate.Theta, moves) is (Move move, LinePeak peak))
            {
                return new NonConvexityReport(
                    candidate.Class, MoveNotation.Words(move), peak.At, [peak.Losses[0], peak.Losses[^1]], peak.Loss, peak.Height!.Value)
                {
                    Point = candidate.Point,
                    Seed = candidate.Seed,
                };
            }
        }

        return null;
    }

    private static IEnumerable<Candidate> Candidates(
        LossLandscape landscape,
        SymmetryGroup group,
        IReadOnlyList<(RunClass Class, ClassReport Report)> classes,
        IEnumerable<RunClass> families,
        IEnumerable<long> seeds)
    {
        static bool IsVerifiedMinimum((RunClass Class, ClassReport Report) each) => each.Report is { Kind: "minimum", Verified: true };
        double[] Canonical(RunClass found) => CanonicalForm.Find(group, found.Representative.Theta, landscape.Spec.Tolerance.Distance).Theta;
        IEnumerable<Candidate> minima = classes.Where(IsVerifiedMinimum).Take(MostPoints)
            .Select(each => new Candidate(each.Report.Id, null, null, Canonical(each.Class)));
        IEnumerable<Candidate> others = classes.Where(each => !IsVerifiedMinimum(each)).Take(MostPoints)
            .Select(each => new Candidate(each.Report.Id, null, null, Canonical(each.Class)));
        IEnumerable<Candidate> members = families.Take(MostPoints)
            .Select(found => new Candidate(null, NonConvexityReport.EndPoint, found.Representative.Seed, found.Representative.Theta));
        IEnumerable<Candidate> starts = seeds.Take(MostPoints).Select(seed =>
        {
            var theta = new double[landscape.Network.ParameterCount];
            Initialisation.Draw(landscape, seed, theta);
            return new Candidate(null, NonConvexityReport.StartPoint, seed, theta);
        });
        return minima.Concat(others).Concat(members).Concat(starts);
    }

    private static (Move Move, LinePeak Peak)? Highest(LossLandscape landscape, SymmetryGroup group, LineEvaluation evaluation, double[] theta, Move[] moves)
    {
        Line[] lines = [.. moves.Select(move => new Line(theta, MoveElement.Of(group, move).Apply(theta)))];
        LinePeak[] peaks = LinePeak.Of(evaluation, lines, CancellationToken.None);
        int best = -1;
        for (int i = 0; i < peaks.Length; i++)
        {
            // A copy that is the point itself has no ridge; what rounding leaves of one is within the tolerance of losses.
            double least = LossTolerance.Of(landscape).Around(peaks[i].Losses[0]);
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

            if (group.Layers[l].FlipsAlone)
            {
                yield return new Move([new LayerMove(l + 1, [], [1])]);
                yield return new Move([new LayerMove(l + 1, [], [width])]);
            }
        }
    }

    /// <summary>A point that may show it, and what it is.</summary>
    private sealed record Candidate(string? Class, string? Point, long? Seed, double[] Theta);
}
