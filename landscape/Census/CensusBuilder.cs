using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Statistics;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Symmetry.Matching;
using OrleansSymmetry.Landscape.Symmetry.Problems;

namespace OrleansSymmetry.Landscape.Census;

/// <summary>
/// Makes the census of one landscape from a stream of its runs: a pure function of the set of runs, whatever their order and
/// however they were cut into blocks. Each pass takes each run once. Usually one pass is enough; memory grows with the classes,
/// not with the runs. Belongs to one thread at a time.
/// </summary>
public sealed class CensusBuilder
{
    /// <summary>The coverage for which the runs that it takes are told.</summary>
    private const double CoverageWanted = 0.95;

    private readonly LossLandscape _landscape;
    private readonly GridPoint _point;
    private readonly Modulo _modulo;
    private readonly CoverageLook _look;
    private readonly SymmetryGroup _group;
    private readonly ProblemSymmetry? _problem;
    private readonly IOrbitMetric _metric;
    private readonly CensusPartition _partition;
    private readonly long[] _ended = new long[Enum.GetValues<Ended>().Length];
    private readonly SortedSet<long> _smallestSeeds = [];
    private readonly EndLosses _losses;
    private long _inSecondHalf;
    private long _atKink;
    private bool _isFirstPass = true;
    private bool _isClosed;

    /// <param name="landscape">The landscape.</param>
    /// <param name="point">What the grid sets for it.</param>
    /// <param name="modulo">What is divided out.</param>
    /// <param name="look">Which look at the coverage it is.</param>
    /// <exception cref="NotSupportedException">The classes cannot be decided (<see cref="SymmetrySupport"/>).</exception>
    public CensusBuilder(LossLandscape landscape, GridPoint point, Modulo modulo, CoverageLook look)
    {
        ArgumentNullException.ThrowIfNull(landscape);
        ArgumentNullException.ThrowIfNull(point);
        ArgumentNullException.ThrowIfNull(look);
        if (SymmetrySupport.Refusal(landscape) is { } refusal)
        {
            throw new NotSupportedException(refusal.Message);
        }

        _landscape = landscape;
        _point = point;
        _modulo = modulo;
        _look = look;
        _losses = new EndLosses(LossTolerance.Of(landscape));
        _group = SymmetryGroup.Of(landscape);
        _problem = modulo == Modulo.NetworkAndProblem ? ProblemSymmetry.Find(landscape) : null;
        _metric = _problem is null ? new OrbitMetric() : new ProblemOrbitMetric(_problem);
        _partition = new CensusPartition(landscape, _metric, _problem);
    }

    /// <summary>Number of runs that the first pass took.</summary>
    public long Runs => _ended.Sum();

    /// <summary>The census of runs that are at hand, whose coverage is looked at once.</summary>
    /// <param name="landscape">The landscape.</param>
    /// <param name="point">What the grid sets for it.</param>
    /// <param name="modulo">What is divided out.</param>
    /// <param name="runs">All runs of the landscape that the sweep asks for, in any order; a seed may come twice with the same record.</param>
    /// <exception cref="NotSupportedException">The classes cannot be decided (<see cref="SymmetrySupport"/>).</exception>
    /// <exception cref="InvalidDataException">A run that ended at a critical point has no weights.</exception>
    public static LandscapeClasses Build(LossLandscape landscape, GridPoint point, Modulo modulo, IEnumerable<RunRecord> runs)
    {
        RunRecord[] all = [.. runs.DistinctBy(run => run.Seed)];
        var builder = new CensusBuilder(landscape, point, modulo, CoverageLook.Once(all));
        do
        {
            foreach (RunRecord run in all)
            {
                builder.Add(run);
            }
        }
        while (builder.EndPass());

        return builder.Close();
    }

    /// <summary>Takes the next run of a pass.</summary>
    /// <exception cref="InvalidDataException">A run that ended at a critical point has no weights.</exception>
    public void Add(RunRecord run)
    {
        ArgumentNullException.ThrowIfNull(run);
        _partition.Add(run);
        if (!_isFirstPass)
        {
            return;
        }

        _ended[(int)run.Ended]++;
        _atKink += run.Ended == Ended.Unconverged && run.AtKink ? 1 : 0;
        _inSecondHalf += run.IsInClass && run.Seed >= _look.SecondHalf ? 1 : 0;
        _losses.Add(run);
        if (_smallestSeeds.Count < NonConvexity.MostPoints || run.Seed < _smallestSeeds.Max)
        {
            _smallestSeeds.Add(run.Seed);
            if (_smallestSeeds.Count > NonConvexity.MostPoints)
            {
                _smallestSeeds.Remove(_smallestSeeds.Max);
            }
        }
    }

    /// <summary>Ends a pass over all runs.</summary>
    /// <returns>Whether another one is needed before the census can be closed.</returns>
    public bool EndPass()
    {
        _isFirstPass = false;
        _isClosed = !_partition.EndPass();
        return !_isClosed;
    }

    /// <summary>The census, after the last pass.</summary>
    /// <exception cref="InvalidOperationException">Another pass is needed.</exception>
    public LandscapeClasses Close()
    {
        if (!_isClosed)
        {
            throw new InvalidOperationException("The census needs a pass over the runs before it can be closed.");
        }

        IReadOnlyList<RunClass> found = _partition.Classes;
        var lossTolerance = LossTolerance.Of(_landscape);
        var abundances = new Abundances(found.Select(each => each.Hits));
        string id = LandscapeIdentity.Of(_landscape.Spec);
        var description = new ClassDescription(_landscape, _group, _problem, id, abundances.Runs);
        ComparableForm[] forms =
            [.. found.Select(each => ComparableForm.Of(_group, _landscape.Units.ToNatural(each.Representative.Theta), _landscape.Spec.Tolerance.Distance))];
        ClassReport[] reports = [.. found.Select((each, i) => description.Describe(i + 1, each))];
        var report = new LandscapeReport(
            id,
            new JsonObject(_point.Set.Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))),
            _landscape.Network.ParameterCount,
            _group.GaugeDimension,
            _modulo == Modulo.Network ? "network" : "network+problem",
            Group(_group, _problem),
            Runs,
            CountEnds(),
            _atKink,
            Separation.Of(_landscape, found, forms, _metric),
            reports,
            [.. _partition.Families.Select(Family)],
            [.. lossTolerance.Levels(found.OrderBy(each => each.Representative.Loss), each => each.Representative.Loss).Select(Level)],
            Coverage(abundances, found),
            Unseen(abundances),
            [.. Rarefaction.Curve(abundances).Select(at => new DiscoveryPoint(at.Runs, at.Classes))])
        {
            Widths = [_landscape.Data.Inputs, .. _landscape.Spec.Network.Hidden, _landscape.Data.Outputs],
            Data = _landscape.Data.Summary,
            NonConvexity = NonConvexity.Of(_landscape, _group, found.Zip(reports), _partition.Families, _smallestSeeds),
            Ends = _losses.Ends,
            LastPhases = _losses.LastPhases,
            ZeroLoss = _losses.AtZero,
        };
        return new LandscapeClasses(_landscape, found, report);
    }

    /// <summary>An exact integer as the report writes it.</summary>
    internal static string Decimal(BigInteger value) => value.ToString(CultureInfo.InvariantCulture);

    private EndedReport CountEnds()
    {
        var ends = EndCounts.InOrder(_ended);
        return new EndedReport(
            ends[Ended.Minimum], ends[Ended.Degenerate], ends[Ended.Saddle], ends[Ended.Diverging], ends[Ended.Unconverged], ends[Ended.Failed]);
    }

    private static GroupReport Group(SymmetryGroup group, ProblemSymmetry? problem)
    {
        BigInteger order = group.Order * (problem?.Order ?? BigInteger.One);
        return new GroupReport(Decimal(order), SignificantDigits.Round(BigInteger.Log10(order)), group.PerLayer) { Problem = problem?.Name };
    }

    private static FamilyReport Family(RunClass found) => new(
        found.Representative.FamilyDimension, found.Representative.Loss, found.Hits, found.Representative.Seed);

    private static LossLevelReport Level(List<RunClass> level) => new(
        level[0].Representative.Loss, level.Count, level.Sum(found => found.Hits));

    private CoverageReport? Coverage(Abundances abundances, IReadOnlyList<RunClass> found) =>
        GoodTuringCoverage.Of(abundances) is { } goodTuring && ChaoJostCoverage.Of(abundances) is { } chaoJost
            ? new CoverageReport(goodTuring, chaoJost) { RunsFor95 = RunsForCoverage.Needed(abundances, CoverageWanted), Bound = Bound(found) }
            : null;

    // The representative of a class is its run of the smallest seed: where that lies in the second half, all of the class does.
    private CoverageBoundReport Bound(IReadOnlyList<RunClass> found)
    {
        long outside = found.Where(each => each.Representative.Seed >= _look.SecondHalf).Sum(each => each.Hits);
        double missing = FrozenHalf.Missing(outside, _inSecondHalf, _look.Risk);
        return new CoverageBoundReport(
            1 - FrozenHalf.Risk,
            SignificantDigits.Round(1 - missing),
            missing,
            (long)(1 / missing),
            _look.Number,
            _look.Risk,
            _inSecondHalf,
            outside,
            _look.Asked);
    }

    // At half as many runs again a class of k hits weighs 2^-k in the alternating series, so abundant classes leave it alone;
    // at as many again each of them would weigh 1, with the sign of its parity. An expected number is not negative.
    private static UnseenReport? Unseen(Abundances abundances) => Chao1.Of(abundances) is { } chao1
        ? new UnseenReport(
            abundances.Classes,
            chao1.Estimate,
            chao1.StandardError,
            new Interval(chao1.Low, chao1.High),
            AbundanceCoverage.Of(abundances),
            Math.Max(0, GoodToulmin.NewClasses(abundances, abundances.Runs / 2)))
        : null;
}
