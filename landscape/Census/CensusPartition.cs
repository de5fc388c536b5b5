using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Symmetry.Matching;

namespace OrleansSymmetry.Landscape.Census;

/// <summary>The classes and families of a landscape's runs.</summary>
/// <param name="Classes">Minima and saddles, in the report's order: by loss, equal losses by smallest seed.</param>
/// <param name="Families">Degenerate points grouped by function, in the same order.</param>
public sealed record CensusPartition(IReadOnlyList<RunClass> Classes, IReadOnlyList<RunClass> Families)
{
    /// <summary>Parts a set of runs.</summary>
    /// <param name="landscape">The landscape they were trained on.</param>
    /// <param name="metric">The distance of orbits.</param>
    /// <param name="runs">In any order; a seed may come twice with the same record.</param>
    /// <exception cref="InvalidDataException">A run that ended at a critical point has no weights.</exception>
    internal static CensusPartition Of(LossLandscape landscape, IOrbitMetric metric, IEnumerable<RunRecord> runs)
    {
        ArgumentNullException.ThrowIfNull(landscape);
        ArgumentNullException.ThrowIfNull(runs);
        ToleranceSpec tolerance = landscape.Spec.Tolerance;
        var lossTolerance = new LossTolerance(tolerance.Loss);
        SymmetryGroup group = SymmetryGroup.Of(landscape);
        RunRecord[] ended = [.. runs.DistinctBy(run => run.Seed).Where(run => run.IsCritical).Select(run => CheckWeights(landscape, run))];

        var orbits = new TransitiveClosure<ComparableForm>(
            metric, tolerance.Distance, lossTolerance, run => ComparableForm.Of(group, run.Theta, tolerance.Distance));
        var functions = new TransitiveClosure<double[]>(
            new FunctionMetric(), Math.Sqrt(tolerance.Loss), lossTolerance, FunctionOf(landscape));

        // A zero mode more or less is a matter of a threshold; the number of negative eigenvalues tells points apart.
        IEnumerable<RunClass> classes = ended
            .Where(run => run.IsInClass)
            .GroupBy(run => (run.Ended, run.Index))
            .SelectMany(orbits.Of);
        IEnumerable<RunClass> families = functions.Of(ended.Where(run => run.Ended == Ended.Degenerate));
        return new CensusPartition(Rank(classes, lossTolerance), Rank(families, lossTolerance));
    }

    /// <summary>
    /// What degenerate points are told apart by: their outputs on the data, to the square root of the loss tolerance (a loss is
    /// flat in the outputs to first order); where the data are a distribution, the loss alone.
    /// </summary>
    private static Func<RunRecord, double[]> FunctionOf(LossLandscape landscape) => landscape.Data is DataSet data
        ? run => OutputsOnData.Of(landscape, data, run.Theta)
        : _ => [];

    private static RunClass[] Rank(IEnumerable<RunClass> classes, LossTolerance lossTolerance) =>
    [
        .. lossTolerance.Levels(
                classes.OrderBy(found => found.Representative.Loss).ThenBy(found => found.Representative.Seed),
                found => found.Representative.Loss)
            .SelectMany(level => level.OrderBy(found => found.Representative.Seed)),
    ];

    private static RunRecord CheckWeights(LossLandscape landscape, RunRecord run) =>
        run.Theta.Length == landscape.Network.ParameterCount
            ? run
            : throw new InvalidDataException(
                $"The run of seed {run.Seed} has {run.Theta.Length} weights; the network has {landscape.Network.ParameterCount}.");
}
