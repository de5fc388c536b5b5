using OrleansSymmetry.Landscape.Optimisation;

namespace OrleansSymmetry.Landscape.Census;

/// <summary>
/// Parts a stream of runs into classes: the transitive closure of the link "loss equal to tolerance and relative distance at most
/// the tolerance". Exact, in any order of the runs, and it keeps stars instead of runs.
/// <para>
/// First pass: a run joins a star to whose centre it is linked, or becomes the centre of a new star. A star is connected, so the
/// classes are the connected components of stars. Let R be the largest distance of a member from its centre. Members of two stars
/// can be linked only if the centres are within tolerance + R + R' (triangle inequality). Such stars are open.
/// Second pass, if stars are open: a run joins all stars to whose centres it is linked into one class. It is kept only if it
/// reaches a star of another class, and it is compared with the runs that are kept in the stars that it reaches.
/// Third pass, if the first star of a class does not tell the largest distance: members are measured from the representative.
/// </para>
/// </summary>
/// <typeparam name="T">A run made ready for comparison.</typeparam>
/// <param name="metric">The distance.</param>
/// <param name="tolerance">Relative distance.</param>
/// <param name="lossTolerance">When losses are one.</param>
/// <param name="prepare">Makes a run ready.</param>
/// <param name="isMeasured">Whether <see cref="RunClass.LargestWithin"/> is wanted.</param>
internal sealed class TransitiveClosure<T>(
    IMetric<T> metric, double tolerance, LossTolerance lossTolerance, Func<RunRecord, T> prepare, bool isMeasured)
{
    /// <summary>Rounding of sums of distances in the triangle inequality.</summary>
    private const double Slack = 1 + 1e-9;

    /// <summary>A run and a centre that a member of the star may link are two tolerances of loss apart at most: so many buckets.</summary>
    private const int BucketsInReach = 2;

    private readonly List<Star> _stars = [];
    private readonly Dictionary<long, List<Star>> _byBucket = [];
    private readonly List<JoinedStars> _classes = [];
    private Pass _pass = Pass.Forming;

    private enum Pass
    {
        Forming,
        Linking,
        Measuring,
        Done,
    }

    /// <summary>The classes, after the last pass.</summary>
    public IEnumerable<RunClass> Classes => _classes.Select(found => found.Class);

    /// <summary>Takes the next run of a pass. Each pass takes each run once, in any order.</summary>
    public void Add(RunRecord run)
    {
        switch (_pass)
        {
            case Pass.Forming:
                Form(run);
                break;
            case Pass.Linking:
                Link(run);
                break;
            case Pass.Measuring:
                Measure(run);
                break;
        }
    }

    /// <summary>Ends a pass over all runs.</summary>
    /// <returns>Whether another one is needed.</returns>
    public bool EndPass()
    {
        bool isOpen = _pass == Pass.Forming && OpenStars();
        switch (_pass)
        {
            case Pass.Forming when isOpen:
                _pass = Pass.Linking;
                break;
            case Pass.Forming or Pass.Linking:
                JoinStars();
                _pass = _classes.Exists(found => found.IsToBeMeasured) ? Pass.Measuring : Pass.Done;
                break;
            default:
                _pass = Pass.Done;
                break;
        }

        return _pass != Pass.Done;
    }

    /// <summary>The class of a run that was added, after the last pass.</summary>
    public RunClass Find(RunRecord run)
    {
        var member = new Member(run.Loss, prepare(run), metric);
        Star star = Near(run.Loss, 1).FirstOrDefault(star => AreLinked(member, star.Centre, out _))
            ?? throw new ArgumentException($"The run of seed {run.Seed} was not added.", nameof(run));
        return star.Class!.Class;
    }

    private void Form(RunRecord run)
    {
        var member = new Member(run.Loss, prepare(run), metric);
        foreach (Star star in Near(run.Loss, 1))
        {
            if (AreLinked(member, star.Centre, out double distance))
            {
                star.Add(run, distance, member.Scale);
                return;
            }
        }

        var created = new Star(run, member);
        _stars.Add(created);
        long bucket = lossTolerance.Bucket(run.Loss);
        if (!_byBucket.TryGetValue(bucket, out List<Star>? stars))
        {
            _byBucket[bucket] = stars = [];
        }

        stars.Add(created);
    }

    /// <summary>Finds the stars of which members may be linked to members of others.</summary>
    private bool OpenStars()
    {
        foreach (List<Star> level in Levels())
        {
            double reach = level.Max(star => star.HighestLoss - star.LowestLoss);
            for (int i = 0; i < level.Count; i++)
            {
                for (int j = i + 1; j < level.Count; j++)
                {
                    double gap = level[j].LowestLoss - level[i].LowestLoss - reach;
                    if (gap > lossTolerance.Around(level[j].LowestLoss))
                    {
                        break;
                    }

                    if (!(level[i].IsOpen && level[j].IsOpen) && MayBeLinked(level[i], level[j]))
                    {
                        (level[i].IsOpen, level[j].IsOpen) = (true, true);
                    }
                }
            }
        }

        return _stars.Exists(star => star.IsOpen);
    }

    /// <summary>The stars in ascending order of their lowest losses, cut where no member below is of one loss with a member above.</summary>
    private IEnumerable<List<Star>> Levels()
    {
        List<Star> level = [];
        double highest = double.NegativeInfinity;
        foreach (Star star in _stars.OrderBy(star => star.LowestLoss))
        {
            if (level.Count > 0 && star.LowestLoss > highest && !lossTolerance.AreEqual(highest, star.LowestLoss))
            {
                yield return level;
                level = [];
            }

            level.Add(star);
            highest = Math.Max(highest, star.HighestLoss);
        }

        if (level.Count > 0)
        {
            yield return level;
        }
    }

    private bool MayBeLinked(Star a, Star b)
    {
        double bound = (tolerance * Math.Max(a.LargestScale, b.LargestScale)) + a.Radius + b.Radius;
        return metric.AreWithin(a.Centre.Form, b.Centre.Form, bound * Slack, out _);
    }

    private void Link(RunRecord run)
    {
        Star[] near = [.. Near(run.Loss, BucketsInReach).Where(star => star.IsOpen)];
        if (near.Length == 0)
        {
            return;
        }

        // A star that is not open has no member that is linked to another star, so a run of it leaves here.
        var member = new Member(run.Loss, prepare(run), metric);
        ILookup<bool, Star> byLink = near.ToLookup(star => AreLinked(member, star.Centre, out _));
        Star[] own = [.. byLink[true]];
        if (own.Length == 0)
        {
            return;
        }

        foreach (Star star in own.Skip(1))
        {
            Unite(own[0], star);
        }

        Star[] reached = [.. byLink[false].Where(star => star.Root() != own[0].Root() && Reaches(member, star))];
        foreach (Star star in reached)
        {
            if (star.Root() != own[0].Root() && star.Fringe.Exists(other => AreLinked(member, other, out _)))
            {
                Unite(own[0], star);
            }
        }

        if (reached.Any(star => star.Root() != own[0].Root()))
        {
            // Which of them the run joined in the first pass is not known any more, and only that one's radius counts it.
            foreach (Star star in own)
            {
                star.Fringe.Add(member);
            }
        }
    }

    private bool Reaches(Member member, Star star)
    {
        double bound = (tolerance * Math.Max(member.Scale, star.LargestScale)) + star.Radius;
        return lossTolerance.AreEqual(member.Loss, Math.Clamp(member.Loss, star.LowestLoss, star.HighestLoss))
            && metric.AreWithin(member.Form, star.Centre.Form, bound * Slack, out _);
    }

    private static void Unite(Star a, Star b)
    {
        Star root = a.Root();
        if (root != b.Root())
        {
            root.Parent = b.Root();
        }
    }

    private void JoinStars()
    {
        foreach (IGrouping<Star, Star> stars in _stars.GroupBy(star => star.Root()))
        {
            RunRecord representative = stars.MinBy(star => star.Representative.Seed)!.Representative;
            long hits = stars.Sum(star => star.Hits);
            bool isTold = !isMeasured || hits == 1 || (stars.Count() == 1 && stars.Key.CentreSeed == representative.Seed);
            var joined = new JoinedStars(new RunClass(representative, hits, isTold && isMeasured ? stars.Key.LargestRelative : null))
            {
                IsToBeMeasured = !isTold,
            };
            _classes.Add(joined);
            foreach (Star star in stars)
            {
                star.Class = joined;
                star.Fringe.Clear();
            }
        }
    }

    private void Measure(RunRecord run)
    {
        Star[] near = [.. Near(run.Loss, 1).Where(star => star.Class!.IsToBeMeasured)];
        if (near.Length == 0)
        {
            return;
        }

        var member = new Member(run.Loss, prepare(run), metric);
        if (near.FirstOrDefault(star => AreLinked(member, star.Centre, out _))?.Class is not { } found || found.Class.Representative.Seed == run.Seed)
        {
            return;
        }

        // The distance may depend on the bound that is asked for. Runs that are linked are measured with that of the link, as in the first pass.
        RunRecord first = found.Class.Representative;
        Member centre = found.Centre ??= new Member(first.Loss, prepare(first), metric);
        if (!AreLinked(member, centre, out double distance))
        {
            metric.AreWithin(member.Form, centre.Form, double.MaxValue, out distance);
        }

        double relative = distance / Math.Max(member.Scale, centre.Scale);
        found.Class = found.Class with { LargestWithin = Math.Max(found.Class.LargestWithin ?? 0, relative) };
    }

    private bool AreLinked(Member a, Member b, out double distance)
    {
        distance = double.PositiveInfinity;
        return lossTolerance.AreEqual(a.Loss, b.Loss)
            && metric.AreWithin(a.Form, b.Form, tolerance * Math.Max(a.Scale, b.Scale), out distance);
    }

    private IEnumerable<Star> Near(double loss, int buckets)
    {
        long middle = lossTolerance.Bucket(loss);
        for (long bucket = middle - buckets; bucket <= middle + buckets; bucket++)
        {
            if (_byBucket.TryGetValue(bucket, out List<Star>? stars))
            {
                foreach (Star star in stars)
                {
                    yield return star;
                }
            }
        }
    }

    /// <summary>A run made ready, with what a link asks of it.</summary>
    private sealed class Member(double loss, T form, IMetric<T> metric)
    {
        public double Loss { get; } = loss;

        public T Form { get; } = form;

        public double Scale { get; } = metric.Scale(form);
    }

    /// <summary>A run, its centre, and the runs that are linked to it: of these only figures and the smallest seed.</summary>
    private sealed class Star(RunRecord run, Member centre)
    {
        public Member Centre { get; } = centre;

        public long CentreSeed { get; } = run.Seed;

        public RunRecord Representative { get; private set; } = run;

        public long Hits { get; private set; } = 1;

        public double Radius { get; private set; }

        public double LargestScale { get; private set; } = centre.Scale;

        public double? LargestRelative { get; private set; }

        public double LowestLoss { get; private set; } = run.Loss;

        public double HighestLoss { get; private set; } = run.Loss;

        public bool IsOpen { get; set; }

        public List<Member> Fringe { get; } = [];

        public Star? Parent { get; set; }

        public JoinedStars? Class { get; set; }

        public void Add(RunRecord run, double distance, double scale)
        {
            Hits++;
            Representative = run.Seed < Representative.Seed ? run : Representative;
            Radius = Math.Max(Radius, distance);
            LargestScale = Math.Max(LargestScale, scale);
            LargestRelative = Math.Max(LargestRelative ?? 0, distance / Math.Max(scale, Centre.Scale));
            LowestLoss = Math.Min(LowestLoss, run.Loss);
            HighestLoss = Math.Max(HighestLoss, run.Loss);
        }

        public Star Root()
        {
            Star root = this;
            while (root.Parent is { } parent)
            {
                root.Parent = parent.Parent ?? parent;
                root = parent;
            }

            return root;
        }
    }

    /// <summary>The stars of one class.</summary>
    private sealed class JoinedStars(RunClass found)
    {
        public RunClass Class { get; set; } = found;

        public bool IsToBeMeasured { get; init; }

        public Member? Centre { get; set; }
    }
}
