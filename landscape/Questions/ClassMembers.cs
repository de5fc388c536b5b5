using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Symmetry.Matching;
using OrleansSymmetry.Landscape.Symmetry.Problems;

namespace OrleansSymmetry.Landscape.Questions;

/// <summary>The runs of a class.</summary>
/// <param name="input">The census.</param>
internal sealed class ClassMembers(GeometryInput input)
{
    private readonly SymmetryGroup _group = SymmetryGroup.Of(input.Landscape);
    private readonly LossTolerance _loss = LossTolerance.Of(input.Landscape);

    /// <summary>
    /// The class' representative and the first other runs, by seed, that are copies of it under the network's symmetries (where the
    /// problem's are divided out too, a class has runs that are not).
    /// </summary>
    /// <param name="found">The class.</param>
    /// <param name="most">How many at most, 1 or more.</param>
    /// <exception cref="InvalidDataException">The representative is missing.</exception>
    public RunRecord[] Copies(ClassReport found, int most)
    {
        RunRecord representative = Representative(found);
        return
        [
            .. input.Runs.Where(run => run.Seed != representative.Seed && run.IsInClass)
                .OrderBy(run => run.Seed)
                .DistinctBy(run => run.Seed)
                .Where(run => AreCopies(representative, run))
                .Take(most - 1)
                .Prepend(representative),
        ];
    }

    /// <summary>Whether two runs are copies of one optimum under the network's symmetries.</summary>
    public bool AreCopies(RunRecord a, RunRecord b) =>
        a.Ended == b.Ended && a.Index == b.Index && _loss.AreEqual(a.Loss, b.Loss)
        && OrbitDistance.AreEqual(Form(a), Form(b), input.Landscape.Spec.Tolerance.Distance, out _);

    /// <summary>The seeds of all runs of a class, ascending: as the census parts them.</summary>
    /// <exception cref="InvalidDataException">The representative is missing.</exception>
    public IReadOnlyList<long> Seeds(ClassReport found)
    {
        // Runs of one class are linked by equal losses, so those of other levels need not be compared.
        RunRecord representative = Representative(found);
        List<RunRecord> level = _loss
            .Levels(input.Runs.Where(IsLikeRepresentative).OrderBy(run => run.Loss), run => run.Loss)
            .First(level => level.Any(run => run.Seed == representative.Seed));
        IOrbitMetric metric = input.Report.Modulo == SweepWords.Modulos.WordFor(Modulo.NetworkAndProblem)
            ? new ProblemOrbitMetric(ProblemSymmetry.Find(input.Landscape))
            : new OrbitMetric();
        var partition = CensusPartition.Of(input.Landscape, metric, level);
        RunClass members = partition.Find(representative);
        return [.. level.Where(run => partition.Find(run) == members).Select(run => run.Seed).Order()];

        bool IsLikeRepresentative(RunRecord run) => run.IsInClass && run.Ended == representative.Ended && run.Index == representative.Index;
    }

    private ComparableForm Form(RunRecord run) =>
        ComparableForm.Of(_group, input.Landscape.Units.ToNatural(run.Theta), input.Landscape.Spec.Tolerance.Distance);

    private RunRecord Representative(ClassReport found) => input.Runs.FirstOrDefault(run => run.Seed == found.RepresentativeSeed)
        ?? throw new InvalidDataException($"The run of seed {found.RepresentativeSeed}, which represents class {found.Id}, is not among the stored runs.");
}
