using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Symmetry.Matching;

namespace OrleansSymmetry.Landscape.Questions;

/// <summary>The points of the classes that a question is about.</summary>
/// <param name="input">The census.</param>
internal sealed class ClassPoints(GeometryInput input)
{
    private readonly Dictionary<long, RunRecord> _runs = input.Runs.DistinctBy(run => run.Seed).ToDictionary(run => run.Seed);

    /// <summary>The class of that ID.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public ClassReport Find(string id) => input.Report.Classes.FirstOrDefault(found => found.Id == id)
        ?? throw new InvalidDataException($"Class {id} is not in the report.");

    /// <summary>As an answer names it.</summary>
    public static GeometryClass Named(ClassReport found) => new(found.Id, found.Rank, found.Kind, found.Loss, found.RepresentativeSeed);

    /// <summary>The representative's weights as they are stored.</summary>
    /// <exception cref="InvalidDataException">The run is missing.</exception>
    public double[] Stored(ClassReport found) => Run(found.RepresentativeSeed, found.Id).Theta;

    /// <summary>The canonical form, as classes.npz holds it.</summary>
    /// <exception cref="InvalidDataException">The run is missing.</exception>
    public double[] Canonical(ClassReport found) =>
        CanonicalForm.Find(SymmetryGroup.Of(input.Landscape), Stored(found), input.Landscape.Spec.Tolerance.Distance).Theta;

    private RunRecord Run(long seed, string id) => _runs.TryGetValue(seed, out RunRecord? run)
        ? run
        : throw new InvalidDataException($"The run of seed {seed}, which represents class {id}, is not among the stored runs.");
}
