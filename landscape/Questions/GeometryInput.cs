using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;

namespace OrleansSymmetry.Landscape.Questions;

/// <summary>What an answer is made from.</summary>
/// <param name="Landscape">The landscape.</param>
/// <param name="Report">Its census.</param>
/// <param name="Runs">All runs of the census that ended in a critical point, with their weights, ascending by seed.</param>
public sealed record GeometryInput(LossLandscape Landscape, LandscapeReport Report, IReadOnlyList<RunRecord> Runs);
