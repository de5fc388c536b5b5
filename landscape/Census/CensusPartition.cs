using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Symmetry.Matching;
using OrleansSymmetry.Landscape.Symmetry.Problems;

namespace OrleansSymmetry.Landscape.Census;

/// <summary>
/// Parts a stream of a landscape's runs into classes and families. Each pass takes each run once, in any order; memory grows with
/// the classes. Belongs to one thread at a time.
/// </summary>
internal sealed class CensusPartition
{
    private readonly LossLandscape _landscape;
    private readonly LossTolerance _lossTolerance;
    private readonly Func<TransitiveClosure<ComparableForm>> _createOrbits;
    private readonly Dictionary<(Ended Ended, int? Index), TransitiveClosure<ComparableForm>> _orbits = [];
    private readonly TransitiveClosure<FunctionOnData> _functions;

    /// <param name="landscape">The landscape that the runs were trained on.</param>
    /// <param name="metric">The distance of orbits.</param>
    /// <param name="problem">The symmetries of the problem, where the metric divides them out.</param>
    public CensusPartition(LossLandscape landscape, IOrbitMetric metric, ProblemSymmetry? problem = null)
    {
        ToleranceSpec tolerance = landscape.Spec.Tolerance;
        SymmetryGroup group = SymmetryGroup.Of(landscape);
        NaturalUnits units = landscape.Units;
        _landscape = landscape;
        _lossTolerance = LossTolerance.Of(landscape);
        _createOrbits = () => new TransitiveClosure<ComparableForm>(
            metric, tolerance.Distance, _lossTolerance, run => ComparableForm.Of(group, units.ToNatural(run.Theta), tolerance.Distance), isMeasured: true);
        _functions = new TransitiveClosure<FunctionOnData>(
            new ProblemFunctionMetric(landscape, problem), Math.Sqrt(tolerance.Loss), _lossTolerance, FunctionOf(landscape), isMeasured: false);
    }

    /// <summary>After the last pass: minima and saddles, in the report's order: by loss, equal losses by smallest seed.</summary>
    public IReadOnlyList<RunClass> Classes { get; private set; } = [];

    /// <summary>After the last pass: points that are not isolated, grouped by function, in the same order.</summary>
    public IReadOnlyList<RunClass> Families { get; private set; } = [];

    /// <summary>The partition of runs that are at hand.</summary>
    /// <param name="landscape">The landscape that they were trained on.</param>
    /// <param name="metric">The distance of orbits.</param>
    /// <param name="runs">In any order; a seed may come twice with the same record.</param>
    /// <exception cref="InvalidDataException">A run that ended at a critical point has no weights.</exception>
    public static CensusPartition Of(LossLandscape landscape, IOrbitMetric metric, IEnumerable<RunRecord> runs)
    {
        var partition = new CensusPartition(landscape, metric);
        RunRecord[] all = [.. runs.DistinctBy(run => run.Seed)];
        do
        {
            foreach (RunRecord run in all)
            {
                partition.Add(run);
            }
        }
        while (partition.EndPass());

        return partition;
    }

    /// <summary>Takes the next run of a pass.</summary>
    /// <exception cref="InvalidDataException">A run that ended at a critical point has no weights.</exception>
    public void Add(RunRecord run)
    {
        if (!run.IsCritical)
        {
            return;
        }

        if (run.Theta.Length != _landscape.Network.ParameterCount)
        {
            throw new InvalidDataException(
                $"The run of seed {run.Seed} has {run.Theta.Length} weights; the network has {_landscape.Network.ParameterCount}.");
        }

        if (run.IsInClass)
        {
            OrbitsOf(run).Add(run);
        }
        else
        {
            _functions.Add(run);
        }
    }

    /// <summary>Ends a pass over all runs.</summary>
    /// <returns>Whether another one is needed.</returns>
    public bool EndPass()
    {
        bool isOpen = _functions.EndPass();
        foreach (TransitiveClosure<ComparableForm> orbits in _orbits.Values)
        {
            isOpen |= orbits.EndPass();
        }

        if (!isOpen)
        {
            Classes = Rank(_orbits.Values.SelectMany(orbits => orbits.Classes));
            Families = Rank(_functions.Classes);
        }

        return isOpen;
    }

    /// <summary>After the last pass: the class or family of a run that was added and ended at a critical point.</summary>
    public RunClass Find(RunRecord run) => run.IsInClass ? OrbitsOf(run).Find(run) : _functions.Find(run);

    /// <summary>
    /// What points that are not isolated are told apart by: their outputs on the data in natural units, to the square root of the loss tolerance (a loss is
    /// flat in the outputs to first order); where the data are a distribution, the loss alone.
    /// </summary>
    private static Func<RunRecord, FunctionOnData> FunctionOf(LossLandscape landscape) => landscape.Data is DataSet data
        ? run => new FunctionOnData(run.Theta, OutputsOnData.Of(landscape, data, run.Theta))
        : run => new FunctionOnData(run.Theta, []);

    // A zero mode more or less is a matter of a threshold; the number of negative eigenvalues tells points apart.
    private TransitiveClosure<ComparableForm> OrbitsOf(RunRecord run)
    {
        if (!_orbits.TryGetValue((run.Ended, run.Index), out TransitiveClosure<ComparableForm>? orbits))
        {
            _orbits[(run.Ended, run.Index)] = orbits = _createOrbits();
        }

        return orbits;
    }

    private RunClass[] Rank(IEnumerable<RunClass> classes) =>
    [
        .. _lossTolerance.ForRanks.Levels(
                classes.OrderBy(found => found.Representative.Loss).ThenBy(found => found.Representative.Seed),
                found => found.Representative.Loss)
            .SelectMany(level => level.OrderBy(found => found.Representative.Seed)),
    ];
}
