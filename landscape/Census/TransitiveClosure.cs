using OrleansSymmetry.Landscape.Optimisation;

namespace OrleansSymmetry.Landscape.Census;

/// <summary>
/// Parts runs into classes: the transitive closure of "loss equal to tolerance and relative distance at most the tolerance".
/// <para>
/// Exact, though few pairs are compared. Runs of one loss level (no link leaves one) are taken by ascending seed; each joins
/// the first star whose centre it is linked to, or becomes the centre of a new star. A star is connected, so the classes are
/// the connected components of stars, and two stars are connected if some pair of their members is linked. With R the largest
/// distance of a member from its centre, such a pair needs centres no further apart than tolerance + R + R' (triangle
/// inequality); only where they are that close are members compared, and of those only the ones that could reach.
/// </para>
/// </summary>
/// <typeparam name="T">A run made ready for comparison.</typeparam>
/// <param name="metric">The distance.</param>
/// <param name="tolerance">Relative distance.</param>
/// <param name="lossTolerance">When losses are one.</param>
/// <param name="prepare">Makes a run ready. Called again where a member is looked at again, so that only centres are kept.</param>
internal sealed class TransitiveClosure<T>(IMetric<T> metric, double tolerance, LossTolerance lossTolerance, Func<RunRecord, T> prepare)
{
    /// <summary>Rounding of sums of distances in the triangle inequality.</summary>
    private const double Slack = 1 + 1e-9;

    /// <summary>The classes, each ascending by seed, in ascending order of their smallest seeds.</summary>
    /// <param name="runs">In any order; no seed twice.</param>
    public IReadOnlyList<RunClass> Of(IEnumerable<RunRecord> runs) =>
    [
        .. lossTolerance.Levels(runs.OrderBy(run => run.Loss).ThenBy(run => run.Seed), run => run.Loss)
            .SelectMany(CloseLevel)
            .OrderBy(found => found.Representative.Seed),
    ];

    private IEnumerable<RunClass> CloseLevel(List<RunRecord> level)
    {
        List<Star> stars = FormStars(level);
        Connect(stars);
        return stars.GroupBy(star => star.Root()).Select(Join);
    }

    private List<Star> FormStars(List<RunRecord> level)
    {
        double lowest = level[0].Loss;
        double width = lossTolerance.Around(Math.Max(Math.Abs(lowest), Math.Abs(level[^1].Loss)));
        var stars = new List<Star>();
        var byBucket = new Dictionary<long, List<Star>>();
        foreach (RunRecord run in level.OrderBy(run => run.Seed))
        {
            T form = prepare(run);
            long bucket = width > 0 ? (long)Math.Floor((run.Loss - lowest) / width) : 0;
            if (!TryJoin(byBucket, bucket, run, form))
            {
                var star = new Star(run, form, metric.Scale(form));
                stars.Add(star);
                if (!byBucket.TryGetValue(bucket, out List<Star>? list))
                {
                    byBucket[bucket] = list = [];
                }

                list.Add(star);
            }
        }

        return stars;
    }

    private bool TryJoin(Dictionary<long, List<Star>> byBucket, long bucket, RunRecord run, T form)
    {
        double scale = metric.Scale(form);
        for (long b = bucket - 1; b <= bucket + 1; b++)
        {
            foreach (Star star in byBucket.GetValueOrDefault(b) ?? [])
            {
                double bound = tolerance * Math.Max(scale, star.CentreScale);
                if (lossTolerance.AreEqual(run.Loss, star.Centre.Loss) && metric.AreWithin(form, star.Form, bound, out double distance))
                {
                    star.Add(run, distance, scale);
                    return true;
                }
            }
        }

        return false;
    }

    private void Connect(List<Star> stars)
    {
        List<Star> byLoss = [.. stars.OrderBy(star => star.LowestLoss)];
        double reach = byLoss.Max(star => star.HighestLoss - star.LowestLoss);
        for (int i = 0; i < byLoss.Count; i++)
        {
            for (int j = i + 1; j < byLoss.Count; j++)
            {
                double gap = byLoss[j].LowestLoss - byLoss[i].LowestLoss - reach;
                if (gap > lossTolerance.Around(byLoss[j].LowestLoss))
                {
                    break;
                }

                if (byLoss[i].Root() != byLoss[j].Root() && AreLinked(byLoss[i], byLoss[j]))
                {
                    byLoss[i].Root().Parent = byLoss[j].Root();
                }
            }
        }
    }

    private bool AreLinked(Star a, Star b)
    {
        double bound = tolerance * Math.Max(a.LargestScale, b.LargestScale);
        if (!metric.AreWithin(a.Form, b.Form, (bound + a.Radius + b.Radius) * Slack, out _))
        {
            return false;
        }

        List<(RunRecord Run, T Form)> fringeOfA = Reaching(a, b, bound);
        List<(RunRecord Run, T Form)> fringeOfB = Reaching(b, a, bound);
        return fringeOfA.Any(x => fringeOfB.Any(y =>
            lossTolerance.AreEqual(x.Run.Loss, y.Run.Loss)
            && metric.AreWithin(x.Form, y.Form, tolerance * Math.Max(metric.Scale(x.Form), metric.Scale(y.Form)), out _)));
    }

    /// <summary>The members of one star that may be linked to a member of the other.</summary>
    private List<(RunRecord Run, T Form)> Reaching(Star star, Star other, double bound) =>
    [
        .. star.Members.Select(run => (Run: run, Form: prepare(run)))
            .Where(member => metric.AreWithin(member.Form, other.Form, (bound + other.Radius) * Slack, out _)),
    ];

    private RunClass Join(IEnumerable<Star> stars)
    {
        Star[] parts = [.. stars.OrderBy(star => star.Centre.Seed)];
        Star first = parts[0];
        double? largest = first.LargestRelative;
        foreach (RunRecord run in parts.Skip(1).SelectMany(star => star.Members))
        {
            T form = prepare(run);
            metric.AreWithin(form, first.Form, double.MaxValue, out double distance);
            largest = Math.Max(largest ?? 0, distance / Math.Max(metric.Scale(form), first.CentreScale));
        }

        return new RunClass([.. parts.SelectMany(star => star.Members).OrderBy(run => run.Seed)], largest);
    }

    /// <summary>Runs that are linked to the run of the smallest seed among them.</summary>
    private sealed class Star(RunRecord centre, T form, double scale)
    {
        public RunRecord Centre { get; } = centre;

        public T Form { get; } = form;

        public double CentreScale { get; } = scale;

        public List<RunRecord> Members { get; } = [centre];

        public Star? Parent { get; set; }

        public double Radius { get; private set; }

        public double LargestScale { get; private set; } = scale;

        public double? LargestRelative { get; private set; }

        public double LowestLoss { get; private set; } = centre.Loss;

        public double HighestLoss { get; private set; } = centre.Loss;

        public void Add(RunRecord run, double distance, double scale)
        {
            Members.Add(run);
            Radius = Math.Max(Radius, distance);
            LargestScale = Math.Max(LargestScale, scale);
            LargestRelative = Math.Max(LargestRelative ?? 0, distance / Math.Max(scale, CentreScale));
            LowestLoss = Math.Min(LowestLoss, run.Loss);
            HighestLoss = Math.Max(HighestLoss, run.Loss);
        }

        public Star Root()
        {
            Star root = this;
            while (root.Parent is { } parent)
            {
                root = parent;
            }

            return root;
        }
    }
}
