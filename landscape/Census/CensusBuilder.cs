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

/// <summary>Makes the census of one landscape from its runs.</summary>
public static class CensusBuilder
{
    /// <summary>The coverage for which the runs that it takes are told.</summary>
    private const double CoverageWanted = 0.95;

    /// <summary>
    /// The census: a pure function of the set of runs. It does not depend on their order, on how they were cut into blocks,
    /// or on a run coming twice.
    /// </summary>
    /// <param name="landscape">The landscape.</param>
    /// <param name="point">What the grid sets for it.</param>
    /// <param name="modulo">What is divided out.</param>
    /// <param name="runs">All runs of the landscape that the sweep asks for.</param>
    /// <exception cref="NotSupportedException">The classes cannot be decided (<see cref="SymmetrySupport"/>).</exception>
    /// <exception cref="InvalidDataException">A run that ended at a critical point has no weights.</exception>
    public static LandscapeReport Build(LossLandscape landscape, GridPoint point, Modulo modulo, IEnumerable<RunRecord> runs)
    {
        ArgumentNullException.ThrowIfNull(landscape);
        ArgumentNullException.ThrowIfNull(point);
        ArgumentNullException.ThrowIfNull(runs);
        if (SymmetrySupport.Refusal(landscape) is { } refusal)
        {
            throw new NotSupportedException(refusal.Message);
        }

        RunRecord[] all = [.. runs.DistinctBy(run => run.Seed)];
        SymmetryGroup group = SymmetryGroup.Of(landscape);
        var lossTolerance = new LossTolerance(landscape.Spec.Tolerance.Loss);
        ProblemSymmetry? problem = modulo == Modulo.NetworkAndProblem ? ProblemSymmetry.Find(landscape) : null;
        IOrbitMetric metric = problem is null ? new OrbitMetric() : new ProblemOrbitMetric(problem);
        CensusPartition partition = CensusPartition.Of(landscape, metric, all);
        var abundances = new Abundances(partition.Classes.Select(found => (long)found.Members.Count));
        string id = LandscapeIdentity.Of(landscape.Spec);
        var classes = new ClassDescription(landscape, group, problem, id, abundances.Runs);
        ComparableForm[] forms = [.. partition.Classes.Select(
            found => ComparableForm.Of(group, found.Representative.Theta, landscape.Spec.Tolerance.Distance))];
        ClassReport[] reports = [.. partition.Classes.Select((found, i) => classes.Describe(i + 1, found))];
        return new LandscapeReport(
            id,
            new JsonObject(point.Set.Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))),
            landscape.Network.ParameterCount,
            group.GaugeDimension,
            modulo == Modulo.Network ? "network" : "network+problem",
            Group(group, problem),
            all.Length,
            CountEnds(all),
            all.LongCount(run => run.Ended == Ended.Unconverged && run.AtKink),
            Separation.Of(partition.Classes, forms, metric, landscape.Spec.Tolerance),
            reports,
            [.. partition.Families.Select(Family)],
            [.. lossTolerance.Levels(partition.Classes.OrderBy(found => found.Representative.Loss), found => found.Representative.Loss).Select(Level)],
            Coverage(abundances),
            Unseen(abundances),
            [.. Rarefaction.Curve(abundances).Select(at => new DiscoveryPoint(at.Runs, at.Classes))])
        {
            NonConvexity = NonConvexity.Of(landscape, group, partition.Classes.Zip(reports), partition.Families, all.Select(run => run.Seed)),
        };
    }

    /// <summary>An exact integer as the report writes it.</summary>
    internal static string Decimal(BigInteger value) => value.ToString(CultureInfo.InvariantCulture);

    private static EndedReport CountEnds(RunRecord[] runs)
    {
        var ends = EndCounts.Of(runs);
        return new EndedReport(
            ends[Ended.Minimum], ends[Ended.Degenerate], ends[Ended.Saddle], ends[Ended.Diverging], ends[Ended.Unconverged], ends[Ended.Failed]);
    }

    private static GroupReport Group(SymmetryGroup group, ProblemSymmetry? problem)
    {
        BigInteger order = group.Order * (problem?.Order ?? BigInteger.One);
        return new GroupReport(Decimal(order), SignificantDigits.Round(BigInteger.Log10(order)), group.PerLayer) { Problem = problem?.Name };
    }

    private static FamilyReport Family(RunClass found) => new(
        found.Representative.FamilyDimension, found.Representative.Loss, found.Members.Count, found.Representative.Seed);

    private static LossLevelReport Level(List<RunClass> level) => new(
        level[0].Representative.Loss, level.Count, level.Sum(found => (long)found.Members.Count));

    private static CoverageReport? Coverage(Abundances abundances) =>
        GoodTuringCoverage.Of(abundances) is { } goodTuring && ChaoJostCoverage.Of(abundances) is { } chaoJost
            ? new CoverageReport(goodTuring, chaoJost) { RunsFor95 = RunsForCoverage.Needed(abundances, CoverageWanted) }
            : null;

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
